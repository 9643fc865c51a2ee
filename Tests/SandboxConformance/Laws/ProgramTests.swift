import SandboxCore
import Testing

/// Code that is a whole program ends as one does when Python runs a file.
@Suite(.timeLimit(.minutes(1)))
struct ProgramTests {
    private static let thread = """
        import atexit, threading, time
        atexit.register(print, "exit")
        threading.Thread(target=lambda: (time.sleep(0.2), print("thread")), daemon=DAEMON).start()
        print("end")

        """

    @Test(arguments: BackendUnderTest.allCases, ["", "1 / 0", "raise SystemExit(3)"])
    func `its threads end, then what it registered for the exit runs`(
        backend: BackendUnderTest,
        last: String
    ) async throws {
        let code = Self.thread.replacing("DAEMON", with: "False") + last
        let result = try await Self.run(code, on: backend)
        #expect(result.text == "end\nthread\nexit\n")
        switch last {
        case "": #expect(result.outcome == .ok)
        case "1 / 0":
            #expect(result.outcome.exception?.name == "ZeroDivisionError")
        default: #expect(result.outcome == .exited(status: 3, value: "3"))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `daemons are not waited for`(backend: BackendUnderTest) async throws {
        let code = Self.thread.replacing("DAEMON", with: "True").replacing("0.2", with: "1000")
        let result = try await Self.run(code, on: backend)
        #expect(result.text == "end\nexit\n")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `pools that nobody shut down end`(backend: BackendUnderTest) async throws {
        let code = """
            import time
            from concurrent.futures import ThreadPoolExecutor
            ThreadPoolExecutor(2).submit(lambda: (time.sleep(0.2), print("submitted")))
            """
        let result = try await Self.run(code + ";", on: backend)
        #expect((result.outcome, result.text) == (.ok, "submitted\n"))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `threads that never end come to the time limit`(
        backend: BackendUnderTest
    ) async throws {
        let code = Self.thread.replacing("DAEMON", with: "False").replacing("0.2", with: "1000")
        let result = try await Self.run(code, on: backend, timeout: .milliseconds(500))
        #expect(result.outcome == .timedOut)
        #expect(result.text.hasPrefix("end\n"))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a request's code is one`(backend: BackendUnderTest) async throws {
        let executor = try PythonExecutor(on: backend.backend)
        let code = Self.thread.replacing("DAEMON", with: "False")
        let result = try await executor.execute(ExecutionRequest(code: code))
        #expect(result.response.output.hasPrefix("end\nthread\nexit\nDuration: "))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell is none`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let code = Self.thread.replacing("DAEMON", with: "False")
                .replacing("0.2", with: "1000")
            let result = try await session.run(code)
            #expect(result.text == "end\n")
            let next = try await session.run("1")
            #expect(next.value == "1")
        }
    }

    private static func run(
        _ code: String,
        on backend: BackendUnderTest,
        timeout: Duration? = nil
    ) async throws -> CellResult {
        try await backend.withSession { session in
            try await session.run(code, CellOptions(timeout: timeout, isProgram: true))
        }
    }
}
