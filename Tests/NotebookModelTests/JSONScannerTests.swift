@testable import NotebookModel
import Testing

/// What the scanner passes over is exactly what the parser reads.
@Suite struct JSONScannerTests {
    private let parser = JSONParser()

    private func agree(_ bytes: [UInt8]) -> Bool {
        parser.accepts(bytes) == ((try? parser.parse(bytes)) != nil)
    }

    @Test(
        arguments: [
            "", " ", "{", "}", "[", "]", "{}", "[]", "[,]", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}",
            "{\"a\":1,}", "{a:1}", "tru", "true", "nul", "null ", "falsee", "NaN", "-NaN",
            "-Infinity",
            "Infinit", "-", "-0", "01", "1.", "1.e1", "1e", "1e+", "1E-05", ".5", "+1", "\"",
            "\"\\\"",
            "\"\\u12\"", "\"\\uD800\"", "\"\\x\"", "\"\t\"", "\"\u{7F}\u{80}é\u{10FFFF}\"", "1 1",
            "{}{}", "[[[]]]", "\u{FEFF}1", " \u{FEFF}1", "\"a\" ,", "[1]]", "{\"a\":[}]",
        ]
    )
    func `a text is accepted if it can be read`(text: String) {
        #expect(agree(Array(text.utf8)))
    }

    @Test(
        arguments: [
            [0x22, 0xC0, 0x80, 0x22], [0x22, 0xC2, 0x22], [0x22, 0xE0, 0x9F, 0xBF, 0x22],
            [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
            [0x22, 0xF0, 0x8F, 0xBF, 0xBF, 0x22], [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22],
            [0x22, 0x80, 0x22], [0x22, 0xE2, 0x80, 0x22], [0x22, 0xF1, 0x80, 0x80], [0xFF],
            [0x22, 0xEF, 0xBF, 0xBF, 0x22], [0x22, 0xF4, 0x8F, 0xA0, 0x80, 0x22],
        ] as [[UInt8]]
    )
    func `bytes that are no UTF-8 are accepted by neither`(bytes: [UInt8]) {
        #expect(agree(bytes))
    }

    @Test func `every change of a byte is taken alike`() {
        let text = Array(
            #" {"a": [1, -2.5e+3, "x\n\u00e9é", true, null, {}], "b": {"c": []}} "#.utf8
        )
        #expect(parser.accepts(text))
        for index in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[index] = byte
                #expect(agree(changed), "byte \(byte) at \(index)")
            }
        }
    }

    @Test func `the limits are the parser's`() {
        let nested = Array("[[[1]]]".utf8)
        for depth in 0...4 {
            let parser = JSONParser(maximumDepth: depth)
            #expect(parser.accepts(nested) == ((try? parser.parse(nested)) != nil))
        }
        for count in 0...5 {
            let parser = JSONParser(maximumValueCount: count)
            #expect(parser.accepts(nested) == ((try? parser.parse(nested)) != nil))
        }
        #expect(!JSONParser(maximumByteCount: 6).accepts(nested))
        #expect(!JSONParser(acceptsNonFiniteNumbers: false).accepts(Array("NaN".utf8)))
    }

    /// Deeper than any stack would bear.
    @Test func `a million brackets are refused without a crash`() {
        #expect(!parser.accepts(Array(repeating: UInt8(ascii: "["), count: 1_000_000)))
    }
}
