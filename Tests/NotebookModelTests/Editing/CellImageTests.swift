import NotebookModel
import Testing

@Suite struct CellImageTests {
    @Test func `an image cell is Markdown with an attachment`() {
        #expect(
            Cell.image([1, 2, 3], name: "plot.png", caption: "A plot", id: "i")
                == .markdown(
                    "![A plot](attachment:plot.png)",
                    attachments: [
                        CellAttachment(name: "plot.png", content: ["image/png": .base64("AQID")])
                    ],
                    id: "i"
                )
        )
    }

    @Test(arguments: ImageType.allCases)
    func `an image cell gives back what it was made of, also out of a file`(
        _ type: ImageType
    ) throws {
        let bytes = Array("<svg xmlns='http://www.w3.org/2000/svg'/>\n".utf8)
        let cell = Cell.image(bytes, type: type, name: "a", caption: "c", id: "i")
        let image = try #require(cell.image)
        #expect(image.bytes == bytes)
        #expect(image.type == type.rawValue)
        #expect(image.caption == "c")
        #expect(try Notebook(reading: Notebook(cells: [cell]).jsonBytes()).cells == [cell])
    }

    @Test(arguments: [
        ("plot.png", "plot.png"), ("plot", "plot.png"), ("", "image.png"), ("..", "image.png"),
        ("../../etc/passwd", "passwd.png"), ("C:\\x\\my plot (1).PNG", "my-plot--1-.png"),
        ("a/", "a.png"), (".hidden.png", "hidden.png"), ("photo.jpg", "photo.jpg.png"),
        ("日本.png", "image.png"), ("x\n](y).png", "x---y-.png"), (".png", "image.png"),
        (String(repeating: "n", count: 300), String(repeating: "n", count: 100) + ".png"),
    ])
    func `a name becomes one that needs no escapes`(_ name: String, _ expected: String) {
        #expect(Cell.image([], name: name).image?.name == expected)
    }

    @Test func `a usual end of the name stays`() {
        #expect(Cell.image([], type: .jpeg, name: "a.jpeg").image?.name == "a.jpeg")
        #expect(Cell.image([], type: .jpeg, name: "a").image?.name == "a.jpg")
    }

    @Test(arguments: [
        "", "[1] see](x)", "back\\slash \\]", "]", "[[", "*b* `c` <d> _e_", "\u{301}é", "![x](y)",
    ])
    func `a caption may hold anything`(_ caption: String) {
        #expect(Cell.image([1], caption: caption).image?.caption == caption)
    }

    @Test func `line ends in a caption become spaces`() {
        #expect(Cell.image([1], caption: "a\nb\r\n\r\nc\n").image?.caption == "a b c")
    }

    @Test(arguments: [
        "![c](attachment:p.png)", " \n![c](attachment:p.png)\n\n", "![c](<attachment:p.png>)",
        "![c]( attachment:p.png )",
    ])
    func `image cells of other tools are recognised`(_ source: String) {
        let content: MIMEBundle = ["image/png": .base64("AQID")]
        let cell = Cell.markdown(
            source,
            attachments: [CellAttachment(name: "p.png", content: content)]
        )
        #expect(
            cell.image
                == CellImage(caption: "c", name: "p.png", type: "image/png", bytes: [1, 2, 3])
        )
    }

    @Test(arguments: [
        "", "![", "![c]", "![c](attachment:p.png) more", "text ![c](attachment:p.png)",
        "![c](p.png)", "![c](attachment:q.png)", "[c](attachment:p.png)", "![c] (attachment:p.png)",
        "![c](attachment:p.png \"title\")", "![c\n\nd](attachment:p.png)",
        "![c](<attachment:p.png)",
        "![c](attachment:p.png)![c](attachment:p.png)", "![c(attachment:p.png)", "![c](", "![c]()",
    ])
    func `other cells are no image cells`(_ source: String) {
        let content: MIMEBundle = ["image/png": .base64("AQID")]
        let attachment = CellAttachment(name: "p.png", content: content)
        #expect(Cell.markdown(source, attachments: [attachment]).image == nil)
    }

    @Test func `an attachment that is no image is none`() {
        let source = "![c](attachment:p.png)"
        func cell(_ content: MIMEBundle) -> Cell {
            .markdown(source, attachments: [CellAttachment(name: "p.png", content: content)])
        }
        #expect(cell(["text/plain": "x"]).image == nil)
        #expect(cell(["image/png": .base64("!")]).image == nil)
        #expect(cell(["image/png": .json(1)]).image == nil)
        #expect(cell(["image/svg+xml": "<svg/>"]).image?.bytes == Array("<svg/>".utf8))
        #expect(Cell.code(source).image == nil)
    }
}
