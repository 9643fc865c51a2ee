import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FakeTimeTests {
    private let patience = TeardownPatience(
        interrupt: .milliseconds(700),
        agent: .milliseconds(1100)
    )

    private func result(
        of steps: FakeStep...,
        timeout: Duration? = nil
    ) async throws -> CellResult {
        let backend = FakeBackend { $0.on("cell", answer: { _, _ in steps }) }
        let configuration = SessionConfiguration(patience: patience)
        return try await withPythonSession(on: backend, configuration: configuration) {
            try await $0.run("cell", CellOptions(timeout: timeout))
        }
    }

    @Test(arguments: [Duration.milliseconds(1), .seconds(2), .seconds(86_400)])
    func `a cell takes exactly the time that it says`(time: Duration) async throws {
        let result = try await result(of: .takes(time), .value("1"))
        #expect(result.duration == time)
        #expect(result.value == "1")
    }

    @Test func `a cell within its limit ends well`() async throws {
        let result = try await result(of: .takes(.seconds(29)), timeout: .seconds(30))
        #expect(result.outcome == .ok)
        #expect(result.duration == .seconds(29))
        #expect(result.enforcement == nil)
    }

    @Test(arguments: [Duration.milliseconds(50), .milliseconds(1100), .seconds(30)])
    func `a cell beyond its limit is out of time exactly then`(limit: Duration) async throws {
        let result = try await result(
            of: .print("a"),
            .takes(.seconds(40)),
            .print("b"),
            timeout: limit
        )
        #expect(result.outcome == .timedOut)
        #expect(result.duration == limit)
        #expect(result.session == .kept)
        #expect(result.enforcement == .softInterrupt)
        #expect(result.text == "a")
    }

    @Test func `a cell that ignores the interrupt loses its worker after the grace`() async throws {
        let result = try await result(of: .hang(.untilKilled), timeout: .seconds(2))
        #expect(result.outcome == .timedOut)
        #expect(result.duration == .milliseconds(2700))
        #expect(result.session == .restarted)
        #expect(result.enforcement == .workerKill)
    }

    @Test func `an agent that ignores everything loses its sandbox to the host`() async throws {
        let result = try await result(
            of: .print("a"),
            .hang(.untilSandboxEnds),
            timeout: .seconds(2)
        )
        #expect(result.outcome == .timedOut)
        #expect(result.duration == .milliseconds(3800))
        #expect(result.session == .gone)
        #expect(result.enforcement == .sandboxKill)
        #expect(result.text == "a")
    }

    @Test(arguments: [
        (FakeHang.untilInterrupted, Duration.zero, CellResult.SessionState.kept),
        (.untilKilled, .milliseconds(700), .restarted),
        (.untilSandboxEnds, .milliseconds(1800), .gone),
    ])
    func `an interrupt takes what the cell makes of it`(
        hang: FakeHang,
        duration: Duration,
        state: CellResult.SessionState
    ) async throws {
        let backend = FakeBackend { $0.on("hang()", .hang(hang)) }
        let configuration = SessionConfiguration(patience: patience)
        try await withPythonSession(on: backend, configuration: configuration) { session in
            var result: CellResult?
            for try await event in try await session.stream("hang()") {
                switch event {
                case .started: await session.interrupt()
                case .finished(let end): result = end
                default: break
                }
            }
            #expect(result?.outcome == .interrupted)
            #expect(result?.duration == duration)
            #expect(result?.session == state)
        }
        #expect(backend.recorded.interrupts == [1])
    }

    @Test func `cancelling the task interrupts the cell`() async throws {
        let backend = FakeBackend { $0.on("hang()", .hang()) }
        try await withPythonSession(on: backend) { session in
            let task = Task { try await session.run("hang()") }
            task.cancel()
            switch await task.result {
            case .success(let result): #expect(result.outcome == .interrupted)
            case .failure(let error): #expect(error is CancellationError)
            }
        }
    }

    @Test func `a test can move the time of a cell that hangs`() async throws {
        let backend = FakeBackend { $0.on("hang()", .hang()) }
        try await withPythonSession(on: backend) { session in
            for try await event in try await session.stream("hang()") {
                if case .started = event {
                    await backend.time.advance(by: .seconds(5))
                    await session.interrupt()
                }
                if case .finished(let result) = event { #expect(result.duration == .seconds(5)) }
            }
        }
        #expect(backend.time.now.offset == .seconds(5))
    }

    @Test func `the session pings every ten seconds of virtual time`() async throws {
        let backend = FakeBackend { $0.on("sleep", .takes(.seconds(61))) }
        try await withPythonSession(on: backend) { session in
            _ = try await session.run("sleep")
            try await session.restart()  // behind the pings on the same stream
        }
        #expect(backend.recorded.pings == 6)
    }

    @Test func `a session that can't be closed is killed after its patience`() async throws {
        let backend = FakeBackend { $0.on("hang()", .hang(.untilSandboxEnds)) }
        let session = try await backend.makePythonSession(
            SessionConfiguration(patience: TeardownPatience(close: .seconds(3)))
        )
        for try await event in try await session.stream("hang()") {
            guard case .started = event else { continue }
            #expect(await session.close().cause == .signalled(9))
        }
        #expect(backend.time.now.offset == .seconds(3))
    }

    @Test func `parallel sandboxes have times of their own`() async throws {
        let backend = FakeBackend {
            $0.on(.anything) { cell, _ in [.takes(.seconds(Int(cell.code) ?? 0))] }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seconds in 1...20 {
                group.addTask {
                    try await withPythonSession(on: backend) { session in
                        let options = CellOptions(timeout: .seconds(seconds + 1))
                        let result = try await session.run("\(seconds)", options)
                        #expect(result.outcome == .ok)
                        #expect(result.duration == .seconds(seconds))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(backend.time.now.offset >= .seconds(20))
    }

    @Test func `a restart ends a cell that hangs`() async throws {
        let backend = FakeBackend { $0.on("hang()", .hang(.untilKilled)) }
        try await withPythonSession(on: backend) { session in
            for try await event in try await session.stream("hang()") {
                if case .started = event { try await session.restart() }
                guard case .finished(let result) = event else { continue }
                #expect(result.outcome == .interrupted)
                #expect(result.session == .restarted)
                #expect(result.enforcement == .workerKill)
            }
        }
    }
}
