import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

@Suite struct YAMLReaderTests {
    static let texts = [
        "", "a", "a: b", "a:\n- 1\n- 2", "a:\n  - 1\n  - b: c\n    d: e\n  -\n    f: g",
        "- - a\n  - b\n- c",
        "a: [1, 2, {b: c}, 'x, y', \"q\"]", "{a: 1, b: [x, y], c: {d: e}}", "a: {b: 'c'}\nd: []",
        "a: b c\n  d\n\n  e\nf: g", "a: 'x\n  y\n\n  z'", "a: \"x\\\n  y \\\n  \\ z\\n\"",
        "a: \"\\x41\\u00e9\\U0001F600\"",
        "a: |\n  x\n   y\n\n  z\nb: c", "a: >\n  x\n  y\n\n  z\n   w\n  v\nb: c", "a: |-\n  x\n",
        "a: |+\n  x\n\nb: 1",
        "a: |2\n    x\n   y\n", "a: >-\n  x\n  y", "# c\na: b # d\n# e\nb: c#d\nc: 'x' # y",
        "? a\n: b\n? - x\n",
        "? 'a\n\n  b'\n: c", "yes: no\n3: 2\nnull: ~\n1.5: x",
        "a: yes\nb: No\nc: on\nd: 0x1F\ne: 017\nf: 0b11\ng: 1_000",
        "a: 1:30\nb: 1:30.5\nc: .5\nd: 1.\ne: 1e3\nf: 1.0e+3\ng: -.inf\nh: +1\ni: 08\nj: 2020x",
        "a:\nb:\n  c:\n",
        "a: b:c\nd: http://x/y?z#w\ne: -1\nf: - g", "a: b: c", "a: [1", "a: 'x", "\ta: b",
        "a: &x 1\nb: *x", "a: !!str 1",
        "a: @x", "a: `x`", "a: %x", "a\nb: c", "a:\n    b: 1\n  c: 2", "a: 1\n b: 2", "- a\nb: c",
        "[a, b: c, d]",
        "{a, b: , c}", "a: ''''\nb: 'it''s'", "\"a b\": c\n'd': e", "a: \"\\q\"",
        "a: [x,\n y # c\n , z]\nb: 1",
        "a:  \n\n  b\n\n# x\nc: d",
        "jupyter:\n  kernelspec: {name: python3, display_name: 'Python 3'}\n",
        "a: - b", "a: \"x\n\n\n  y\"", "a: x\n\n\n  y", "a: |\n\n  x\n\n\n", "a: ? b",
        "a: ?b\nc: :d\ne: -f",
        "a: [-d, x:y, http://z]", "a: #b", "a: '#b'", "a:    |\n   x\n   y",
        "- |\n x\n- >\n y\n z\n-\n  - 1",
    ]

    @Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
    struct BesidePyYAML {
        /// What PyYAML reads, and `nil` where it finds an error.
        private func load(_ texts: [String]) async throws -> [JSONValue] {
            let program = """
                import datetime, json, math, sys, yaml
                def plain(value):
                    if isinstance(value, dict):
                        return {key if isinstance(key, str) else json.dumps(key): plain(value[key])
                            for key in value}
                    if isinstance(value, list): return [plain(item) for item in value]
                    if isinstance(value, (datetime.date, datetime.datetime)): return "date"
                    return value
                answers = []
                for text in json.load(sys.stdin):
                    try: answers.append([plain(yaml.safe_load(text))])
                    except Exception: answers.append(None)
                print(json.dumps(answers))
                """
            let input = JSONValue.array(texts.map(JSONValue.string)).compactBytes()
            return try await Peer.json(program, input: input).arrayValue ?? []
        }

        private func sorted(_ value: JSONValue) -> String {
            String(
                decoding: JSONWriter(sortsKeys: true, respellsNumbers: true).bytes(for: value),
                as: UTF8.self
            )
        }

        @Test func `headers as people write them are read as PyYAML reads them`() async throws {
            for (text, answer) in zip(YAMLReaderTests.texts, try await load(YAMLReaderTests.texts))
            {
                let own = try? YAMLReader.read(text.utf8)
                // What this reader refuses, by intention.
                if own == nil, text.contains("&x") || text.contains("!!") || text.contains("? -") {
                    continue
                }
                #expect(own.map(sorted) == answer[0].map(sorted), "\(text)")
            }
        }

        @Test func `what PyYAML writes is read`() async throws {
            var values = HostileValues(seed: 7)
            let inputs = (0..<2_000).map { _ in JSONValue.object(values.object(depth: 3)) }
            let texts = inputs.map { String(decoding: YAMLWriter().bytes(for: $0), as: UTF8.self) }
            for (text, answer) in zip(texts, try await load(texts)) {
                let own = try? YAMLReader.read(text.utf8)
                #expect(own.map(sorted) == answer[0].map(sorted), "\(text)")
            }
        }
    }

    @Test func `deep nesting is refused`() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: YAMLError.self) { try YAMLReader.read(text.utf8) }
        let block = String(repeating: "- ", count: 10_000)
        #expect(throws: YAMLError.self) { try YAMLReader.read(block.utf8) }
    }

    @Test func `a date stays text`() throws {
        #expect(try YAMLReader.read("a: 2020-01-01".utf8) == ["a": "2020-01-01"])
    }

    @Test func `an error names its line`() {
        #expect(throws: YAMLError(reason: "a quote is not closed", line: 3)) {
            try YAMLReader.read("a: 1\nb: 'x\nc".utf8)
        }
    }
}
