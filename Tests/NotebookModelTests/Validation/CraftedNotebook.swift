import NotebookModel

/// Small notebooks that have about everything that their format has rules for.
enum CraftedNotebook {
    /// One of each format, by its name; 4.6 is newer than what nbformat knows.
    static let all: [(name: String, value: JSONValue)] =
        [("3.0", version3)] + (0...6).map { ("4.\($0)", version4(minor: $0)) }

    /// The notebook of a name.
    static func named(_ name: String) -> JSONValue {
        all.first { $0.name == name }?.value ?? .null
    }

    /// A valid notebook of format 4.
    static func version4(minor: Int) -> JSONValue {
        var cells = [code, markdown, raw]
        if minor < 5 { for index in cells.indices { cells[index]["id"] = nil } }
        if minor > 5 {
            cells.append(["cell_type": "chart", "metadata": ["name": "c"], "plot": 1])
        }
        return [
            "cells": .array(cells.map(JSONValue.object)), "metadata": metadata, "nbformat": 4,
            "nbformat_minor": .number(minor),
        ]
    }

    private static let metadata: JSONValue = [
        "kernelspec": ["name": "python3", "display_name": "Python", "language": "python"],
        "language_info": [
            "name": "python", "codemirror_mode": ["name": "ipython"], "file_extension": ".py",
            "mimetype": "text/x-python", "pygments_lexer": "ipython3", "version": "3.11",
        ],
        "title": "t", "authors": [["name": "a"]],
    ]

    private static let code: JSONObject = [
        "cell_type": "code", "id": "code-1", "execution_count": 1, "source": ["1\n", "2"],
        "metadata": [
            "collapsed": false, "scrolled": "auto", "name": "first", "tags": ["a", "b"],
            "jupyter": ["source_hidden": true], "execution": ["iopub.status.busy": "now"],
        ],
        "outputs": [
            ["output_type": "stream", "name": "stdout", "text": ["a\n"]],
            [
                "output_type": "display_data", "metadata": ["image/png": ["width": 1]],
                "data": [
                    "text/plain": ["x"], "image/png": "AQID", "application/json": ["a": [1]],
                    "application/vnd.x+json": 1.5,
                ],
            ],
            [
                "output_type": "execute_result", "execution_count": 1, "metadata": [:],
                "data": ["text/html": "<b>"],
            ],
            ["output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", "b"]],
        ],
    ]

    private static let markdown: JSONObject = [
        "cell_type": "markdown", "id": "text_1", "metadata": ["name": "second", "tags": []],
        "source": "![p](attachment:p.png)", "attachments": ["p.png": ["image/png": "AQID"]],
    ]

    private static let raw: JSONObject = [
        "cell_type": "raw", "id": "raw", "metadata": ["format": "text/latex"], "source": [],
    ]

    private static let version3: JSONValue = [
        "nbformat": 3, "nbformat_minor": 0, "orig_nbformat": 2,
        "metadata": [
            "name": "n", "signature": "s", "kernel_info": ["name": "k", "language": "python"],
        ],
        "worksheets": [
            [
                "metadata": [:],
                "cells": [
                    [
                        "cell_type": "code", "language": "python", "collapsed": false,
                        "input": ["1"], "prompt_number": 1, "metadata": [:],
                        "outputs": [
                            ["output_type": "stream", "stream": "stdout", "text": "a"],
                            ["output_type": "pyout", "prompt_number": 1, "text": ["x"]],
                            ["output_type": "display_data", "png": "AQID", "image/gif": "R0"],
                            [
                                "output_type": "pyerr", "ename": "E", "evalue": "v",
                                "traceback": [],
                            ],
                        ],
                    ],
                    ["cell_type": "heading", "level": 1, "source": "h", "metadata": [:]],
                    ["cell_type": "markdown", "source": ["m"], "metadata": ["name": "n"]],
                    ["cell_type": "html", "source": "<b>"],
                    ["cell_type": "raw", "source": "r", "metadata": ["tags": ["t"]]],
                ],
            ]
        ],
    ]
}
