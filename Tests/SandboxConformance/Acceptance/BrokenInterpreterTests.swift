import SandboxCore
import Testing

/// Cells that break what the next one needs: it works, and what was lost is said of the one that
/// broke it.
@Suite(.timeLimit(.minutes(1)))
struct BrokenInterpreterTests {
    @Test(
        arguments: BackendUnderTest.allCases,
        [
            "import sys; sys.modules = None", "import linecache; linecache.cache = None",
            "import sys, unittest.mock; sys.modules['matplotlib.pyplot'] = unittest.mock.MagicMock()",
            "import sys; sys.path = sys.meta_path = None",
        ]
    )
    func `what can be put back is`(backend: BackendUnderTest, code: String) async throws {
        try await backend.withSession { session in
            _ = try await session.run("x = 1")
            _ = try await session.run(code)
            let next = try await session.run("print(x)")
            #expect((next.outcome, next.text, next.beganFresh) == (.ok, "1\n", false))
            let failure = try await session.run("1 / 0")
            #expect(failure.outcome.exception?.name == "ZeroDivisionError")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a worker that can't go on ends with the cell that did it`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))"
            let result = try await session.run(code)
            #expect((result.outcome, result.session) == (.killed(signal: 6), .restarted))
            let next = try await session.run("print(1)")
            #expect((next.outcome, next.text) == (.ok, "1\n"))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `silent calls don't hide that the variables are gone`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("x = 1")
            _ = try await session.run(
                "import os, threading; threading.Timer(0.1, os.abort).start()"
            )
            try await Task.sleep(for: .seconds(1))
            _ = try await session.run("1", CellOptions(isSilent: true))
            let next = try await session.run("'x' in globals()")
            #expect((next.value, next.beganFresh) == ("False", true))
            _ = try await session.run(
                "os = __import__('os'); os.abort()",
                CellOptions(isSilent: true)
            )
            let last = try await session.run("1")
            #expect(last.beganFresh)
            let afterwards = try await session.run("1")
            #expect(!afterwards.beganFresh)
        }
    }
}
