import SandboxCore
import Testing

/// More memory than there is, however it is taken, is told as that, with the limit and the peak, or as a
/// count where only a child was shot; never as a bare signal.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct MemoryTests {
    static let greedy = [
        "x = b'1' * (400 << 20)",
        "x = []\nwhile True: x.append(b'1' * (1 << 20))",
        "open('/sandbox/workspace/f', 'wb').write(bytes(100 << 20)); x = b'1' * (220 << 20)",
        "with open('f', 'wb') as f:\n    while True: f.write(bytes(1 << 20))",
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `the worker's end for lack of memory says so`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration()
        configuration.limits.memory = .mebibytes(256)
        configuration.limits.disk = .gibibytes(1)
        try await backend.withSession(configuration) { session in
            for code in Self.greedy {
                _ = try await session.run("kept = 1")
                let result = try await session.run("print('so far')\n" + code)
                guard case .outOfMemory(let limit, let peak) = result.outcome else {
                    Issue.record("\(code): \(result.outcome)")
                    continue
                }
                #expect(limit == .mebibytes(256), "\(code)")
                #expect(try #require(peak) >= .mebibytes(200), "\(code)")
                #expect(result.outOfMemoryKills > 0, "\(code)")
                #expect(result.text == "so far\n", "\(code)")
                #expect(result.session == .restarted, "\(code)")
                let file = try await session.workspace.list().entries.first
                if let file, file.size > .mebibytes(200) {
                    let refused = try await session.run("1")
                    #expect(refused.outcome == .outOfMemory(limit: .mebibytes(256), peak: nil))
                }
                _ = try? await session.workspace.remove("f")
                let next = try await session.run("'kept' in globals()")
                #expect(next.value == "False", "\(code)")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a child's end for lack of memory is a note`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration()
        configuration.limits.memory = .mebibytes(256)
        try await backend.withSession(configuration) { session in
            _ = try await session.run("kept = 1")
            let code = """
                import subprocess, sys
                grow = 'x = []\\nwhile True: x.append(b"1" * (1 << 20))'
                subprocess.run([sys.executable, '-c', grow], check=True)
                """
            let result = try await session.run(code)
            #expect(result.outcome.exception?.name == "subprocess.CalledProcessError")
            #expect(result.outOfMemoryKills == 1)
            #expect(result.session == .kept)
            let next = try await session.run("kept")
            #expect(next.value == "1")
            #expect(next.outOfMemoryKills == 0, "each is told once")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `Python's own MemoryError stays an exception`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let result = try await session.run("kept = 1\nx = bytearray(1 << 62)")
            #expect(result.outcome.exception?.name == "MemoryError")
            #expect(result.session == .kept)
            #expect(result.outOfMemoryKills == 0)
            #expect(try await session.run("kept").value == "1")
        }
    }
}
