import Exporters
import NotebookModel
import NotebookTestSupport
import Testing

@Suite(.timeLimit(.minutes(2)))
struct PercentBetterTests {
    private static let languages = ["python", "R", "julia", "C#", "go", "javascript", "SAS"]

    /// The corpus and hostile notebooks.
    private static func notebooks() throws -> [Notebook] {
        var notebooks = try Corpus.names.map { try Notebook(reading: Corpus.bytes($0)) }
        var hostile = HostilePercentNotebooks(seed: 21)
        notebooks += Self.treacherous
        notebooks += (0..<500).map { _ in hostile.notebook() }
        notebooks += (0..<200).map { _ in hostile.notebook(languages: Self.languages) }
        // Among simple ones, so that a script is hard in one place only.
        for _ in 0..<120 {
            notebooks += hostile.notebook().cells.map { cell in
                Notebook(cells: [.code("def f():\n    pass"), cell, .markdown("x"), .code("f()")])
            }
        }
        return notebooks
    }

    /// Text that would be no Python in quotes, and headers that name another encoding.
    private static let treacherous: [Notebook] =
        [
            Notebook(cells: [
                .markdown(#"say """hi""" ("#, metadata: ["cell_marker": #"r""""#]),
                .markdown("a\nf\"\"\"{", metadata: ["cell_marker": #"r""""#]),
                .markdown(#"plain"#, metadata: ["cell_marker": #"r""""#]),
            ])
        ]
        + ["coding: foo", "encoding= latin-1", "title: coding:utf-8x", "coding: utf-8"].map {
            line in
            Notebook(cells: [.raw("---\n\(line)\n---"), .code("x")], metadata: kernel)
        }
        + ["#!coding=foo", "/usr/bin/env python # coding: foo"].map { text in
            Notebook(cells: [.code("x")], metadata: ["jupytext": ["executable": .string(text)]])
        } + [
            Notebook(
                cells: [.markdown("hi")],
                metadata: [
                    "jupytext": [
                        "executable": "/usr/bin/env python", "encoding": "# -*- coding: utf-8 -*-",
                    ]
                ]
            )
        ]
        + ["", "\n", "\n\n", "x\n\n", "x"].flatMap { source in
            [0, 1, 3].map { count in
                Notebook(cells: [.code(source, metadata: ["lines_to_next_cell": .number(count)])])
            }
        }
        // Python takes such imports at its start only.
        + [
            ["a = 1"], ["'text'"], ["%magic", "'text'"], ["'text'", "'text'"], ["'text'\n'text'"],
            ["from __future__ import division"], ["from __future__ import division", "'text'"],
            ["await x"], ["no python"],
        ].map { sources in
            Notebook(
                cells: (sources + ["from __future__ import annotations\nx = 1", "y"]).map {
                    .code($0)
                }
            )
        }
        // Without a header a cell's first line is the second of the script, and its title is in the first.
        + [
            Cell.code("# coding: foo\nx"), .markdown("coding: latin-1"), .raw("coding=foo"),
            .code("# -*- coding: utf-8 -*-\nx"), .code("x", metadata: ["title": "coding: foo"]),
            .code("%%bash\n# coding: foo"), .code("# coding: foo\nno python"),
        ].flatMap { cell in
            [JSONObject(), ["executable": "/usr/bin/env python"]].map { own in
                var own = own
                own["notebook_metadata_filter"] = "-all"
                return Notebook(cells: [cell, .code("y")], metadata: ["jupytext": .object(own)])
            }
        }

    private static let kernel: JSONObject = [
        "kernelspec": ["name": "python3", "display_name": "Python 3", "language": "python"]
    ]

    /// What is about runs and views, which scripts leave out.
    private static let passing = [
        "autoscroll", "collapsed", "scrolled", "trusted", "execution", "ExecuteTime",
    ]

    /// The cell as a script holds it: without that and what the warnings name.
    private func expected(_ cell: Cell, _ warnings: [ExportWarning]) -> JupytextPeer.PlainCell {
        var cell = cell
        for key in Self.passing { cell.metadata[key] = nil }
        for warning in warnings {
            if case .unexpressedMetadata(let key) = warning.kind { cell.metadata[key] = nil }
        }
        return JupytextPeer.PlainCell(cell)
    }

    @Test(arguments: [ExportMode.better, .compatible])
    func `metadata of the notebook that jupytext leaves out are named`(
        mode: ExportMode
    ) {
        var notebook = Notebook(
            cells: [.code("x")],
            metadata: [
                "kernelspec": ["name": "python3", "display_name": "P"], "title": "T",
                "language_info": ["name": "python"], "toc": [:],
            ]
        )
        let document = PercentExporter(mode: mode).export(notebook)
        #expect(
            document.warnings == ["title", "toc"].map { ExportWarning(.filteredMetadata(key: $0)) }
        )
        notebook.metadata["jupytext"] = ["notebook_metadata_filter": "title,-toc"]
        let chosen = PercentExporter(mode: mode).export(notebook)
        #expect(chosen.warnings.isEmpty)
        #expect(chosen.text.contains("title: T"))
    }

    @Test func `every cell is read again as it was`() throws {
        for (number, notebook) in try Self.notebooks().enumerated() {
            let document = PercentExporter().export(notebook)
            let result = try PercentImporter().read(document.bytes)
            let cells = result.notebook.cells
            #expect(cells.count == notebook.cells.count, "notebook \(number)")
            for (index, (cell, original)) in zip(cells, notebook.cells).enumerated() {
                let warnings = document.warnings.filter { $0.cell == index }
                let own = JupytextPeer.PlainCell(cell)
                let other = expected(original, warnings)
                if own != other {
                    Issue.record("notebook \(number): \(own)\n  not \(other)\n\(document.text)")
                }
            }
        }
    }

    @Test(.enabled(if: Peer.isThere))
    func `jupytext reads the same cells but where a warning says so`() async throws {
        let notebooks = try Self.notebooks()
        let documents = notebooks.map { PercentExporter().export($0) }
        let answers = try await JupytextPeer.reads(documents.map(\.text))
        var warned = 0
        var total = 0
        for (number, (notebook, answer)) in zip(notebooks, answers).enumerated() {
            let warnings = documents[number].warnings
            let ambiguous = Set(warnings.filter { $0.kind == .ambiguousSource }.compactMap(\.cell))
            guard let answer else {
                // It takes no kernel without a name, whoever wrote the script.
                let kernel = notebook.metadata["kernelspec"]
                #expect(kernel != nil && kernel?["name"] == nil, "notebook \(number)")
                continue
            }
            total += notebook.cells.count
            warned += ambiguous.count
            guard ambiguous.isEmpty else { continue }
            #expect(answer.count == notebook.cells.count, "notebook \(number)")
            for (index, (cell, original)) in zip(answer, notebook.cells).enumerated() {
                let other = expected(original, warnings.filter { $0.cell == index })
                if cell != other, !cell.isHinted {
                    Issue.record(
                        "notebook \(number): \(cell)\n  not \(other)\n\(documents[number].text)"
                    )
                }
                if cell.isHinted { #expect(cell.type == other.type && cell.source == other.source) }
            }
        }
        #expect(warned * 2 < total)
    }

    @Test(.enabled(if: Peer.isThere))
    func `what is written compiles`() async throws {
        let program = """
            import ast, json, sys, warnings
            warnings.simplefilter("ignore")
            answers = []
            for text in json.load(sys.stdin):
                try:
                    compile(text.encode(), "x.py", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
                    answers.append("")
                except Exception as error:
                    line = getattr(error, "lineno", None)
                    answers.append(f"{error}: " + (text.split("\\n")[line - 1] if line else ""))
            print(json.dumps(answers))
            """
        let texts = try Self.notebooks().map { PercentExporter().export($0).text }
        for (number, answer) in try await JupytextPeer.ask(program, texts).enumerated() {
            #expect(answer == "", "notebook \(number)")
        }
    }
}

extension JupytextPeer.PlainCell {
    /// Whether the cell has a hint of ours.
    var isHinted: Bool {
        String(decoding: metadata, as: UTF8.self).contains("\"nbx\":{\"")
    }
}
