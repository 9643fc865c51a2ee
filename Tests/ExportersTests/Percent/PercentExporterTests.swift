import Exporters
import Foundation
import NotebookModel
import Testing

@Suite struct PercentExporterTests {
    private func cells(_ cells: [Cell], mode: ExportMode = .better) -> ExportedDocument {
        var document = PercentExporter(mode: mode).export(Notebook(cells: cells))
        let text = document.text
        if let start = text.range(of: "# ---\n\n") {
            document.bytes = Array(text[start.upperBound...].utf8)
        }
        return document
    }

    @Test func `a notebook is a script with a header and marked cells`() {
        let notebook = Notebook(
            cells: [.markdown("# T\n\nx"), .code("def f():\n    pass"), .code("%time f()")],
            metadata: ["kernelspec": ["name": "python3", "display_name": "Python 3"]]
        )
        let document = PercentExporter().export(notebook)
        #expect(
            document.text == """
                # ---
                # jupyter:
                #   jupytext:
                #     text_representation:
                #       extension: .py
                #       format_name: percent
                #       format_version: '1.3'
                #   kernelspec:
                #     display_name: Python 3
                #     name: python3
                # ---

                # %% [markdown]
                # # T
                #
                # x

                # %%
                def f():
                    pass

                # %%
                # %time f()

                """
        )
        #expect(document.warnings.isEmpty)
        #expect(document.type == DocumentType(mediaType: "text/x-python", fileExtension: "py"))
    }

    @Test(arguments: [
        "print 'x'", "x = (", "if x:", "    y", "x = '", "f(?)", "for x in y:\n    !ls\n    f?",
        "1 = x",
        "f'{'", "def f(a=1, b): pass", "`x`", "0777", "b'\u{E9}'", "return = 3", "x ==== y",
        "class", "a b",
    ])
    func `code that is no Python stands in comments`(_ source: String) {
        let document = cells([.code(source)])
        #expect(document.text.hasPrefix("# %% active=\"ipynb\" nbx="))
        #expect(document.text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") })
        #expect(document.warnings.isEmpty)
    }

    @Test(arguments: [
        "x = [i async for i in y if (z := i)]",
        "match x:\n    case {'a': [1, *_], **r} if r:\n        pass",
        "async with (a as b, c):\n    await d", "f'{x!r:>{w}} {y=}'",
        "lambda *a, b=1, **k: (yield)", "x: int = 3",
        "@a.b\nclass C(B, metaclass=M):\n    def f(self, /, *, a: int = 1) -> 'x': ...",
        "await f()", "a[1:2, ::3, ...]",
        "try:\n    pass\nexcept* (A, B) as e:\n    raise X from e\nelse: pass\nfinally: pass",
        "print(*a, **b, end='')",
        "\u{E9} = 0x_ff + 1_000.5e-3j", "from . import (a as b, c,)", "*a, (b, [c]) = d = e",
        "match = type = case = 1",
        "if x: pass; y = 1\nelse:\n\tz = 2", "def f[T](x: T): pass", "del a, (b.c, d[0])",
        "x = not a < b <= c is not d not in e",
        "global a, b", "with open(x) as f, g: pass", "{**a, 'b': 1}", "{1, *b}",
        "x = 1 if y else 2",
    ])
    func `code that is Python stays code`(_ source: String) {
        #expect(cells([.code(source)]).text == "# %%\n" + source + "\n")
    }

    @Test func `a line that looks like a mark is counted, with a warning`() {
        let document = cells([.code("a = 1\n# %%\nb = 2")])
        #expect(document.text == "# %% nbx={\"lines\": 3, \"code\": true}\na = 1\n# %%\nb = 2\n")
        #expect(document.warnings == [ExportWarning(.ambiguousSource, cell: 0)])
    }

    @Test func `what a script doesn't hold is said, besides the state of runs and views`() {
        let image = CellAttachment(name: "x.png", content: [:])
        let document = cells([
            .markdown("x", attachments: [image]),
            .code("x", metadata: ["collapsed": true, "execution": [:]]),
            Cell(kind: .unknown(type: "chart"), source: "x"),
        ])
        #expect(
            document.warnings == [
                ExportWarning(.unexpressedMetadata(key: "attachments"), cell: 0),
                ExportWarning(.unknownCell(type: "chart"), cell: 2),
            ]
        )
        #expect(document.text == "# %% [markdown]\n# x\n\n# %%\nx\n")
    }

    @Test func `text with zero bytes, carriage returns and lone surrogates comes back`() throws {
        let sources = ["a\0b", "a\r\nb\r\n", "a\rb", "\u{10F800}", "x\u{2028}y\u{C}z"]
        let notebook = Notebook(cells: sources.map { .markdown($0) } + sources.map { .code($0) })
        let document = PercentExporter().export(notebook)
        #expect(!document.bytes.contains(0) && !document.bytes.contains(0x0D))
        let result = try PercentImporter().read(document.bytes).notebook
        #expect(
            result.cells.map { Array($0.source.utf8) } == (sources + sources).map { Array($0.utf8) }
        )
    }

    /// The text is looked at in blocks of sixteen bytes.
    @Test(arguments: 1..<40, ["\"\"\"", "'''"])
    func `a string of several lines is seen wherever it starts`(offset: Int, quotes: String) {
        let code = String(repeating: "a", count: offset) + " = \(quotes)\n%time\n\(quotes)"
        #expect(cells([.code(code)], mode: .compatible).text == "# %%\n\(code)\n")
        let open = String(repeating: "a", count: offset) + " = \(quotes.dropLast())\n%time"
        let commented = open.replacing("%time", with: "# %time")
        #expect(cells([.code(open)], mode: .compatible).text == "# %%\n\(commented)\n")
    }

    /// So are the ends of lines that Python knows besides the line feed.
    @Test(arguments: 1..<40, ["\u{2028}", "\u{85}", "\u{C}", "\r"])
    func `an odd end of a line is seen wherever it stands`(offset: Int, end: String) {
        let text = String(repeating: "a", count: offset) + end + "b"
        let lines = "# \(text.prefix(offset))\n# b"
        #expect(cells([.markdown(text)], mode: .compatible).text == "# %% [markdown]\n\(lines)\n")
    }

    @Test func `many cells without code take no more than their time`() {
        let document = cells((0..<20_000).map { _ in .code("@\"\"\"\nx") }, mode: .compatible)
        #expect(document.bytes.count == 20_000 * 13 - 1)
    }
}
