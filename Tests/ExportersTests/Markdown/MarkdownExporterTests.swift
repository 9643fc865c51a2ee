import Exporters
import NotebookModel
import Testing

@Suite struct MarkdownExporterTests {
    private let python: JSONObject = ["language_info": ["name": "python"]]

    private func markdown(
        _ cells: Cell...,
        exporter: MarkdownExporter = MarkdownExporter()
    ) -> String {
        exporter.export(Notebook(cells: cells, metadata: python)).text
    }

    @Test func `blocks are separated by one blank line`() {
        let text = markdown(
            .markdown("\n\n# Title\r\n\r\ntext\n\n"),
            .code("x = 1\nx\n", outputs: [.executeResult(["text/plain": "1"])]),
            .code(""),
            .raw("raw"),
            .raw("\\latex", metadata: ["raw_mimetype": "text/latex"])
        )
        #expect(
            text == """
                # Title

                text

                ```python
                x = 1
                x
                ```

                ```text
                1
                ```

                raw

                """
        )
    }

    @Test func `an empty notebook gives an empty document`() {
        #expect(markdown().isEmpty)
        #expect(markdown(.code(""), .markdown("\n \n")).isEmpty)
    }

    @Test func `a fence is longer than any run of backticks inside`() {
        #expect(markdown(.code("s = '```'")) == "````python\ns = '```'\n````\n")
        let text = markdown(.code("", outputs: [.stream(.stdout, "`````\n# out\n")]))
        #expect(text == "``````text\n`````\n# out\n``````\n")
    }

    @Test func `a hostile language can't break the fence`() {
        let notebook = Notebook(
            cells: [.code("1")],
            metadata: ["language_info": ["name": "a`b\n```\n<script>"]]
        )
        #expect(MarkdownExporter().export(notebook).text == "```abscript\n1\n```\n")
    }

    @Test func `a cell magic names the language`() {
        #expect(markdown(.code("%%bash\nls")) == "```bash\n%%bash\nls\n```\n")
        #expect(markdown(.code("%%time\nf()")) == "```python\n%%time\nf()\n```\n")
    }

    @Test func `a fence that a cell leaves open is closed`() {
        #expect(
            markdown(.markdown("~~~~\nx"), .markdown("``` a\n```\n```"), .markdown("y"))
                == "~~~~\nx\n~~~~\n\n``` a\n```\n```\n```\n\ny\n"
        )
    }

    @Test(arguments: [
        ("- a", "- b", true), ("- a", "  b", true), ("- a", "\tb", true), ("- a", " b", false),
        ("- a", "* b", false), ("- a", "- - -", false), ("1. a", "2. b", true),
        ("1. a", "2) b", false), ("- a\n\nb", "- c", false), ("- a\nb", "- c", true),
        ("    a", "    b", true), ("    a", "   b", false), ("a", "    b", false),
        ("> - a", "- b", false), ("- > a\n> b", "- c", false), ("-\n\n  a", "- b", false),
    ])
    func `a comment stands only between what would grow together`(
        _ first: String,
        _ second: String,
        _ isApart: Bool
    ) {
        let text = markdown(.markdown(first), .markdown(second))
        #expect(text == first + (isApart ? "\n\n<!-- -->\n\n" : "\n\n") + second + "\n")
    }

    @Test(arguments: [
        ("<!-- a", "-->"), ("<SCRIPT>\n\nx", "</script>"), ("<?php", "?>"), ("<![CDATA[", "]]>"),
        ("<!a", ">"), ("a\n<pre>", "</pre>"), ("<div>\n\n<!--", "-->"), ("<!-- a -->", nil),
        ("<div>", nil), ("a <!--", nil), ("- <!--", nil), ("> ~~~", nil), ("    <!--", nil),
        ("~~~\n```", "~~~"), ("```` `a", nil), ("```\n ```", nil), ("```\n    ```", "```"),
    ])
    func `what a cell leaves open is closed`(_ text: String, _ closing: String?) {
        let cell = text + (closing.map { "\n" + $0 } ?? "")
        #expect(markdown(.markdown(text), .markdown("b")) == cell + "\n\nb\n")
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["> ", "- ", "1. ", "<b ", "[", "`", "<!--", "</pre>"]
    )
    func `hostile nesting takes no long time`(_ part: String) {
        let line = String(repeating: part, count: 50_000)
        let text = line + String(repeating: "\n", count: 5_000) + line + "\n\n" + line
        #expect(markdown(.markdown(text), .markdown(text)).utf8.count > 2 * line.utf8.count)
    }
}
