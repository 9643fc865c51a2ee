import NotebookTestSupport
import Testing

@testable import Exporters

@Suite struct PythonTokenizerTests {
    private func tokens(_ source: String) -> [PythonToken] {
        Array(PythonTokenizer(Array(source.utf8)))
    }

    private func texts(_ source: String) -> [String] {
        let bytes = Array(source.utf8)
        return PythonTokenizer(bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    @Test(arguments: [
        ("0x_fF", 1), ("0b101", 1), ("1_000.5e-3j", 1), (".5", 1), ("1.", 1), ("1e5", 1),
        ("0_0", 1), ("07", 2), ("1__0", 2), ("0x", 2), ("1.e5", 1), ("1..real", 3), ("12j", 1),
    ])
    func `numbers are single tokens as far as their digits go`(_ source: String, _ count: Int) {
        let result = tokens(source)
        #expect(result.count == count)
        #expect(result.first?.kind == .number)
    }

    @Test(arguments: [
        "'a'", "\"a'b\"", "rb'\\'x'", "Rb\"\"", "u'x'", "'''a\n'b''c'''", "'a\\\nb'", "''",
        "\"\"\"\"\"\"",
        "'\\\\'", "'\\\r\nb'",
    ])
    func `a string is one token`(_ source: String) {
        #expect(tokens(source) == [PythonToken(kind: .string, range: 0..<source.utf8.count)])
    }

    @Test func `a prefix that Python doesn't know is a name`() {
        #expect(texts("ub'x' brr'y'") == ["ub", "'x'", "brr", "'y'"])
    }

    @Test(arguments: [("'abc\nd", 4), ("'''abc\nd", 8), ("'abc\\", 5), ("'", 1), ("b'\\\n", 4)])
    func `a string without end is marked`(_ source: String, _ end: Int) {
        let token = tokens(source).first
        #expect(token == PythonToken(kind: .string, range: 0..<end, isUnterminated: true))
    }

    @Test(arguments: [
        ("f'a{b}c'", ["f'", "a", "{", "b", "}", "c", "'"]),
        ("f'{a!r:>{w}.2f}'", ["f'", "{", "a", "!", "r", ":", ">", "{", "w", "}", ".2f", "}", "'"]),
        ("f'{{}}{a}'", ["f'", "{{}}", "{", "a", "}", "'"]),
        ("f\"{x[\"a\"]}\"", ["f\"", "{", "x", "[", "\"a\"", "]", "}", "\""]),
        ("f'{ {1: 2}[1] }'", ["f'", "{", "{", "1", ":", "2", "}", "[", "1", "]", "}", "'"]),
        ("rf'\\{a}'", ["rf'", "\\", "{", "a", "}", "'"]),
        ("f'\\N{DASH}'", ["f'", "\\N{DASH}", "'"]),
        ("f'''{\na\n}\n'''", ["f'''", "{", "\n", "a", "\n", "}", "\n", "'''"]),
        ("f'{f'{f'{1}'}'}'", ["f'", "{", "f'", "{", "f'", "{", "1", "}", "'", "}", "'", "}", "'"]),
        ("t'{a:=5}'", ["t'", "{", "a", ":", "=5", "}", "'"]),
        ("f'{a == b}'", ["f'", "{", "a", "==", "b", "}", "'"]),
    ])
    func `a formatted string comes in parts`(_ source: String, _ parts: [String]) {
        #expect(texts(source) == parts)
        #expect(tokens(source).first?.kind == .formattedStart)
        #expect(
            tokens(source).last
                == PythonToken(
                    kind: .formattedEnd,
                    range: (source.utf8.count - parts[parts.count - 1].utf8.count)..<source.utf8
                        .count
                )
        )
    }

    @Test(arguments: ["f'a\nb", "f'{a:b\nc", "f'", "f'''{a:{b:c"])
    func `a formatted string without end has a marked end`(_ source: String) {
        let ends = tokens(source).filter { $0.kind == .formattedEnd }
        #expect(ends.map(\.isUnterminated) == [true])
        #expect(ends.map(\.range.isEmpty) == [true])
    }

    @Test func `a field without brace spoils no more than its line`() {
        let result = tokens("f'{a'\nb = 1\n")
        #expect(result.map(\.kind).suffix(4) == [.name, .operator, .number, .newline])
    }

    @Test func `line ends are logical only behind a statement and outside brackets`() {
        let kinds = tokens("# a\n\nx = (\n1)\r\n  \ry\\\n+ 1\n").map(\.kind)
        #expect(
            kinds == [
                .comment, .nonlogicalNewline, .nonlogicalNewline,
                .name, .operator, .operator, .nonlogicalNewline, .number, .operator, .newline,
                .nonlogicalNewline,
                .name, .continuation, .operator, .number, .newline,
            ]
        )
    }

    @Test func `indentation is a token before statements only`() {
        let kinds = tokens("if a:\n    b\n  # c\n    \n\tc").map(\.kind)
        #expect(
            kinds == [
                .name, .name, .operator, .newline,
                .indentation, .name, .newline, .comment, .nonlogicalNewline, .nonlogicalNewline,
                .indentation, .name,
            ]
        )
    }

    @Test func `what starts no token is an error of one character`() {
        let result = tokens("a ? $ \u{20AC} \u{0301} ! \\ b")
        #expect(result.filter { $0.kind == .error }.count == 6)
        #expect(result.last?.kind == .name)
    }

    @Test func `an open bracket is told`() {
        var tokenizer = PythonTokenizer(Array("f([1, 2)".utf8))
        while tokenizer.next() != nil {}
        #expect(tokenizer.hasOpenContexts)
    }

    @Test func `tokens never overlap and only white space stands between them`() {
        let pieces = [
            "f'", "'", "\"", "'''", "f\"\"\"", "{", "}", "{{", ":", "!", "(", ")", "[", "]", "\n",
            "\r", "\\", " ", "\t", "a", "1", "0x", ".", "é", "\u{2028}", "#", "=", "\\N{", "rb'",
            "\u{0}",
        ]
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<5_000 {
            let source = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            let bytes = Array(source.utf8)
            var end = 0
            for token in PythonTokenizer(bytes) {
                guard token.range.lowerBound >= end, token.range.upperBound <= bytes.count,
                    bytes[end..<token.range.lowerBound].allSatisfy(PythonLexis.isBlank)
                else {
                    Issue.record("\(source.debugDescription): \(token)")
                    return
                }
                end = token.range.upperBound
            }
            #expect(bytes[end...].allSatisfy(PythonLexis.isBlank), "\(source.debugDescription)")
        }
    }

    @Test func `bytes that are no UTF-8 are errors`() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82]
        #expect(PythonTokenizer(bytes).filter { $0.kind == .error }.count == 4)
    }
}
