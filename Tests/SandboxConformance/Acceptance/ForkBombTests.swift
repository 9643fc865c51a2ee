import SandboxCore
import Testing

/// A fork bomb costs its own cell: it ends by the time limit or by what it raises, the next cell
/// works, and other sandboxes don't notice.
@Suite(.timeLimit(.minutes(2)))
struct ForkBombTests {
    static let bombs = [
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        "import os\nwhile True: os.fork()",
        "import os\nos.system('b() { b | b & }; b')",
        """
        import threading, time
        while True:
            try: threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
            except RuntimeError: pass
        """,
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `bombs end with their cell, and neither their session nor a neighbour ends with them`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession(grace: .seconds(1)) { session in
            // Without a seat of its own: tests that wait for each other's would wait for ever.
            try await withPythonSession(on: backend.backend) { neighbour in
                for bomb in Self.bombs {
                    try await Self.explode(bomb, in: session, beside: neighbour)
                }
            }
        }
    }

    private static func explode(
        _ bomb: String,
        in session: PythonSession,
        beside neighbour: PythonSession
    ) async throws {
        _ = try await session.run("kept = 1")
        let cell = Task { try await session.run(bomb, CellOptions(timeout: .seconds(2))) }
        for _ in 0..<5 {
            // It needs a process, which a limit that the two shared would not give.
            let fork = try await neighbour.run(
                "import subprocess; subprocess.run(['true']).returncode"
            )
            #expect(fork.value == "0", "\(fork.outcome) beside \(bomb)")
        }
        let result = try await cell.value
        // The promise is 4 s.
        #expect(result.duration < .seconds(20), "\(bomb)")
        switch result.outcome {
        case .timedOut: #expect(result.livingChildren == 0, "\(bomb)")
        case .ok, .raised: break
        default: Issue.record("\(result.outcome) of \(bomb)")
        }
        let next = try await session.run("'kept' in globals()")
        #expect(next.value == (result.session == .kept ? "True" : "False"), "\(bomb)")
        // The promise is 1 s.
        #expect(next.duration < .seconds(15), "\(bomb)")
        try await session.restart()
        #expect(try await session.run("1").livingChildren == 0, "\(bomb)")
    }
}
