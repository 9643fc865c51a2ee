import SandboxCore
import Testing

/// A worker that ends in the middle of a cell is missed at once, told for what it is, and replaced; what
/// it wrote before stays.
@Suite(.timeLimit(.minutes(2)))
struct WorkerDeathTests {
    static let deaths: [(code: String, outcome: CellOutcome)] = [
        ("os._exit(7)", .exited(status: 7, value: "7")),
        ("os._exit(0)", .exited(status: 0, value: "0")),
        ("os.abort()", .killed(signal: 6)),
        ("os.kill(os.getpid(), 9)", .killed(signal: 9)),
        ("os.killpg(0, 15)", .killed(signal: 15)),
        ("ctypes.string_at(0)", .killed(signal: 11)),
        (
            "threading.Thread(target=os._exit, args=(5,)).start(); time.sleep(50)",
            .exited(status: 5, value: "5")
        ),
        ("os.execvp('sh', ['sh', '-c', 'exit 4'])", .exited(status: 4, value: "4")),
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `it is noticed, and what was written is kept`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            for death in Self.deaths {
                let code = """
                    import ctypes, os, sys, threading, time
                    kept = 1
                    print('y' * 100_000)
                    print('before', end='', file=sys.stderr)
                    died = time.monotonic()
                    \(death.code)
                    """
                let result = try await session.run(code, CellOptions(timeout: .seconds(40)))
                #expect(result.outcome == death.outcome, "\(death.code)")
                #expect(result.session == .restarted, "\(death.code)")
                #expect(result.enforcement == nil, "\(death.code)")
                #expect(result.standardOutput.count == 100_001, "\(death.code)")
                #expect(result.errorText == "before", "\(death.code)")
                // The promise is half a second after the death; the cell began before that.
                #expect(result.duration < .seconds(15), "\(death.code)")
                let next = try await session.run("'kept' in globals()")
                #expect(next.value == "False", "\(death.code)")
                #expect(next.executionCount == 1, "\(death.code)")
            }
        }
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        [
            "os._exit(1)",
            "os.write(sys.modules['_sandbox_agent.channel'].shared().events, bytes(range(99)))",
        ]
    )
    func `between two cells it is told with the next`(
        backend: BackendUnderTest,
        end: String
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import os, sys, threading, time
                threading.Thread(target=lambda: (time.sleep(0.2), \(end))).start()
                """
            let first = try await session.run(code)
            #expect(first.outcome == .ok)
            #expect(first.session == .kept)
            try await Task.sleep(for: .seconds(1))
            let next = try await session.run("'os' in globals()")
            #expect(next.value == "False")
            #expect(next.beganFresh)
            let last = try await session.run("1")
            #expect(!last.beganFresh)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `by option the session ends with it`(backend: BackendUnderTest) async throws {
        try await backend.withSession(SessionConfiguration(replacesWorker: false)) { session in
            let result = try await session.run("print('last'); import os; os._exit(7)")
            #expect(result.outcome == .exited(status: 7, value: "7"))
            #expect(result.text == "last\n")
            #expect(result.session == .gone)
            let error = await #expect(throws: SandboxError.self) { try await session.run("1") }
            #expect(error?.code == .sessionLost)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an exit of a task that outlives its cell ends only the task`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import asyncio, sys
                async def leave(): await asyncio.sleep(0.1); sys.exit(3)
                async def stop(): await asyncio.sleep(0.2); asyncio.get_running_loop().stop()
                async def work():
                    for n in range(5): await asyncio.sleep(0.1); done.append(n)
                done = []
                tasks = [asyncio.ensure_future(each()) for each in (leave, stop, work)]
                await asyncio.sleep(0)
                """
            _ = try await session.run(code)
            try await Task.sleep(for: .seconds(2))
            let next = try await session.run("done")
            #expect(next.value == "[0, 1, 2, 3, 4]")
            #expect(!next.beganFresh)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `after one that broke the protocol, exceptions tell nothing of that`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import os, sys, time
                os.write(sys.modules['_sandbox_agent.channel'].shared().events, bytes(range(99)))
                time.sleep(30)
                """
            #expect(try await session.run(code).session == .restarted)
            let exception = try await session.run("1 / 0").outcome.exception
            let text = exception?.traceback.joined(separator: "\n") ?? ""
            #expect(text.contains("ZeroDivisionError") && !text.contains("_sandbox_agent"))
        }
    }
}
