import Exporters
import NotebookModel
import Testing

@Suite struct MarkdownOptionTests {
    private let python: JSONObject = ["language_info": ["name": "python"]]

    private func markdown(
        _ cells: Cell...,
        exporter: MarkdownExporter = MarkdownExporter()
    ) -> String {
        exporter.export(Notebook(cells: cells, metadata: python)).text
    }

    @Test func `parts marked as collapsed stand in details`() {
        let text = markdown(
            .code("a", outputs: [.stream(.stdout, "A")], metadata: ["tags": ["hide-input"]]),
            .code("b", outputs: [.stream(.stdout, "B")], metadata: ["tags": ["hide_output"]]),
            .code("c", metadata: ["tags": ["hide-cell", "hide-output"]])
        )
        #expect(
            text == """
                <details>
                <summary>Source</summary>

                ```python
                a
                ```

                </details>

                ```text
                A
                ```

                ```python
                b
                ```

                <details>
                <summary>Output</summary>

                ```text
                B
                ```

                </details>

                <details>
                <summary>Cell</summary>

                ```python
                c
                ```

                </details>

                """
        )
    }

    @Test func `a tag can hide a single output`() {
        let outputs: [Output] = [
            .displayData(["text/plain": "1"], metadata: ["tags": ["remove-output"]]),
            .displayData(["text/plain": "2"]),
        ]
        #expect(markdown(.code("", outputs: outputs)) == "```text\n2\n```\n")
    }

    @Test func `long outputs can be collapsed`() {
        let outputs: [Output] = [
            .stream(.stdout, "1\n2\n\n"),
            .error(name: "E", value: "v", traceback: ["1\n2", "3"]),
        ]
        let exporter = MarkdownExporter(collapsedOutputLines: 2)
        #expect(
            markdown(.code("", outputs: outputs), exporter: exporter) == """
                ```text
                1
                2
                ```

                <details>
                <summary>3 lines</summary>

                ```text
                1
                2
                3
                ```

                </details>

                """
        )
    }

    @Test func `front matter tells of title, authors and kernel`() {
        let exporter = MarkdownExporter(hasFrontMatter: true)
        let notebook = Notebook(
            cells: [.code("1"), .markdown("\n# A: b ##\ntext")],
            metadata: [
                "authors": [["name": "Ada"], "Bob"], "language_info": ["name": "python"],
                "kernelspec": ["name": "python3", "display_name": "Python 3"],
            ]
        )
        #expect(
            exporter.export(notebook).text == """
                ---
                title: 'A: b'
                authors:
                - Ada
                - Bob
                kernelspec:
                  name: python3
                  display_name: Python 3
                  language: python
                ---

                ```python
                1
                ```

                # A: b ##
                text

                """
        )
        #expect(exporter.export(Notebook()).text.isEmpty)
    }

    @Test func `front matter of the notebook's own stays alone`() {
        let own = "---\ntitle: x\n---"
        let text = markdown(.raw(own), exporter: MarkdownExporter(hasFrontMatter: true))
        #expect(text == own + "\n")
    }

    @Test(arguments: [
        ("# a #b", "a #b"), ("#  a\t", "a"), ("# a# ##", "a#"), ("#", nil), ("# ##", nil),
        ("## a", nil), ("#a", nil), ("a\n# b", nil),
    ])
    func `a heading at the start is the title`(_ text: String, _ title: String?) {
        let notebook = Notebook(cells: [.code("1"), .markdown(" \n"), .markdown(text)])
        let document = MarkdownExporter(hasFrontMatter: true).export(notebook).text
        let start = title.map { "---\ntitle: " + ($0.contains(" #") ? "'\($0)'" : $0) + "\n---\n" }
        #expect(document.hasPrefix(start ?? "```\n1"))
    }

    @Test func `parts tagged as removed are left out and folded ones collapsed, unless wanted`() {
        let cells: [Cell] = [
            .code(
                "a",
                outputs: [.stream(.stdout, "A")],
                metadata: ["jupyter": ["source_hidden": true]]
            ),
            .code("b", outputs: [.stream(.stdout, "B")], metadata: ["tags": ["remove-output"]]),
            .markdown("c", metadata: ["tags": ["remove_cell"]]),
        ]
        let notebook = Notebook(cells: cells)
        #expect(
            MarkdownExporter().export(notebook).text == """
                <details>
                <summary>Source</summary>

                ```
                a
                ```

                </details>

                ```text
                A
                ```

                ```
                b
                ```

                """
        )
        let all = MarkdownExporter(hidesMarkedParts: false).export(notebook).text
        #expect(all.contains("c\n"))
        #expect(!all.contains("<details>"))
        #expect(all.contains("B\n"))
    }
}
