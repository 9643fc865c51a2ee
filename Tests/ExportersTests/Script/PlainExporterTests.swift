import Exporters
import NotebookModel
import Testing

@Suite struct PlainExporterTests {
    private func plain(_ cells: [Cell]) -> String {
        PlainExporter().export(Notebook(cells: cells)).text
    }

    @Test func `blocks are parted by one blank line and nothing is added`() {
        let text = plain([
            .markdown("# Title\n\ntext\n"), .code("\n\nx = 1\n\n"), .code(" \n"), .raw("note"),
            .code("%pwd\nif y:\n    %time f()\n# %x"),
        ])
        #expect(
            text
                == "# # Title\n#\n# text\n\nx = 1\n\n# note\n\n# %pwd\nif y:\n    pass  # %time f()\n# %x\n"
        )
    }

    @Test func `an image is a line that names it`() {
        let text = plain([.image([1, 2], name: "plot", caption: "A plot"), .image([1], name: "b")])
        #expect(text == "# Image: A plot (plot.png)\n\n# Image: (b.png)\n")
    }

    @Test func `a text that starts the script can't choose its encoding`() {
        #expect(
            plain([.markdown("coding: utf-7")]) == "# -*- coding: utf-8 -*-\n\n# coding: utf-7\n"
        )
        #expect(plain([.markdown("a"), .markdown("coding: x")]) == "# a\n\n# coding: x\n")
    }

    @Test func `an empty notebook is an empty script`() {
        #expect(plain([]) == "")
    }
}
