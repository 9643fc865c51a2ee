import Exporters
import NotebookModel
import NotebookTestSupport
import Testing

@Suite struct ScriptImporterTests {
    private func read(_ text: String) throws -> [Cell] {
        try ScriptImporter().read(Array(text.utf8)).notebook.cells
    }

    private let jupyter = "#!/usr/bin/env python\n# coding: utf-8\n"

    @Test func `nbconvert's form is read`() throws {
        let cells = try read(
            jupyter
                + "\n# # Title\n# \n# text\n\n# two\n\n# In[3]:\n\n\nx = 1\n\n\n# In[ ]:\n\n\n# c\ny\n\n\n# end\n"
        )
        #expect(cells.map(\.type) == ["markdown", "markdown", "code", "code", "markdown"])
        #expect(cells.map(\.source) == ["# Title\n\ntext", "two", "x = 1", "# c\ny", "end"])
        #expect(cells[2].executionCount == 3)
        #expect(cells[3].executionCount == nil)
    }

    @Test(arguments: [
        "%time f(x)", "!ls 'a'", "!!ls", "x = !ls", "x = y = %pwd", "foo?", "foo.bar??",
        "np.*load*?", "?",
        "%%bash -x\nls\n\nls", "%%time", "if a:\n    !ls\n    x = 1\ny", "x = f(1)[0] = !ls",
        "%cd \u{E9}\\n",
        "%time\nx = 'get_ipython().system(1)'", "%x \"'\"", "é = !ls", "'''\n'''\n!ls",
    ])
    func `calls in nbconvert's form become commands again`(_ source: String) throws {
        let metadata: JSONObject = [
            "language_info": ["name": "python", "nbconvert_exporter": "python"]
        ]
        let notebook = Notebook(cells: [.code(source)], metadata: metadata)
        let text = ScriptExporter(mode: .compatible).export(notebook).text
        #expect(!source.contains("f(x)") || text.contains("get_ipython()"))
        #expect(try read(text).map(\.source) == [source])
    }

    @Test(arguments: [
        "get_ipython().run_line_magic(name, 'x')", "x = get_ipython()",
        "get_ipython().system('ls') + 1",
        "f(get_ipython().system('ls'))", "get_ipython().system(f'ls')", "get_ipython().other('ls')",
        "x == get_ipython().getoutput('ls')", "'''\nget_ipython().system('ls')\n'''",
    ])
    func `other calls stay`(_ source: String) throws {
        #expect(try read(jupyter + "\n# In[ ]:\n\n\n\(source)\n\n").map(\.source) == [source])
    }

    @Test func `comments in nbconvert's form are no commands`() throws {
        #expect(
            try read(jupyter + "\n# In[ ]:\n\n\n# %time\nx\n\n").map(\.source) == ["# %time\nx"]
        )
    }

    @Test func `most of what nbconvert's form holds comes back`() throws {
        var same = 0
        var all = 0
        for name in Corpus.names {
            let notebook = try Notebook(reading: Corpus.bytes(name))
            let document = ScriptExporter(mode: .compatible).export(notebook)
            guard ScriptImporter.recognizes(document.bytes) else { continue }
            let cells = try ScriptImporter().read(document.bytes).notebook.cells
            let sources = Set(cells.map(\.source))
            all += notebook.cells.count
            same += notebook.cells.count { sources.contains($0.source) }
        }
        #expect(same > all * 95 / 100)
    }

    @Test func `line ends of Windows and a byte order mark are taken`() throws {
        let text = "\u{FEFF}" + jupyter + "\n# a\n\n# In[1]:\n\n\nx\n\n\n# In[2]:\n\n\ny\n"
        let bytes = Array(text.utf8).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        let cells = try ScriptImporter().read(bytes).notebook.cells
        #expect(cells.map(\.source) == ["a", "x", "y"])
    }

    @Test func `bytes that are no text are refused`() {
        #expect(throws: ImportError.notUTF8(offset: 3)) {
            _ = try ScriptImporter().read([0x61, 0xC3, 0xA9, 0xFF])
        }
    }

    @Test func `code before the first mark is raw`() throws {
        let cells = try read(jupyter + "x = 1\n\n# a\n\n# In[ ]:\n\n\n\n\n")
        #expect(cells.map(\.type) == ["raw", "markdown", "code"])
        #expect(cells.map(\.source) == ["x = 1", "a", ""])
    }

    @Test(arguments: [
        ("#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\n\nx\n", true),
        ("#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\n# Raw:\n\n\n# x\n", true),
        ("#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\nx\n", false),
        ("# In[1]:\n\n\nx\n", false), ("# %%\nx", false), ("", false),
        ("#!/usr/bin/env python\n# coding: utf-8\nprint(1)\n", false),
        ("#!/usr/bin/env python\n# coding: utf-8\n\n# only text\n", true),
        (
            "#!/usr/bin/env python\n# coding: utf-8\n# ---\n# jupyter:\n# ---\n\n# %% [raw]\n# x\n",
            false
        ),
    ])
    func `scripts of this form are told from others`(_ text: String, _ isScript: Bool) {
        #expect(ScriptImporter.recognizes(Array(text.utf8)) == isScript)
    }

    @Test func `any bytes can be read`() throws {
        var maker = HostileCells(seed: 2)
        for index in 0..<3_000 {
            let mark = index % 2 == 0 ? "\n# In[1]:\n\n\n" : "# Raw:\n\n\n# Out[1]:\n"
            let text = (index % 3 == 0 ? jupyter : "") + maker.next() + mark + maker.next() + mark
            #expect(throws: Never.self) { _ = try read(text) }
        }
    }
}
