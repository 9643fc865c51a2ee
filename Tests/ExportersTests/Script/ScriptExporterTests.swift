import Exporters
import NotebookModel
import Testing

@Suite struct ScriptExporterTests {
    private func better(_ cells: [Cell], _ metadata: JSONObject = [:]) -> String {
        ScriptExporter().export(Notebook(cells: cells, metadata: metadata)).text
    }

    private let head = "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n"

    @Test func `texts are comments and code stands behind its mark`() {
        let text = better([
            .markdown("# Title\n\ntext"), .markdown("more"), .code("x = 1", executionCount: 3),
            .code("y = 2"), .markdown("end"),
        ])
        #expect(
            text == head + """

                # # Title
                #
                # text

                # more

                # In[3]:


                x = 1


                # In[ ]:


                y = 2


                # end

                """
        )
    }

    @Test(arguments: [
        ("%matplotlib inline\nimport x", "# %matplotlib inline\nimport x"),
        ("if a:\n    !ls", "if a:\n    pass  # !ls"),
        ("x = !ls", "# x = !ls"),
        ("print?", "# print?"),
        ("!ls \\\n  -l\nx", "# !ls \\\n#   -l\nx"),
        ("# %time", "# # %time"),
        ("'''\n%time\n'''", "'''\n%time\n'''"),
        ("(\n# %time\n)", "(\n# %time\n)"),
        ("%%bash\n\nls", "# %%bash\n#\n# ls"),
        ("%%time\nx = 1\n%pwd", "# %%time\nx = 1\n# %pwd"),
        ("%%time\nprint 1", "# %%time\n# print 1"),
        ("# In[3]:\n\n\nx", "# # In[3]:\n\n\nx"),
    ])
    func `commands become comments that can be told from others`(_ source: String, _ body: String) {
        #expect(better([.code(source)]) == head + "\n# In[ ]:\n\n\n" + body + "\n")
    }

    @Test(arguments: [
        "print 'x'", "await x", "return 1", "def f(", "%% x\ny", "x = 1\n  y", "'C:\\U'",
    ])
    func `a cell that doesn't compile becomes a comment below a note`(_ source: String) {
        let lines = source.split(separator: "\n").map { "# \($0)\n" }.joined()
        let note = "# This cell is no Python that runs in a script:\n"
        #expect(better([.code(source)]) == head + "\n# In[ ]:\n\n\n" + note + lines)
    }

    @Test func `a future import is live at the start only`() {
        let source = "from __future__ import division"
        let text = better([.markdown("a"), .code(source), .code("x = 1\n" + source), .code(source)])
        #expect(text.split(separator: "\n").count { $0 == source } == 1)
        #expect(text.split(separator: "\n").count { $0 == "# " + source } == 2)
        #expect(text.contains("x = 1\n# from"))
    }

    @Test func `raw cells are comments unless they are Python`() {
        let text = better([
            .raw("a: 1"), .raw("x = 1", metadata: ["raw_mimetype": "text/x-python"]),
            .raw("<b>", metadata: ["raw_mimetype": "text/html"]),
        ])
        #expect(text.contains("\n# Raw:\n\n\n# a: 1\n\n\n# Raw[text/x-python]:\n\n\nx = 1\n"))
        #expect(text.hasSuffix("\n\n\n# Raw[text/html]:\n\n\n# <b>\n"))
    }

    @Test func `a lone return can't smuggle code out of a comment`() {
        let notebook = Notebook(cells: [.markdown("a\rimport os"), .code("# x\rimport os")])
        let document = ScriptExporter().export(notebook)
        #expect(!document.text.utf8.contains(0x0D))
        #expect(document.text.contains("# a\n# import os\n"))
        #expect(
            document.warnings == [
                ExportWarning(.ambiguousSource, cell: 0), ExportWarning(.ambiguousSource, cell: 1),
            ]
        )
    }

    @Test func `calls can stand for commands`() {
        let notebook = Notebook(cells: [.code("x = !ls\n%pwd")])
        let text = ScriptExporter(magics: .calls).export(notebook).text
        #expect(
            text.contains(
                "\nx = get_ipython().getoutput('ls')\nget_ipython().run_line_magic('pwd', '')\n"
            )
        )
    }

    @Test(arguments: [
        ("R", ".r", "r", "# a\n\n# In[1]:\n\n\nx\n"),
        ("scala", ".sc", "sc", "// a\n\n// In[1]:\n\n\nx\n"),
        ("unheard-of", "../x", "txt", "# a\n\n# In[1]:\n\n\nx\n"),
    ])
    func `other languages have their own comments and file names`(
        _ name: String,
        _ end: String,
        _ fileExtension: String,
        _ text: String
    ) {
        let metadata: JSONObject = [
            "language_info": ["name": .string(name), "file_extension": .string(end)]
        ]
        let notebook = Notebook(
            cells: [.markdown("a"), .code("x", executionCount: 1)],
            metadata: metadata
        )
        let document = ScriptExporter().export(notebook)
        #expect(document.text == text)
        #expect(document.type.fileExtension == fileExtension)
    }

    @Test func `an unknown cell is told`() {
        let notebook = Notebook(cells: [Cell(kind: .unknown(type: "x"), source: "y")])
        for exporter in [ScriptExporter(), ScriptExporter(mode: .compatible)] {
            #expect(
                exporter.export(notebook).warnings == [
                    ExportWarning(.unknownCell(type: "x"), cell: 0)
                ]
            )
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "(", "[", "{", "f'{", "f\"{x:{", "# ", "# In[1]:\n\n\n", "\\\n", "\"\"\"", "lambda:",
            "not ", "a=", "'",
            "!ls \\\n", "@", "match x:\n", "- ", "x if ", "get_ipython().system('ls')\n",
            "if a:\n ", "\n",
            "[x for ", "with (", "a,", "f(a=", "x[", "=!", "?", "case", "# %x \\\n", "\t#\n",
            "pass  # # ", "**",
        ]
    )
    func `a long hostile cell takes no long time and does no harm`(_ piece: String) throws {
        let source = String(repeating: piece, count: 60_000 / piece.utf8.count)
        let notebook = Notebook(cells: [
            .code(source), .code(source + "x"), .markdown(source), .raw(source),
        ])
        for exporter in [
            ScriptExporter(), ScriptExporter(magics: .calls), ScriptExporter(mode: .compatible),
        ] {
            let document = exporter.export(notebook)
            let cells = try ScriptImporter().read(document.bytes).notebook.cells
            if exporter == ScriptExporter() {
                #expect(cells.map(\.source) == notebook.cells.map(\.source))
            }
        }
        #expect(!PlainExporter().export(notebook).bytes.isEmpty || piece == "\n")
    }
}
