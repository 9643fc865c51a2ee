import NotebookModel
import NotebookTestSupport

/// Notebooks of cells that are awkward for a script.
struct HostileNotebooks {
    private static let texts = [
        "", "# Title", "text  \nmore", "a\r\nb", "a\rb", "\n", "a\n\nb\n", "In[3]:",
        "# In[3]:\n\n\nx = 1",
        "Raw:", "Out[1]:", "é 名前 \u{1F600}", "- a\n- b", "```\n# In[1]:\n\n\n```", "\u{2028}",
        "   ", "a\n  \nb",
        "\u{0B}", "# # a", "%time x", "coding: latin-1", "\"\"\"", "trailing\\", "\t", "a\u{0}b",
    ]
    private static let codes = [
        "", "x = 1", "x = 1\n", "\n\nx = 1", "x = 1\n\n\n# end", "# only\n# comments", "# %time",
        "%time x",
        "%%bash\nls\n", "%%time\nx = 1", "%%time", "!ls \\\n  -l\nx = 2", "y = !ls\nz = %pwd",
        "foo?", "?foo",
        "if a:\n    !ls\nelse:\n    pass  # %x\n", "print 'python 2'", "def f(:",
        "'''\n# In[1]:\n\n\n'''",
        "# In[3]:\n\n\nx = 1", "get_ipython().system('ls')", "x = 1\r\ny = 2\r\n", "x = 1\ry = 2",
        "a = 1;", "\u{0C}",
        "# Out[1]:", "\n\n\n# a", "f'{x!r:>{w}}'",
        "class A:\n    '''doc'''\n\n\n# tail\n\n\n# more", "# !ls \\\n# x",
        "(1,\n# %time\n2)", "\\\n", "  x = 1\n  y = 2", ">>> x = 1\n... \n", "x = '\u{2028}'",
        "# coding: latin-1\nx", "#", "   ",
        "%%html\n<b>\n\n\"\"\"\n", "# %%time\nx = 1", "%matplotlib inline\nimport x\n",
    ]
    private var generator: SeededGenerator
    private var cells: HostileCells

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        cells = HostileCells(seed: seed)
    }

    private mutating func pick<Element>(_ list: [Element]) -> Element {
        list[Int.random(in: 0..<list.count, using: &generator)]
    }

    /// A notebook of up to twelve cells, mostly of Python.
    mutating func next() -> Notebook {
        let languages: [JSONObject] = [
            [
                "language_info": [
                    "name": "python", "nbconvert_exporter": "python", "mimetype": "text/x-python",
                    "file_extension": ".py",
                ]
            ],
            ["language_info": ["name": "python", "nbconvert_exporter": "python"]],
            ["kernelspec": ["name": "python3", "display_name": "Python 3"]],
            [
                "language_info": [
                    "name": "R", "mimetype": "text/x-r-source", "file_extension": ".r",
                ]
            ],
            [
                "language_info": [
                    "name": "julia", "file_extension": ".jl", "nbconvert_exporter": "script",
                ]
            ],
            [:],
        ]
        let isPython = Int.random(in: 0..<3, using: &generator) > 0
        let metadata = isPython ? languages[0] : pick(languages)
        let cells = (0..<Int.random(in: 0...12, using: &generator)).map { _ in nextCell() }
        return Notebook(cells: cells, metadata: metadata, nbformatMinor: 4)
    }

    private mutating func nextCell() -> Cell {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<3:
            return .markdown(pick(HostileNotebooks.texts) + pick(["", "", "\n", "x"]))
        case 3:
            let types = [
                "", "text/x-python", "TEXT/X-PYTHON", "text/html", "text/plain", "text/x-r-source",
            ]
            var metadata: JSONObject = [:]
            if Bool.random(using: &generator) { metadata["raw_mimetype"] = .string(pick(types)) }
            return .raw(pick(HostileNotebooks.texts + HostileNotebooks.codes), metadata: metadata)
        case 4..<6:
            return .code(cells.next(pieces: 8), executionCount: pick([nil, 0, 5]))
        default:
            let code =
                pick(HostileNotebooks.codes)
                + pick(["", "", "\n", "\n" + pick(HostileNotebooks.codes)])
            return .code(code, executionCount: pick([nil, 0, 1, 12, 123]))
        }
    }
}
