import Foundation
import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct PythonSyntaxPeerTests {
    /// Compiles texts with Python itself.
    private static let program = """
        import sys, json, warnings
        warnings.simplefilter("ignore")
        results = []
        for text in json.load(sys.stdin):
            try:
                compile(text, "x", "exec", dont_inherit=True)
                results.append(None)
            except Exception as error:
                results.append(repr(error))
        json.dump(results, sys.stdout)
        """

    private struct Difference {
        var refused: [String] = []
        var accepted: [String] = []
        var valid = 0
    }

    private func compare(_ texts: [String]) async throws -> Difference {
        let input = JSONValue.array(texts.map(JSONValue.string)).compactBytes()
        let answer = try await Peer.json(PythonSyntaxPeerTests.program, input: input)
        let results = try #require(answer.arrayValue)
        var difference = Difference()
        for (text, result) in zip(texts, results) {
            var prelude = PythonPrelude()
            let ours = PythonSyntax.isValid(Array(text.utf8)[...], prelude: &prelude)
            let theirs = result.stringValue == nil
            if theirs { difference.valid += 1 }
            if ours, !theirs { difference.accepted.append("\(text.debugDescription) \(result)") }
            if !ours, theirs { difference.refused.append(text.debugDescription) }
        }
        return difference
    }

    private func corpusCells() throws -> [String] {
        try Corpus.names.flatMap { name in
            try Notebook(reading: Corpus.bytes(name)).cells.filter(\.isCode).map(\.source)
        }
    }

    @Test func `the cells of the corpus compile when Python says so`() async throws {
        let cells = try corpusCells()
        let transformed = cells.map {
            String(decoding: IPythonTransformer.transform(Array($0.utf8)), as: UTF8.self)
        }
        let difference = try await compare(cells + transformed)
        #expect(difference.valid > 1_000)
        #expect(difference.accepted == [])
        #expect(difference.refused == [])
    }

    @Test func `changed cells compile only when Python says so`() async throws {
        let cells = try corpusCells().map { Array($0.utf8) }.filter { $0.count < 4_000 }
        let pieces = HostileCells.pieces + PythonSamples.fragments
        var generator = SeededGenerator(seed: 3)
        var texts: [String] = []
        for cell in cells where !cell.isEmpty {
            for _ in 0..<12 {
                var changed = cell
                let place = Int.random(in: 0..<changed.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: changed.remove(at: place)
                case 1:
                    let end = min(changed.count, place + Int.random(in: 1..<9, using: &generator))
                    changed.removeSubrange(place..<end)
                default:
                    let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                    changed.insert(contentsOf: piece.utf8, at: place)
                }
                texts.append(String(decoding: changed, as: UTF8.self))
            }
        }
        let difference = try await compare(texts)
        #expect(difference.valid > texts.count / 10)
        #expect(difference.accepted == [])
        #expect(Double(difference.refused.count) < 0.002 * Double(difference.valid))
    }

    @Test func `statements put together at random compile only when Python says so`() async throws {
        var generator = SeededGenerator(seed: 4)
        let all = PythonSamples.fragments + PythonSamples.statements
        let texts = (0..<20_000).map { _ in
            (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                all[Int.random(in: 0..<all.count, using: &generator)]
            }.joined(separator: Bool.random(using: &generator) ? " " : "\n")
        }
        let difference = try await compare(texts + PythonSamples.statements)
        #expect(difference.accepted == [])
        // Rare and refused to be safe: `global` in a module, and a backslash before the first token
        // of a line.
        let safe = ["global x", "\\\\\\n"]
        #expect(difference.refused.filter { text in !safe.contains { text.contains($0) } } == [])
    }

    @Test func `tokens without space between them compile only when Python says so`() async throws {
        let tokens = [
            "(", ")", "[", "]", "{", "}", ",", ":", "=", ".", "...", "*", "<", ">", "!", "-", "~",
            "1", "0x1f", "1.", ".5", "1e5", "1_0", "2j", "a", "if", "else", "or", "not", "in", "is",
            "for", "f", "rb", "u", "é", "'s'", "\"t\"", "b'x'", "f'{a}'", "f\"{", "}\"", "#", "\n",
            "\\\n", " ", "\t", "lambda", "print", "__import__",
        ]
        var generator = SeededGenerator(seed: 5)
        let texts = (0..<60_000).map { _ in
            (0..<Int.random(in: 1...7, using: &generator)).map { _ in
                tokens[Int.random(in: 0..<tokens.count, using: &generator)]
            }.joined()
        }
        let difference = try await compare(texts + ["([)", "(]", "x = ([)]", "{(})", "())"])
        #expect(difference.valid > 3_000)
        // Of formatted strings Python before 3.12 takes less.
        #expect(difference.accepted.filter { !$0.contains("f-string") } == [])
        #expect(difference.refused.filter { !$0.contains("\\\\\\n") } == [])
    }

    @Test func `what only looks like Python is told from it`() async throws {
        let texts = [
            "'a'\n'b'\nfrom __future__ import division",
            "from __future__ import division\n'a'\nfrom __future__ import division",
            "f'{x:\\x}'", "f'{x:\\u12}'", "t'hi'", "rt'{x}'", "f'{x! r}'", "f'{x:{y:{z:{w}}}}'",
            "class A(x for x in y): pass", "a[*b:1]", "a[x:=1:2]", "a[b:=c:d, e]", "{a:=1: 2}",
            "match x:\n  case *a: pass", "match x:\n  case (*a): pass",
            "match x:\n  case a.b as _: pass", "match x:\n  case {**_}: pass",
            "match x:\n  case _.a: pass", "match x:\n  case _(): pass",
            "match x:\n  case 1j+2j: pass", "match x:\n  case {1j+1j: y}: pass",
            String(repeating: "1", count: 4_301),
            String(repeating: "1+", count: 40_000) + "1",
            String(repeating: "2**", count: 6_000) + "2",
            String(repeating: "-", count: 20_000) + "2",
            String(repeating: "not ", count: 20_000) + "2",
            "a" + String(repeating: ".b", count: 40_000),
            "if a: b\n" + String(repeating: "elif a: b\n", count: 40_000),
        ]
        let difference = try await compare(texts)
        #expect(difference.accepted == [])
        #expect(difference.valid < 4)  // Pythons differ in what they recurse for
    }

    @Test func `what is rare but Python compiles`() async throws {
        let texts = [
            "\u{0C}x = 1", "x = 1\n\u{0C}y = 2", "if x:\n\u{0C}    y = 1",
            "if x:\n  \u{0C}  y = 1\n    z",
            "match x:\n  case *a, b: pass", "match x:\n  case (*a,): pass",
            "match x:\n  case _: pass",
            "match x:\n  case a._: pass", "match x:\n  case (a, *_): pass",
            "match x:\n  case 1+2j: pass",
            "f'{x!r:{y}}'", "a[*b, 1]", "a[(x:=1):2]", "{(a:=1): 2}", "class A(b, *c, d=e): pass",
            String(repeating: "1+", count: 900) + "1", String(repeating: "1", count: 4_300),
            "a" + String(repeating: ".b(c)", count: 400),
        ]
        let difference = try await compare(texts)
        #expect(difference.valid > texts.count - 4)
        #expect(difference.accepted == [])
        #expect(difference.refused == [])
    }

    @Test func `characters are named as Python names them`() async throws {
        let list = """
            import json, sys, unicodedata
            names = [unicodedata.name(chr(c), None) for c in range(0, 0x110000, 3)]
            json.dump([name for name in names if name], sys.stdout)
            """
        let known = try #require(try await Peer.json(list).arrayValue).compactMap(\.stringValue)
        #expect(known.count > 40_000)
        let others = [
            "NULL", "LINE FEED", "LF", "NEW LINE", "EOL", "ESCAPE", "ESC", "ZWJ", "NBSP", "BOM",
            "SOFT HYPHEN", "SHY", "BELL", "ALERT", "VS1", "VS16", "VS256", "VS0", "VS257", "VS01",
            "LATIN CAPITAL LETTER GHA", "LATIN CAPITAL LETTER OI", "latin small letter a",
            "cjk unified ideograph-4E00", "CJK UNIFIED IDEOGRAPH-4e00", "CJK UNIFIED IDEOGRAPH-4",
            "hangul syllable ga", "HANGUL SYLLABLE GA",
            "HANGUL SYLLABLE", "TANGUT IDEOGRAPH-17000", "NO SUCH CHARACTER", "A", "-", " ",
            "DIGIT  ONE", " DIGIT ONE", "DIGIT ONE ", "DIGIT-ONE", "SPACE", "space",
        ]
        let names = known + known.prefix(20_000).map { $0 + "X" } + others
        let difference = try await compare(
            names.map { "'\\N{\($0)}'" } + others.map { "f'{x}\\N{\($0)}'" }
        )
        #expect(difference.valid > known.count)
        #expect(difference.accepted == [])
        #expect(difference.refused == [])
    }

    @Test func `the modules of Python's library compile`() async throws {
        let list = """
            import sys, json, glob, os
            texts = []
            for path in sorted(glob.glob(os.path.dirname(os.__file__) + "/*.py") + glob.glob(os.path.dirname(os.__file__) + "/asyncio/*.py")):
                texts.append(open(path, encoding="utf-8", errors="replace").read())
            json.dump(texts, sys.stdout)
            """
        let texts = try #require(try await Peer.json(list).arrayValue).compactMap(\.stringValue)
        #expect(texts.count > 150)
        let difference = try await compare(texts)
        #expect(difference.accepted == [])
        #expect(difference.refused.map { $0.prefix(200) } == [])
    }
}
