import NotebookModel
import SandboxCore
import Testing

/// A character that a border of pieces divides stays whole, on the way and at the end.
@Suite(.timeLimit(.minutes(1)))
struct ChunkBorderTests {
    /// Characters of 2, 3 and 4 bytes at, before and behind the borders of pieces.
    private static let prelude = """
        import os
        texts = ['a' * (edge - k) + char * 3 for edge in (1000, 4096, 65536) for char in 'é€😀' for k in range(5)]
        data = memoryview('\\n'.join(texts).encode())
        """
    private static let expected: String = [1000, 4096, 65536].flatMap { edge in
        ["é", "€", "😀"].flatMap { character in
            (0..<5).map { back in
                String(repeating: "a", count: edge - back) + String(repeating: character, count: 3)
            }
        }
    }.joined(separator: "\n")

    @Test(arguments: BackendUnderTest.allCases)
    func `no border divides a character`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration()
        configuration.output.text = .mebibytes(2)
        try await backend.withSession(configuration) { session in
            _ = try await session.run(Self.prelude)
            for size in [1000, 4096, 65536, 1 << 22] {
                let code =
                    "rest = data\nwhile rest: rest = rest[os.write(1, rest[:\(size)]):]"
                let followed = try await session.follow(code)
                #expect(followed.live[.stdout] == Self.expected, "in pieces of \(size)")
                #expect(followed.result?.text == Self.expected, "in pieces of \(size)")
                #expect(followed.result?.outputs == [.stream(.stdout, Self.expected)])
            }
            let printed = try await session.follow("print('\\n'.join(texts), end='')")
            #expect(printed.live[.stdout] == Self.expected)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `nor does the limit, before and behind what is dropped`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.output.text = .kibibytes(64)
        try await backend.withSession(configuration) { session in
            for character in ["é", "€", "😀"] {
                for shift in 0..<4 {
                    let code = "print('a' * \(shift) + '\(character)' * 100_000, end='')"
                    let followed = try await session.follow(code)
                    let result = try #require(followed.result)
                    let total = result.standardOutput.count + result.dropped.standardOutput
                    #expect(total == shift + character.utf8.count * 100_000)
                    #expect(!result.text.contains("\u{FFFD}"), "\(character) \(shift)")
                    #expect(followed.live[.stdout]?.contains("\u{FFFD}") == false)
                }
            }
        }
    }
}
