import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

@Suite struct PythonHighlighterTests {
    private func html(_ source: [UInt8], language: String? = "python") -> [UInt8] {
        var output: [UInt8] = []
        CodeHighlighter.append(source, language: language, to: &output)
        return output
    }

    /// The parts that have a class, as `class:text`, and the rest left out.
    private func parts(_ source: String) -> [String] {
        let text = String(decoding: html(Array(source.utf8)), as: UTF8.self)
        return text.split(separator: "<span class=\"").dropFirst(text.hasPrefix("<span") ? 0 : 1)
            .map { part in
                let name = part.prefix { $0 != "\"" }
                let content = part.dropFirst(name.count + 2)
                return "\(name):"
                    + String(
                        decoding: plain(Array(content.prefix { $0 != "<" }.utf8)),
                        as: UTF8.self
                    )
            }
    }

    /// The text without tags, its references resolved.
    private func plain(_ html: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var rest = html[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "<") {
                rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
            } else if byte == UInt8(ascii: "&") {
                let name = rest.prefix { $0 != UInt8(ascii: ";") }
                output += HTMLReferences.resolve(rest[..<(name.endIndex + 1)])
                rest = rest[(name.endIndex + 1)...]
            } else {
                output.append(byte)
                rest.removeFirst()
            }
        }
        return output
    }

    @Test(arguments: [
        ("if x is None: pass", ["k:if", "k:is", "kc:None", "k:pass"]),
        (
            "def len(self): return self.len(0x1F)",
            ["k:def", "nf:len", "bp:self", "k:return", "bp:self", "m:0x1F"]
        ),
        ("class A(Exception): ...", ["k:class", "nf:A", "nb:Exception", "kc:..."]),
        ("@a.b(1)\nasync def f(): pass", ["nd:@a.b", "m:1", "k:async", "k:def", "nf:f", "k:pass"]),
        ("a @ b  # c < d", ["o:@", "c:# c < d"]),
        ("x = 'a' \"b\"", ["o:=", "s:'a'", "s:\"b\""]),
        ("f'a{x!r:>{w}}b'", ["s:f'a", "o:!", "s:>", "s:b'"]),
        ("match x:\n  case [1]: pass", ["k:match", "k:case", "m:1", "k:pass"]),
        ("match = case(1)\nmatch.x\ntype(x)", ["o:=", "m:1", "nb:type"]),
        ("type A = int", ["k:type", "o:=", "nb:int"]),
        (
            "%time x\n!ls 'a\n?print\nprint?\ny = !ls\nz = %pwd\nw = 5 %b",
            [
                "mg:%time x", "mg:!ls 'a", "mg:?print", "nb:print", "mg:?", "o:=", "mg:!ls", "o:=",
                "mg:%pwd",
                "o:=", "m:5", "o:%",
            ]
        ),
        ("%%bash\nfor x in 1", ["mg:%%bash"]),
        ("%%time\nfor x in 1: pass", ["mg:%%time", "k:for", "k:in", "m:1", "k:pass"]),
        ("f(\n!x\n%y)", ["o:%"]),
        ("!a \\\n  b 'c\nif 1: pass", ["mg:!a \\\n  b 'c", "k:if", "m:1", "k:pass"]),
        ("f(id=1, id == 2)", ["o:=", "m:1", "nb:id", "o:==", "m:2"]),
        ("x.print.None_ = a <= b", ["o:=", "o:<="]),
    ])
    func `the parts of a source have their classes`(_ source: String, _ expected: [String]) {
        #expect(parts(source) == expected)
    }

    @Test(arguments: Corpus.names)
    func `the text of a notebook's code stays`(_ name: String) throws {
        for cell in try Notebook(reading: Corpus.bytes(name)).cells {
            let source = Array(cell.source.utf8)
            #expect(plain(html(source)) == source)
        }
    }

    @Test(arguments: 0..<300)
    func `random text stays`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "def ", "f'", "'''", "{", "}", "%", "!", "?", "\n", "\r\n", "  ", "@", "x.y", "#", "\\",
            "<", "&",
            "é", "\u{0C}", "=", "match ", "\"", "(", ")", "5", ":", "rb'", "\r", "%%", "&lt;",
        ]
        let source = (0..<40).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        #expect(plain(html(Array(source.utf8))) == Array(source.utf8))
        let bytes = (0..<60).map { _ in UInt8.random(in: 1...255, using: &generator) }
        #expect(plain(html(bytes)) == bytes)
    }

    @Test func `other languages come plain`() {
        #expect(html(Array("if <x>".utf8), language: "R") == Array("if &lt;x&gt;".utf8))
        #expect(html(Array("if".utf8), language: nil) == Array("if".utf8))
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["f'{", "%x\n", "!a\\\n", "@a.", "match ", "(", "x = !\n", "'", "@\n"]
    )
    func `a hostile source takes no long time`(_ piece: String) {
        let source = Array(String(repeating: piece, count: 50_000).utf8)
        #expect(plain(html(source)) == source)
    }
}
