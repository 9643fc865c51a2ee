import NotebookModel

/// What notebooks are changed into: names and values that rules have something to say about.
struct MutationPool {
    /// Names that fit the object at the place, more or less.
    let memberNames: [String]
    /// Values that may fit the place.
    let values: [JSONValue]

    init(pointer: JSONPointer, value: JSONValue) {
        let names: [String]
        switch pointer.tokens.last {
        case nil: names = MutationPool.root
        case "metadata": names = MutationPool.metadata
        case "data", "attachments": names = MutationPool.types
        default:
            names =
                value["cell_type"] != nil
                ? MutationPool.cell : value["output_type"] != nil ? MutationPool.output : []
        }
        memberNames = names + ["extra", "metadata", "name", "id"]
        values = MutationPool.values(of: pointer.tokens.last ?? "")
    }

    /// Values for a member of a name: some of its own, some for any.
    static func values(of name: String) -> [JSONValue] {
        let own = special[name] ?? []
        return own + own + any
    }

    /// Tells whether there are values for the members of a name.
    static func isSpecial(_ name: String) -> Bool {
        special[name] != nil
    }

    private static let root = [
        "cells", "metadata", "nbformat", "nbformat_minor", "worksheets", "orig_nbformat",
    ]
    private static let cell = [
        "cell_type", "id", "metadata", "source", "outputs", "execution_count", "attachments",
        "input", "level", "language", "collapsed", "prompt_number",
    ]
    private static let output =
        [
            "output_type", "name", "text", "data", "metadata", "execution_count", "ename", "evalue",
            "traceback", "transient", "stream", "prompt_number", "png",
        ] + types
    private static let metadata = [
        "name", "tags", "jupyter", "execution", "collapsed", "scrolled", "format", "trusted",
        "kernelspec", "language_info", "title", "authors", "orig_nbformat", "signature",
        "kernel_info",
    ]
    private static let types = [
        "text/plain", "application/json", "application/json\n", "application/x+json",
        "application/a\nb+json", "application/+json", "application/xjson", "Application/json",
        "image/png", "text/x y", "x text/plain", "text/plain\n", "/json", "text/",
    ]

    private static let any: [JSONValue] = [
        nil, true, false, 0, 1, -1, 1.0, .number(.nan), "", "a", "a\n", "a,b", [], ["a"], ["a", 1],
        [:], ["a": 1], ["name": "a"], [[]], ["a\u{301}": nil, "\u{E1}": 1],
    ]

    private static let special: [String: [JSONValue]] = [
        "nbformat": [3, 4, 5, 2, 1, 0, "4", 4.0, true],
        "nbformat_minor": [
            0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, -1, "5", 5.0, true,
            number("100000000000000000000"), number("-0"),
        ],
        "id": [
            "a", "b", "code-1", "A_-9", "a b", "é", "a\n", "a\n\n", "\n", "", "\u{212A}",
            .string(String(repeating: "i", count: 64)), .string(String(repeating: "i", count: 65)),
            .string(String(repeating: "i", count: 63) + "\n"),
            .string(String(repeating: "i", count: 64) + "\n"), 1, true, 1.0, ["a"],
        ],
        "name": ["a\n", "a\nb", "\n", "\na", "a\r", "first", "second", "\u{2028}", "a\r\n"],
        "tags": [
            ["a", "a"], ["a,b"], [","], [""], ["\n"], ["\u{E9}", "e\u{301}"], ["a", 1, 1],
            [1, true],
            ["a", "b"], ["a", "A"],
        ],
        "execution_count": [0, number("-0"), number("1e2"), number("99999999999999999999"), 2.5],
        "level": [0, 1, 6], "orig_nbformat": [0, 1, 3], "orig_nbformat_minor": [-1, 0],
        "scrolled": ["auto", "no", true, false, 1],
        "execution": [["a": "b"], ["a": 1], ["a\n": 1], ["a\nb": 1], ["": 1], ["a\n\n": 1]],
        "jupyter": [["source_hidden": 1]],
        "cell_type": ["code", "markdown", "raw", "html", "heading", "chart", "Code"],
        "output_type": [
            "stream", "display_data", "execute_result", "error", "pyout", "pyerr",
            "update_display_data",
        ],
        "codemirror_mode": ["a", ["name": 1]],
        "kernelspec": [["name": "a", "display_name": "b"], ["name": 1, "display_name": "b"]],
        "language_info": [["name": "a"], ["name": "a", "mimetype": 1]],
        "source": ["a", ["a", "b\n"], [nil], .array(Array(repeating: "a", count: 20))],
        "attachments": [
            ["a": ["image/png": ["A"]]], ["a": 1], ["a": ["image/png": [:]]], ["\n": 1],
            ["a": ["application/json": 1]],
        ],
        "data": [["text/plain": 1], ["application/json": 1], ["a": ["b"]]],
        "cells": [
            [["cell_type": "code"]], [1], ["id"],
            [["cell_type": "raw", "metadata": [:], "source": ""]],
        ],
        "worksheets": [[1], [[:]], [["cells": []]], [["cells": [], "a": 1]]],
    ]

    private static func number(_ lexeme: String) -> JSONValue {
        JSONNumber(lexeme: lexeme).map(JSONValue.number) ?? .null
    }
}
