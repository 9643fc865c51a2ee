import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

@Suite struct Base64TextTests {
    private static let texts = [
        "", "AQID", "AQI=", "AQI", "AQ==", "AQ", "AQ=", "A", "AQIDB", " AQ\nID\t", "AQ=ID",
        "AQ==AQ",
        "AQID====", "AQ===", "=", "=AQ=", "AQIDé", "é", "A-Q_ID", "AQI=é", "AQ=é=",
    ]

    @Test(arguments: texts)
    func `whole Base64 is what the model takes for it`(_ text: String) {
        #expect(Base64Text.decode(text, .whole) == Base64.decode(text))
    }

    @Test(.enabled(if: Peer.isThere), .timeLimit(.minutes(1)), arguments: [false, true])
    func `lax Base64 is what Python takes for it`(_ allowsNonASCII: Bool) async throws {
        var random = SeededGenerator(seed: 7)
        let characters = Array("AQz9+/==\n é-")
        let texts =
            Base64TextTests.texts
            + (0..<3_000).map { _ in
                let count = Int.random(in: 0...12, using: &random)
                return String(
                    (0..<count).map { _ in characters.randomElement(using: &random) ?? "A" }
                )
            }
        let answer = try await Peer.json(
            """
            import binascii, json, sys
            def decode(text):
                try: return list(binascii.a2b_base64(\(allowsNonASCII ? "text.encode()" : "text")))
                except ValueError: return None
            json.dump([decode(text) for text in json.load(sys.stdin)], sys.stdout)
            """,
            input: JSONValue.array(texts.map(JSONValue.string)).compactBytes()
        )
        for (index, text) in texts.enumerated() {
            let theirs = answer[index]?.arrayValue?.compactMap { $0.intValue.map { UInt8($0) } }
            let own = Base64Text.decode(text, .python(allowsNonASCII: allowsNonASCII))
            #expect(own == theirs, "\(text.debugDescription)")
        }
    }
}
