import Exporters
import NotebookModel
import Testing

@Suite struct HTMLMarkdownTests: HTMLPageReading {
    @Test(arguments: [
        ("# A b", "<h1 id=\"A-b\">A b</h1>"),
        ("**x** `y`", "<p><strong>x</strong> <code>y</code></p>"),
        (
            "[x](https://a.b/c)",
            "<p><a href=\"https://a.b/c\" rel=\"noopener noreferrer\">x</a></p>"
        ),
        ("[x](#A-b)", "<p><a href=\"#A-b\" rel=\"noopener noreferrer\">x</a></p>"),
        ("[x](javascript:y)", "<p><a rel=\"noopener noreferrer\">x</a></p>"),
        ("a <b>b", "<p>a <b>b</p>\n</b>"), ("<div>x</div>\n\n</section>", "<div>x</div>\n"),
        (
            "```python\nif x\n```",
            "<pre><code class=\"language-python\"><span class=\"k\">if</span> x\n"
        ),
        ("| a |\n|---|\n| b |", "<table>\n<thead>\n<tr>\n<th>a</th>"),
        ("$x$", "<p><span class=\"math\"><math><semantics><mrow><mi>x</mi></mrow>"),
        ("$\\odd<$", "<p><span class=\"math\"><code>$\\odd&lt;$</code></span>"),
    ])
    func `a text is rendered`(_ source: String, _ expected: String) {
        let text = body(document(.markdown(source)))
        #expect(text.hasPrefix("<section class=\"cell markdown\" dir=\"auto\">\n" + expected))
    }

    @Test func `an image elsewhere becomes a link, but none within a link`() {
        let image = document(.markdown("![a < b](https://c.d/e.png?f)"))
        #expect(image.text.contains("href=\"https://c.d/e.png?f\">a &lt; b</a>"))
        #expect(!image.text.contains("<img"))
        #expect(image.warnings.map(\.kind) == [.removedMarkup(names: ["img src"])])
        let badge = document(.markdown("[![](https://c.d/e.png?f)](https://g.h)"))
        #expect(badge.text.contains(">e.png</a></p>"))
    }

    @Test(arguments: ["a.png", "a b (1).png", "ü%20.png"])
    func `an attached image is in the page`(_ name: String) {
        let file = CellAttachment(name: name, content: ["image/png": .base64("AAAA")])
        for source in ["![x](attachment:\(name))", "<img alt=\"x\" src=\"attachment:\(name)\">"] {
            let document = document(.markdown(source, attachments: [file]))
            #expect(document.text.contains("<img src=\"data:image/png;base64,AAAA\" alt=\"x\">"))
            #expect(document.warnings.isEmpty)
        }
    }

    @Test func `image files beside the notebook are in the page, if they are given`() {
        let notebook = Notebook(cells: [.markdown("![x](img/a.png) ![y](b.png) ![z](c.png)")])
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
        let exporter = HTMLExporter(images: ["img/a.png": png, "b.png": Array("no image".utf8)])
        let document = exporter.export(notebook)
        #expect(document.text.contains("<img src=\"data:image/png;base64,iVBORw==\" alt=\"x\">"))
        #expect(document.text.contains("href=\"c.png\""))
        #expect(
            document.warnings == [
                ExportWarning(.unembeddedFile(path: "b.png"), cell: 0),
                ExportWarning(.removedMarkup(names: ["img src"]), cell: 0),
            ]
        )
    }

    @Test func `a file that isn't attached is said`() {
        let document = document(.markdown("![x](attachment:no.png)"))
        #expect(document.text.contains("<p>x</p>"))
        #expect(
            document.warnings == [ExportWarning(.missingAttachment(name: "no.png"), cell: 0)]
        )
    }
}
