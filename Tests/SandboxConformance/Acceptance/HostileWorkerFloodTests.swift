import SandboxCore
import Testing

/// A worker that floods the agent with frames of its own protocol is bounded in what it can take of the
/// host, and ended where it breaks the rules.
@Suite(.timeLimit(.minutes(2)))
struct HostileWorkerFloodTests {
    private static let prelude = """
        import os, struct, sys, time
        channel = sys.modules['_sandbox_agent.channel'].shared()
        def frame(kind, cell, payload=b''): return struct.pack('>BII', kind, cell, len(payload)) + payload
        def send(data):
            data = memoryview(data)
            while data: data = data[os.write(channel.events, data):]

        """
    /// What is sent a million times, or until the worker is ended.
    static let floods = [
        "frame(0x20, 1, struct.pack('>BQ', 3, 0))", "frame(0x20, 77, struct.pack('>BQ', 4, 0))",
        "frame(0x21, 1)", "frame(0x27, 1)", "frame(0x22, 1, struct.pack('>Q', 0))",
        "frame(0x22, 1, struct.pack('>Q', 2)) + frame(0x23, 1, b'{}')", "frame(0x26, 1)",
        "frame(0x24, 1, b'{}')", "frame(0x00, 0)", "frame(0x88, 1, b'{}')",
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `a million tiny frames cost the worker at most`(backend: BackendUnderTest) async throws {
        try await backend.withSession(grace: .seconds(0.3)) { session in
            for flood in Self.floods {
                let code =
                    Self.prelude
                    + "piece = (\(flood)) * 1000\nfor _ in range(1000): send(piece)\n'done'"
                let followed = try await session.follow(code, CellOptions(timeout: .seconds(1.5)))
                let result = try #require(followed.result)
                #expect(result.session != .gone, "\(flood): \(result.outcome)")
                #expect(followed.events.count < 300_000, "\(flood)")
                #expect(result.outputs.count <= 21, "\(flood)")
                try await session.restart()
                #expect(try await session.run("1 + 1").value == "2", "\(flood)")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an exception with the names of the host's types is text`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            class Evil(Exception): pass
            Evil.__module__ = 'Foundation'; Evil.__qualname__ = '%n%s{0}\\x1b[2J<script>alert(1)</script>'
            raise Evil('%n%s \\x1b]0;title\\x07 $(id) `id` ../../etc/passwd')
            """
        let result = try await backend.run(code)
        let exception = try #require(result.outcome.exception)
        #expect(exception.name == "Foundation.%n%s{0}\u{1B}[2J<script>alert(1)</script>")
        #expect(exception.value == "%n%s \u{1B}]0;title\u{7} $(id) `id` ../../etc/passwd")
        let painted = exception.ansiTraceback.joined(separator: "\n")
        #expect(!painted.contains("\u{1B}[2J") && !painted.contains("\u{1B}]0"))
    }
}
