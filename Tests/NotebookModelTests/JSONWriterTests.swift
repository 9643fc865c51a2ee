import NotebookModel
import Testing

@Suite struct JSONWriterTests {
    private let value: JSONValue = [
        "b": [1, "x\n\"\\/\u{1b}\u{7f}\u{2028}é😀", [], [:]], "a": nil, "B": [true, 1.5],
    ]

    private func text(_ writer: JSONWriter) -> String {
        String(decoding: writer.bytes(for: value), as: UTF8.self)
    }

    @Test func `the compact form has no white space`() {
        #expect(
            text(.compact)
                == #"{"b":[1,"x\n\"\\/\u001b\#u{7f}\#u{2028}é😀",[],{}],"a":null,"B":[true,1.5]}"#
        )
    }

    @Test func `the notebook form is that of nbformat`() {
        #expect(
            text(.notebook) == """
                {
                 "B": [
                  true,
                  1.5
                 ],
                 "a": null,
                 "b": [
                  1,
                  "x\\n\\"\\\\/\\u001b\u{7f}\u{2028}é😀",
                  [],
                  {}
                 ]
                }

                """
        )
    }

    @Test func `everything beyond ASCII can be escaped`() {
        #expect(
            text(JSONWriter(escapesNonASCII: true))
                == #"{"b":[1,"x\n\"\\/\u001b\u007f\u2028\u00e9\ud83d\ude00",[],{}],"a":null,"#
                + #""B":[true,1.5]}"#
        )
    }

    @Test
    func `keys that begin alike, or with null characters, are sorted, equal ones kept in place`() {
        let keys = [
            "execution_count", "execution", "executio", "exec", "", "\0", "exec\0", "execution_",
            "é", "e\u{301}", "\u{FFFF}", "\u{1F600}", "execution", "exec",
        ]
        let object = JSONObject(keys.enumerated().map { ($1, JSONValue.number(JSONNumber($0))) })
        let sorted = keys.indices.sorted {
            let (left, right) = (keys[$0].unicodeScalars, keys[$1].unicodeScalars)
            return left.elementsEqual(right)
                ? $0 < $1 : left.lexicographicallyPrecedes(right)
        }
        let expected = JSONObject(sorted.map { (keys[$0], JSONValue.number(JSONNumber($0))) })
        #expect(
            JSONWriter(sortsKeys: true).bytes(for: .object(object))
                == JSONWriter().bytes(for: .object(expected))
        )
    }

    @Test func `keys are sorted by code points`() {
        let value: JSONValue = ["\u{1F600}": 1, "\u{FFFD}": 2, "é": 3, "z": 4, "Z": 5, "": 6]
        let bytes = JSONWriter(sortsKeys: true).bytes(for: value)
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"":6,"Z":5,"z":4,"é":3,"�":2,"😀":1}"#)
    }

    @Test func `numbers are respelled as Python does on request only`() throws {
        let text = "[-0,1E5,1.50,1e400,NaN,12345678901234567890,1.0,1e-7]"
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(value.description == text)
        let bytes = JSONWriter(respellsNumbers: true).bytes(for: value)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "[0,100000.0,1.5,1e400,NaN,12345678901234567890,1.0,1e-07]"
        )
    }

    @Test func `a fraction keeps its spelling only where Python has the same`() throws {
        let fractions = ["0", "5", "50", "05", "0001", "00001", "00012", "000012", "12345", "00"]
        for whole in ["0", "-0", "7", "-10", "12345678", "1234567890"] {
            for fraction in fractions + ["1234567890123456"] {
                let text = "\(whole).\(fraction)"
                let value = try JSONValue(parsing: Array(text.utf8))
                let bytes = JSONWriter(respellsNumbers: true).bytes(for: value)
                let expected = JSONNumber(try #require(Double(text))).lexeme
                #expect(String(decoding: bytes, as: UTF8.self) == expected)
            }
        }
    }

    @Test func `a value is written behind other bytes`() {
        var bytes: [UInt8] = [1, 2]
        JSONWriter.compact.append(["a": 1], to: &bytes)
        #expect(bytes == [1, 2] + Array(#"{"a":1}"#.utf8))
    }

    @Test(
        arguments: [
            #"{"a":[1,{"b":"é"}],"c":{}}"#, #"{"a": [1, {"b": "\u00e9"}], "c": {}}"#,
            #"{"b": ["\ud83d\ude00"], "a": 1}"#,
            "{\n \"b\": [\n  1\n ],\n \"a\": \"\\ud800\"\n}\n",
            "{\n \"b\": [\n  1, \n  2\n ], \n \"a\": {}\n}", "[\r\n\t1, \r\n\t2\r\n]",
            "[\r\n\t1,\r\n\t{\r\n\t\t\"a\": 1\r\n\t}\r\n]\r\n", "\u{FEFF}[]", "3", "[\n]",
        ]
    )
    func `a text is written again in its own style`(text: String) throws {
        let bytes = Array(text.utf8)
        let written = JSONWriter(styleOf: bytes).bytes(for: try JSONValue(parsing: bytes))
        #expect(String(decoding: written, as: UTF8.self) == text.replacing("[\n]", with: "[]"))
    }
}

struct WriterStyleTests {
    @Test(arguments: ["", " ", "{", "[", "\u{FEFF}", "\"", "{\"a\"", "nope"])
    func `a text without a style gives a writer all the same`(text: String) {
        #expect(JSONWriter(styleOf: Array(text.utf8)).escapesNonASCII == false)
    }

    @Test(arguments: [
        #"["\u00e4"]"#, #"["\u00E4"]"#, #"["\ud83d\ude00"]"#, #"["\uD83D\uDE00"]"#, #"["\u007f"]"#,
        #"["\\\u0085"]"#,
    ])
    func `an escape of what could stand raw is a style`(text: String) {
        #expect(JSONWriter(styleOf: Array(text.utf8)).escapesNonASCII)
    }

    @Test(arguments: [#"["\u001b\u0000"]"#, #"["\ud83d"]"#, #"["\ude00\ud83d"]"#, #"["\\u00e4"]"#])
    func `an escape of what can't stand raw is none`(text: String) {
        #expect(JSONWriter(styleOf: Array(text.utf8)).escapesNonASCII == false)
    }

    @Test func `an escape is found wherever it is`() {
        let text = #"[""# + String(repeating: "a", count: 2_000_000) + #"", "\u00e4"]"#
        #expect(JSONWriter(styleOf: Array(text.utf8)).escapesNonASCII)
    }

    @Test func `DEL is escaped with what is beyond ASCII, as Python escapes it`() {
        let writer = JSONWriter(escapesNonASCII: true)
        #expect(
            writer.bytes(for: "a\u{7F}bcdefghijklmnopqrstuvwxyz\u{7F}")
                == Array(
                    #""a\u007fbcdefghijklmnopqrstuvwxyz\u007f""#.utf8
                )
        )
    }

    @Test func `a line end behind a compact text is the text's`() {
        let text = Array("{\"a\":1}\r\n".utf8)
        #expect(JSONWriter(styleOf: text).bytes(for: ["a": 1]) == text)
    }

    @Test func `a negative indentation is none`() {
        let writer = JSONWriter(layout: .indented(spaces: -1))
        #expect(writer.bytes(for: [1]) == Array("[\n1\n]".utf8))
    }
}
