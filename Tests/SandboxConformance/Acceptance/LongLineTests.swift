import SandboxCore
import Testing

/// A line of 100 MB comes in pieces of a bounded size, is cut like any other text, and holds up nobody.
@Suite(.timeLimit(.minutes(2)))
struct LongLineTests {
    static let writers = [
        "import sys; sys.stdout.write('x' * 100_000_000);",
        """
        import os
        piece = memoryview(b'x' * 1_000_000)
        for _ in range(100):
            rest = piece
            while rest: rest = rest[os.write(1, rest):]
        """,
        "import os; os.system(r\"head -c 100000000 /dev/zero | tr '\\0' x\");",
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `a line without end is cut, counted, and told in pieces`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            for writer in Self.writers {
                let followed = try await session.follow(writer)
                let result = try #require(followed.result)
                #expect(result.outcome == .ok, "\(writer)")
                let total = result.standardOutput.count + result.dropped.standardOutput
                #expect(total == 100_000_000, "\(writer)")
                #expect(result.standardOutput.count == 1 << 20, "\(writer)")
                #expect(result.standardOutput.allSatisfy { $0 == UInt8(ascii: "x") }, "\(writer)")
                for case .text(_, let text) in followed.events {
                    #expect(text.utf8.count <= 64 << 10)
                }
                // A quadratic way with so many bytes would take hours.
                #expect(result.duration < .seconds(30), "\(writer)")
            }
        }
    }
}
