import SandboxCore
import Testing

/// A cell's limits of time are separate values, and its result says which one it exceeded.
@Suite(.timeLimit(.minutes(2)))
struct TimeLimitKindTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `a cell that goes quiet ends, one that shows signs of life goes on`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let options = CellOptions(timeout: .seconds(60), quietTimeout: .seconds(1))
            let lively = """
                import os, time
                for n in range(9):
                    time.sleep(0.2)
                    (lambda: print(n), lambda: os.write(2, b'.'), lambda: display(n))[n % 3]()
                """
            #expect(try await session.run(lively, options).outcome == .ok)
            let quiet = try await session.run("x = 1\nprint('a')\nwhile True: pass", options)
            #expect(quiet.outcome == .timedOut)
            #expect(quiet.exceeded == .quiet)
            #expect(quiet.text == "a\n")
            #expect(quiet.session == .kept)
            #expect(try await session.run("x").value == "1")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell that prints without end ends at its time limit`(
        backend: BackendUnderTest
    ) async throws {
        let options = CellOptions(timeout: .seconds(1), quietTimeout: .seconds(30))
        let result = try await backend.run("while True: print('on and on')", options)
        #expect(result.outcome == .timedOut)
        #expect(result.exceeded == .total)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the wait for input is no silence`(backend: BackendUnderTest) async throws {
        let policy = InputPolicy.handler { _ in
            try? await Task.sleep(for: .seconds(1.5))
            return .text("Zoë")
        }
        try await backend.withSession { session in
            let options = CellOptions(quietTimeout: .seconds(1), input: policy)
            #expect(try await session.run("input('? ')", options).value == "'Zoë'")
            let after = try await session.run("input('? ')\nwhile True: pass", options)
            #expect(after.exceeded == .quiet)
        }
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        ["print('a' * 99_999)", "[display('x') for _ in range(50)]"]
    )
    func `what is dropped is a sign of life`(
        backend: BackendUnderTest,
        flood: String
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.output.text = .kibibytes(64)
        try await backend.withSession(configuration) { session in
            let code = "import time\nfor _ in range(16):\n    \(flood)\n    time.sleep(0.5)"
            let result = try await session.run(code, CellOptions(quietTimeout: .seconds(3)))
            #expect(result.outcome == .ok)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the text of another cell is no sign of life`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let code = """
                import threading, time
                def write():
                    for n in range(100): time.sleep(0.1); print(n)
                threading.Thread(target=write, daemon=True).start()
                """
            _ = try await session.run(code)
            let options = CellOptions(quietTimeout: .seconds(1))
            let result = try await session.run("time.sleep(50)", options)
            #expect(result.outcome == .timedOut)
            #expect(result.exceeded == .quiet)
            #expect(result.session == .kept)
        }
    }
}
