import Foundation
import NotebookModel
import SandboxHost
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ExportTests {
    private let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47]

    private var notebook: Notebook {
        Notebook(
            cells: [
                .markdown("# Title", id: "a"),
                .code(
                    "%time x = 1",
                    outputs: [
                        .stream(.stdout, "Wall time\n"),
                        .displayData(["image/png": .base64(encoding: picture)]),
                    ],
                    executionCount: 3,
                    id: "b",
                    metadata: ["execution": [:]]
                ),
            ],
            metadata: ["language_info": ["name": "python", "nbconvert_exporter": "python"]]
        )
    }

    private func export(_ notebook: Notebook, _ options: String...) async throws -> String {
        let ending = try await Demo.run(["export", "-"] + options, input: notebook.jsonBytes())
        #expect(ending.status == 0, "\(ending.errors)")
        return ending.output
    }

    @Test(
        arguments: [
            ("ipynb", "\"cell_type\": \"markdown\""),
            ("py", "# %% [markdown]\n# # Title\n"),
            ("script", "\n# In[3]:\n"),
            ("plain", "# # Title\n\n# %time x = 1\n"),
            ("markdown", "# Title\n\n```python\n%time x = 1\n```\n"),
            ("html", "<!DOCTYPE html>"),
        ]
    )
    func `a notebook from standard input is written to standard output`(
        format: String,
        part: String
    ) async throws {
        #expect(try await export(notebook, "--to", format).contains(part))
    }

    @Test(arguments: ["py", "script"])
    func `a script is read back, also in a pipe`(format: String) async throws {
        let script = try await export(notebook, "--to", format)
        let ending = try await Demo.run("export", "-", "--to", "ipynb", input: Array(script.utf8))
        let back = try Notebook(reading: Array(ending.output.utf8))
        #expect(back.cells.map(\.source) == notebook.cells.map(\.source))
        #expect(back.cells.map(\.type) == notebook.cells.map(\.type))
    }

    @Test(arguments: [
        ("# ---\n# jupyter:\n#   a: 1\n# ---\n", []), ("#!/bin/x\n", []), ("", []),
        ("# ---\n# title: x\n# ---\n", ["---\ntitle: x\n---"]),
        ("import os\n# ls -l\n", ["import os\n# ls -l\n"]),
        ("#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\n# # A\n\n# b\n", ["# A", "b"]),
    ])
    func `a script is the cells that it holds, also without marks`(
        script: String,
        cells: [String]
    ) async throws {
        let ending = try await Demo.run(
            ["export", "-", "--to", "ipynb"],
            input: Array(script.utf8)
        )
        #expect(try Notebook(reading: Array(ending.output.utf8)).cells.map(\.source) == cells)
    }

    @Test func `the compatible script has IPython's calls`() async throws {
        let text = try await export(notebook, "--to", "script", "--compatible")
        #expect(text.contains("get_ipython().run_line_magic('time', 'x = 1')\n"))
        #expect(!(try await export(notebook, "--to", "script")).contains("get_ipython"))
    }

    @Test func `Markdown goes to a file with its pictures beside it`() async throws {
        try await withTemporaryDirectory { directory in
            try HostFile.replace("\(directory)/in.ipynb", with: notebook.jsonBytes())
            let target = "\(directory)/out.md"
            let call = ["export", "\(directory)/in.ipynb", "--to", "markdown", "-o", target]
            let ending = try await Demo.run(call)
            #expect(ending.status == 0, "\(ending.errors)")
            #expect(HostFile.text(target)?.contains("](out_files/") == true)
            let names = HostFile.names(in: "\(directory)/out_files")
            #expect(names.count == 1)
            #expect(try HostFile.read("\(directory)/out_files/\(names[0])") == picture)
            let embedding = try await Demo.run(call + ["--images", "embed"])
            #expect(embedding.status == 0)
            #expect(HostFile.text(target)?.contains("](data:image/png;base64,") == true)
        }
    }

    @Test func `a notebook can be cleared, stripped and lowered`() async throws {
        let text = try await export(
            notebook,
            "--to",
            "ipynb",
            "--clear-outputs",
            "--strip-metadata",
            "--nbformat",
            "4.4"
        )
        let result = try Notebook(reading: Array(text.utf8))
        #expect(result.nbformatMinor == 4)
        #expect(result.cells[1].kind == .code(outputs: [], executionCount: nil))
        #expect(result.cells[1].metadata.isEmpty)
    }

    @Test func `images in the notebook's folder are embedded, and none from outside`() async throws
    {
        try await withTemporaryDirectory { directory in
            let inside = "\(directory)/in"
            try HostFile.makeDirectories("\(inside)/img")
            try HostFile.replace("\(inside)/img/a.png", with: picture)
            try HostFile.replace("\(directory)/secret.png", with: picture)
            let source = "![](img/a.png) ![](../secret.png) ![](img/../../secret.png)"
            let notebook = Notebook(cells: [.markdown(source, id: "a")])
            try HostFile.replace("\(inside)/in.ipynb", with: notebook.jsonBytes())
            let ending = try await Demo.run(
                "export",
                "\(inside)/in.ipynb",
                "--to",
                "ipynb",
                "--images",
                "embed"
            )
            let cell = try #require(Notebook(reading: Array(ending.output.utf8)).cells.first)
            #expect(cell.attachments.map(\.name) == ["a.png"])
            #expect(cell.source.hasSuffix(" ![](../secret.png) ![](img/../../secret.png)"))
            #expect(ending.errors.contains("'../secret.png' is not in the notebook's folder"))
        }
    }

    @Test func `a page has the images of the notebook's folder in it, unless they are to be kept`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            try HostFile.replace("\(directory)/a.png", with: picture)
            let notebook = Notebook(cells: [.markdown("![](a.png)", id: "a")])
            try HostFile.replace("\(directory)/in.ipynb", with: notebook.jsonBytes())
            let call = ["export", "\(directory)/in.ipynb", "--to", "html"]
            let page = try await Demo.run(call)
            #expect(page.output.contains("src=\"data:image/png;base64,"))
            let kept = try await Demo.run(call + ["--images", "keep"])
            #expect(kept.output.contains("href=\"a.png\""))
        }
    }

    @Test func `a notebook from a pipe has no folder whose images its page would get`() async throws
    {
        let folder = ".build/images-\(UInt64.random(in: .min ... .max))"
        try HostFile.makeDirectories(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try HostFile.replace("\(folder)/a.png", with: picture)
        let notebook = Notebook(cells: [.markdown("![](\(folder)/a.png)", id: "a")])
        let call = ["export", "-", "--to", "html"]
        let page = try await Demo.run(call, input: notebook.jsonBytes())
        #expect(!page.output.contains("src=\"data:"))
        let asked = try await Demo.run(call + ["--images", "embed"], input: notebook.jsonBytes())
        #expect(asked.output.contains("src=\"data:image/png"))
    }

    @Test func `what a document does not show is said`() async throws {
        let notebook = Notebook(cells: [
            .markdown("![](attachment:gone.png)", id: "a"),
            .code("1", outputs: [Output(.unknown(type: "hologram"))], id: "b"),
        ])
        let ending = try await Demo.run(
            ["export", "-", "--to", "markdown"],
            input: notebook.jsonBytes()
        )
        #expect(ending.status == 0)
        #expect(ending.errors.contains("cell 1: the attached file 'gone.png' is not there"))
        #expect(ending.errors.contains("cell 2, output 1: "))
    }

    // MARK: Folders

    private func makeFolder(_ directory: String) throws {
        for folder in ["deep/er", "deep/.ipynb_checkpoints"] {
            try HostFile.makeDirectories("\(directory)/in/\(folder)")
        }
        let files: [(String, [UInt8])] = [
            ("a.ipynb", notebook.jsonBytes()), ("a.py", Array("# %%\n2".utf8)),
            ("deep/er/b.ipynb", notebook.jsonBytes()), ("deep/c.py", Array("# %%\n1\n".utf8)),
            ("deep/module.py", Array("import os\n".utf8)),
            ("deep/.ipynb_checkpoints/b.ipynb", notebook.jsonBytes()),
        ]
        for (name, bytes) in files { try HostFile.replace("\(directory)/in/\(name)", with: bytes) }
    }

    @Test func `a folder's notebooks go to the same places below another`() async throws {
        try await withTemporaryDirectory { directory in
            try makeFolder(directory)
            let call = ["export", "\(directory)/in/", "--to", "plain", "-o", "\(directory)/in/out"]
            for _ in 1...2 {
                let ending = try await Demo.run(call)
                #expect(ending.status == 0, "\(ending.errors)")
                #expect(ending.output.isEmpty)
                #expect(ending.errors.contains("3 documents"))
                #expect(ending.errors.contains("; 'deep/module.py' is no notebook"))
            }
            let out = "\(directory)/in/out"
            #expect(HostFile.names(in: out).sorted() == ["a.py", "deep"])
            #expect(HostFile.names(in: "\(out)/deep").sorted() == ["c.py", "er"])
            #expect(HostFile.text("\(out)/deep/c.py") == "1\n")
            #expect(HostFile.names(in: "\(out)/deep/er") == ["b.py"])
        }
    }

    @Test func `a broken notebook in a folder is said and the others go on`() async throws {
        try await withTemporaryDirectory { directory in
            try makeFolder(directory)
            try HostFile.replace("\(directory)/in/0.ipynb", with: Array("{".utf8))
            let ending = try await Demo.run(
                "export",
                "\(directory)/in",
                "--to",
                "html",
                "-o",
                "\(directory)/out"
            )
            #expect(ending.status == 2)
            #expect(ending.errors.contains("0.ipynb' is no notebook"))
            #expect(ending.errors.contains("3 documents"))
            #expect(ending.errors.contains("; 1 could not be exported"))
            #expect(HostFile.names(in: "\(directory)/out").sorted() == ["a.html", "deep"])
        }
    }

    @Test func `a terminal shows how far a folder is`() async throws {
        try await withTemporaryDirectory { directory in
            try makeFolder(directory)
            let call = "cd '\(directory)'; '\(Demo.executable)' export in --to py -o out"
            let terminal = ProcessCommand("/usr/bin/script", ["-qec", call, "/dev/null"])
            let output = try await ProcessOutput.of(terminal)
            let text = String(decoding: output.output, as: UTF8.self)
            #expect(text.contains("[1/3] a.ipynb"), "\(text.debugDescription)")
            #expect(text.contains("[3/3] deep/er/b.ipynb"))
        }
    }
}
