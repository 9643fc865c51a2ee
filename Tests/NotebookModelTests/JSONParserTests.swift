import NotebookModel
import Testing

@Suite struct JSONParserTests {
    private let sample = #"""
        {"a": [1, -2.5e+3, true, false, null, NaN], "é\u00e9\n": {"😀": "\ud83d\ude00\ud800", "": []}}
        """#

    private func parse(_ text: String) throws -> JSONValue {
        try JSONValue(parsing: Array(text.utf8))
    }

    @Test func `all kinds of values are read`() throws {
        let value = try parse(sample)
        #expect(value["a"]?.arrayValue?.count == 6)
        #expect(value["a"]?[1]?.doubleValue == -2500)
        #expect(value["a"]?[2] == true)
        #expect(value["a"]?[4] == .null)
        #expect(value["éé\n"]?[""] == [])
        #expect(value.objectValue?.keys == ["a", "éé\n"])
    }

    @Test func `every truncation is an error and none a crash`() {
        let bytes = Array(sample.utf8)
        for count in bytes.indices {
            let error = #expect(throws: JSONError.self) {
                try JSONParser().parse(Array(bytes[..<count]))
            }
            #expect((error?.offset ?? -1) <= count)
        }
    }

    @Test func `every changed byte gives a value or an error`() throws {
        let bytes = Array(sample.utf8)
        for index in bytes.indices {
            for byte: UInt8 in [0x00, 0x22, 0x2C, 0x5C, 0x5D, 0x7D, 0x80, 0xC0, 0xF4, 0xFF] {
                var changed = bytes
                changed[index] = byte
                guard let value = try? JSONParser().parse(changed) else { continue }
                #expect(try JSONValue(parsing: value.compactBytes()) == value)
            }
        }
    }

    @Test(arguments: [
        ("", "the text ends where a value had to follow", 1, 1),
        ("[1,]", "expected a value", 1, 4),
        ("[1 2]", "expected ',' or ']'", 1, 4),
        ("{\"a\" 1}", "expected ':'", 1, 6),
        ("{a: 1}", "expected a key or '}'", 1, 2),
        ("{\"a\": 1,}", "expected a key", 1, 9),
        ("{\n \"é\": x}", "expected a value", 2, 7),
        ("[\r\n1,\r\ntru]", "expected 'true'", 3, 4),
        ("\"\t\"", "control character 9 in a string, where an escape has to stand", 1, 2),
        ("[01]", "expected ',' or ']'", 1, 3),
        ("[1.]", "expected a digit", 1, 4),
        ("[+1]", "expected a value", 1, 2),
        ("1 2", "expected the end of the text", 1, 3),
        ("\u{FEFF}x", "expected a value", 1, 1),
        ("\u{FEFF}[x", "expected a value", 1, 2),
        ("\"\\u12x4\"", "expected an escape", 1, 2),
        ("\"\\x\"", "expected an escape", 1, 2),
        ("\"\\u\"", "expected an escape", 1, 2),
        ("\"\\u12", "the text ends where four hexadecimal digits had to follow", 1, 6),
    ])
    func `an error names the place and what was expected`(
        _ text: String,
        _ reason: String,
        _ line: Int,
        _ column: Int
    ) throws {
        let error = try #require(throws: JSONError.self) { try parse(text) }
        #expect("\(error.reason)".hasPrefix(reason))
        #expect(error.line == line)
        #expect(error.column == column)
    }

    @Test func `the description is a sentence with the place`() {
        let error = #expect(throws: JSONError.self) { try parse("{\n \"é\": x}") }
        #expect(error?.description == "line 2, column 7 (byte 9): expected a value")
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        for bytes: [UInt8] in [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
        ] {
            let error = #expect(throws: JSONError.self) {
                try JSONParser().parse([0x22] + bytes + [0x22])
            }
            #expect(error?.reason == .invalidUTF8)
        }
    }

    @Test func `the first byte that is no UTF-8 is named`() {
        for (start, rest): (String, [UInt8]) in [
            ("[\"abc", [0xFF]), ("[\"é€😀", [0xE2, 0x82]), ("[\"\\n\\ud83d\\ude00é", [0xC0, 0x80]),
        ] {
            let error = #expect(throws: JSONError.self) {
                try JSONParser().parse(Array(start.utf8) + rest + [0x22, 0x5D])
            }
            #expect(error?.reason == .invalidUTF8)
            #expect(error?.offset == start.utf8.count)
            #expect(error?.column == start.unicodeScalars.count + 1)
        }
    }

    @Test func `nesting is read up to the limit`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(String(repeating: "[", count: depth).utf8)
                + Array(String(repeating: "]", count: depth).utf8)
        }
        _ = try JSONParser().parse(nested(512))
        _ = try JSONParser(maximumDepth: 5_000).parse(nested(5_000))
        let error = #expect(throws: JSONError.self) { try JSONParser().parse(nested(513)) }
        #expect(error?.reason == .tooDeep(limit: 512))
        #expect(throws: JSONError.self) {
            try JSONParser().parse([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))
        }
    }

    @Test func `a text above the limit of values is refused`() throws {
        let parser = JSONParser(maximumValueCount: 4)
        #expect(throws: Never.self) { try parser.parse(Array("[1, {\"a\": 2}]".utf8)) }
        let error = #expect(throws: JSONError.self) {
            try parser.parse(Array("[1, {\"a\": 2}, 3]".utf8))
        }
        #expect(error?.reason == .tooManyValues(limit: 4))
    }

    @Test func `a text above the limit of bytes is refused`() throws {
        let parser = JSONParser(maximumByteCount: 4)
        #expect(try parser.parse(Array("1234".utf8)) == 1234)
        let error = #expect(throws: JSONError.self) { try parser.parse(Array("12345".utf8)) }
        #expect(error?.reason == .tooLarge(limit: 4))
    }

    @Test func `a byte order mark is passed over`() throws {
        #expect(try JSONParser().parse([0xEF, 0xBB, 0xBF] + Array("[]".utf8)) == [])
    }

    @Test func `words for non-finite numbers can be refused`() throws {
        let strict = JSONParser(acceptsNonFiniteNumbers: false)
        for word in ["NaN", "Infinity", "-Infinity"] {
            #expect(try parse(word).numberValue?.lexeme == word)
            #expect(throws: JSONError.self) { try strict.parse(Array(word.utf8)) }
        }
        #expect(throws: JSONError.self) { try parse("-NaN") }
    }

    @Test(arguments: [
        #""\ud800""#, #""a\udfffb""#, #""\ud800\ud800""#, #""\udc00\ud83d""#, #""\ud83dx\ude00""#,
        "\"\u{10F800}\"", "\"\u{10FFFD}\"", "\"\u{10F7FF}\"", "\"😀\"",
    ])
    func `lone surrogates and the characters they stand as survive`(_ text: String) throws {
        let value = try parse(text)
        #expect(String(decoding: value.compactBytes(), as: UTF8.self) == text)
        let ascii = JSONWriter(escapesNonASCII: true).bytes(for: value)
        #expect(ascii.allSatisfy { $0 < 0x80 })
        #expect(try JSONValue(parsing: ascii) == value)
    }

    @Test func `strings of every length end where they end`() throws {
        for length in 0..<40 {
            for tail in ["", "\n", "é", "\"\\"] {
                let text = String(repeating: "x", count: length) + tail
                let bytes = JSONValue.array([.string(text), 1]).compactBytes()
                #expect(try JSONValue(parsing: bytes) == [.string(text), 1])
            }
        }
    }
}
