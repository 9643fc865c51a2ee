import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

@Suite struct YAMLWriterTests {
    private func text(_ value: JSONValue) -> String {
        String(decoding: YAMLWriter().bytes(for: value), as: UTF8.self)
    }

    @Test func `members are sorted and lists of a mapping are not indented`() {
        let value: JSONValue = ["b": ["x": [1, ["c": 2, "a": nil]]], "a": "1.3"]
        #expect(
            text(value) == """
                a: '1.3'
                b:
                  x:
                  - 1
                  - a: null
                    c: 2

                """
        )
    }

    @Test func `members can keep their order`() {
        let bytes = YAMLWriter(sortsKeys: false).bytes(for: ["b": 1, "a": [:]])
        #expect(String(decoding: bytes, as: UTF8.self) == "b: 1\na: {}\n")
    }

    @Test func `the deepest nesting is written`() {
        let deep = (0..<2_000).reduce(JSONValue.string("x")) { inner, _ in .array([inner]) }
        #expect(text(["a": deep]).contains("[[[\"x\"]]]"))
    }

    @Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
    struct BesidePyYAML {
        @Test func `any value is written as PyYAML writes it`() async throws {
            var values = HostileValues(seed: 1)
            var inputs: [JSONValue] = HostileValues.words.map { .object(["k": .string($0)]) }
            inputs += HostileValues.words.map { .object([$0: ["v"]]) }
            inputs += (0..<2_000).map { _ in values.value() }
            let program = """
                import json, sys, yaml
                print(json.dumps([yaml.safe_dump(value, default_flow_style=False)
                    for value in json.load(sys.stdin)]))
                """
            let answers = try #require(
                await Peer.json(
                    program,
                    input: JSONValue.array(inputs).compactBytes()
                ).arrayValue
            )
            #expect(answers.count == inputs.count)
            for (input, answer) in zip(inputs, answers) {
                let own = String(decoding: YAMLWriter().bytes(for: input), as: UTF8.self)
                #expect(own == answer.stringValue, "\(input)")
            }
        }
    }
}
