import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

@Suite struct CommonMarkEntityTests {
    @Test(.enabled(if: Peer.isThere), .timeLimit(.minutes(1)))
    func `every entity of HTML is known`() async throws {
        let program = """
            import html.entities, json, sys
            names = html.entities.html5.items()
            json.dump({k: v for k, v in names if k.endswith(";")}, sys.stdout)
            """
        let entities = try #require(try await Peer.json(program).objectValue)
        #expect(entities.count == 2_125)
        for entity in entities {
            let html = CommonMarkRenderer().render("&amp;&\(entity.key)x")
            var expected: [UInt8] = []
            for byte in (entity.value.stringValue ?? "").utf8 {
                switch byte {
                case 0x26: expected += Array("&amp;".utf8)
                case 0x3C: expected += Array("&lt;".utf8)
                case 0x3E: expected += Array("&gt;".utf8)
                case 0x22: expected += Array("&quot;".utf8)
                default: expected.append(byte)
                }
            }
            #expect(Array(html.utf8) == Array("<p>&amp;".utf8) + expected + Array("x</p>\n".utf8))
        }
    }

    @Test(arguments: [
        ("&#0;", "\u{FFFD}"), ("&#xD800;", "\u{FFFD}"), ("&#x110000;", "\u{FFFD}"),
        ("&#9999999;", "\u{FFFD}"), ("&#XfF;", "\u{FF}"), ("&#65;", "A"),
        ("&#;", "&amp;#;"), ("&#x;", "&amp;#x;"), ("&#12345678;", "&amp;#12345678;"),
        ("&amp", "&amp;amp"), ("&Amp;", "&amp;Amp;"), ("&copy;", "©"), ("&nGt;", "≫⃒"),
        ("&zwnj;", "\u{200C}"), ("&AElig;", "Æ"), ("&zzz;", "&amp;zzz;"), ("&A;", "&amp;A;"),
    ])
    func `references are decoded and what is none stays`(_ text: String, _ expected: String) {
        #expect(CommonMarkRenderer().render(text) == "<p>\(expected)</p>\n")
    }
}
