import Exporters
import NotebookModel
import Testing

@Suite struct PercentImporterTests {
    private func read(_ text: String) throws -> ImportedNotebook {
        try PercentImporter().read(Array(text.utf8))
    }

    private func sources(_ text: String) throws -> [String] {
        try read(text).notebook.cells.map(\.source)
    }

    @Test(arguments: [
        "# %%\na\n# %%\nb\n", "#%%\na\n#%%\nb", "# In[1]:\na\n\n# In[ ]:\n\nb\n",
        "#<codecell>\na\n# <codecell>\nb", "# %% One\na\n# %%% Two\nb\n",
        "# %%\r\na\r\n\r\n# %%\r\nb\r\n",
        "\u{FEFF}# %%\na\n\n# %%\nb", "a\n\n# %%\nb\n", "# %%\ra\r# %%\rb\r",
    ])
    func `cells start at the marks of every editor`(_ text: String) throws {
        let trimmed = try sources(text).map { String($0.drop { $0 == "\n" }) }
        #expect(trimmed == ["a", "b"])
    }

    @Test func `a script without marks is one code cell`() throws {
        let cells = try read("import os\n\n\ndef f():\n    return 1\n").notebook.cells
        #expect(cells.map(\.type) == ["code"])
        #expect(cells[0].source == "import os\n\n\ndef f():\n    return 1")
    }

    @Test func `an empty file has no cells`() throws {
        #expect(try read("").notebook.cells.isEmpty)
    }

    @Test func `a mark in a string is none`() throws {
        #expect(try sources("# %%\nx = '''\n# %%\n'''\n# %%\ny\n") == ["x = '''\n# %%\n'''", "y"])
    }

    @Test func `titles, depths and metadata are read in both spellings`() throws {
        let cells = try read(
            """
            # %% A title tags=["x"] n=1 flag
            # %%%% Deep {"a": 'b', "c": None}
            # %% [markdown] [x=1]
            # %% .class
            """
        ).notebook.cells
        #expect(cells[0].metadata["title"] == "A title")
        #expect(cells[0].tags == ["x"])
        #expect(cells[0].metadata["n"] == 1)
        #expect(cells[1].metadata["cell_depth"] == 2)
        #expect(cells[1].metadata["title"] == "Deep")
        #expect(cells[1].metadata["a"] == "b")
        #expect(cells[1].metadata["c"] == .null)
    }

    @Test func `metadata that can't be read is kept and named`() throws {
        let result = try read("# %%\na\n\n# %% x=[1\nb\n")
        #expect(result.notebook.cells[1].metadata["incorrectly_encoded_metadata"] == "x=[1")
        #expect(result.warnings == [ImportWarning(.brokenCellMetadata(text: "x=[1"), line: 4)])
    }

    @Test(arguments: [
        "# %% [markdown]\n# # T\n#\n# x\n", "# %% [md]\n# # T\n#\n# x\n",
        "# %% [markdown]\n\"\"\"\n# T\n\nx\n\"\"\"\n", "# %% [markdown]\n'''# T\n\nx'''\n",
        "# %% [markdown]\nr\"\"\"\n# T\n\nx\n\"\"\"\n", "# %% [markdown]\n# T\n\nx\n",
    ])
    func `text stands in comments, in quotes or bare`(_ text: String) throws {
        let cells = try read(text).notebook.cells
        #expect(cells.map(\.type) == ["markdown"])
        #expect(cells[0].source.hasSuffix("T\n\nx"))
    }

    @Test func `magics and cells in other languages are restored`() throws {
        let text = """
            # %%
            # %matplotlib inline
            # !ls \\
            #   -l
            # x = !pwd

            # %% magic_args="-e" language="bash"
            # ls
            #
            # cd
            """
        #expect(
            try sources(text)
                == ["%matplotlib inline\n!ls \\\n  -l\nx = !pwd", "%%bash -e\nls\n\ncd"]
        )
    }

    @Test func `the header gives metadata, and the rest of it a cell`() throws {
        let result = try read(
            """
            #!/usr/bin/env python
            # -*- coding: utf-8 -*-
            # ---
            # title: "x"
            # jupyter:
            #   jupytext: {formats: 'ipynb,py:percent', text_representation: {extension: .py}}
            #   kernelspec:
            #     name: python3   # the default
            #     display_name: >-
            #       Python
            #       3
            # author: y
            # ---

            # %%
            a
            """
        )
        let notebook = result.notebook
        #expect(notebook.metadata["kernelspec"] == ["name": "python3", "display_name": "Python 3"])
        #expect(notebook.metadata["jupytext"]?["formats"] == "ipynb,py:percent")
        #expect(notebook.metadata["jupytext"]?["executable"] == "/usr/bin/env python")
        #expect(notebook.metadata["jupytext"]?["text_representation"] == nil)
        #expect(notebook.cells.map(\.source) == ["---\ntitle: \"x\"\nauthor: y\n---", "a"])
        #expect(result.warnings.isEmpty)
    }

    @Test func `a header in flow style is one`() throws {
        let text = "# ---\n# jupyter: {kernelspec: {name: ir,\n#   language: R}}\n# ---\n# %%\nx\n"
        let notebook = try read(text).notebook
        #expect(notebook.metadata["kernelspec"] == ["name": "ir", "language": "R"])
        #expect(notebook.cells.count == 1)
    }

    @Test func `a broken header becomes a raw cell`() throws {
        let result = try read("# ---\n# jupyter:\n#   a: 'x\n#   b: [\n# ---\n\n# %%\nx\n")
        #expect(result.notebook.cells.map(\.type) == ["raw", "code"])
        #expect(result.notebook.cells[0].source == "---\njupyter:\n  a: 'x\n  b: [\n---")
        guard case .brokenHeader? = result.warnings.first?.kind else {
            Issue.record("no warning")
            return
        }
        #expect(result.warnings.count == 1)
    }

    @Test(
        arguments: [[0x61, 0xFF], [0xC3], [0xE2, 0x28], [0xED, 0xA0, 0x80], [0xC0, 0x80]]
            as [[UInt8]]
    )
    func `bytes that are no UTF-8 are refused`(_ bytes: [UInt8]) {
        let offset = bytes[0] == 0x61 ? 1 : 0
        #expect(throws: ImportError.notUTF8(offset: offset)) { try PercentImporter().read(bytes) }
    }

    @Test func `the cells get ids that are the same each time`() throws {
        let first = try read("# %%\na\n# %%\na\n").notebook
        #expect(first.nbformatMinor == 5)
        #expect(Set(first.cells.compactMap(\.id)).count == 2)
        #expect(try read("# %%\na\n# %%\na\n").notebook == first)
    }

    @Test func `a hint that no longer fits is not followed`() throws {
        let notebook = Notebook(cells: [.code("a = 1\n# %%\nb = 2"), .code("c")])
        let text = PercentExporter().export(notebook).text
        #expect(try sources(text) == ["a = 1\n# %%\nb = 2", "c"])
        let edited = text.replacing("a = 1\n", with: "a = 1\nx\n")
        #expect(try sources(edited).first == "a = 1\nx")
    }

    @Test(arguments: [
        "`", "(", "[", "{", "\"\"\"", "# %% a=", "@\"\"\"\n# %%\n", "# %% [md]\n# ```\n", "=", " ",
    ])
    func `long hostile scripts are read in time`(_ part: String) throws {
        let text = "# %% " + String(repeating: part, count: 20_000)
        _ = try read(text)
        _ = try read("# %%\n" + String(repeating: part + "\n", count: 20_000))
    }
}
