import Foundation
import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FakeFaultTests {
    private let lost: (CellOutcome) -> String? = { outcome in
        if case .sessionLost(let reason) = outcome { reason } else { nil }
    }

    @Test func `a sandbox that is lost takes its session along`() async throws {
        let backend = FakeBackend {
            $0.on("cell", .print("so far"), .loseSandbox(diagnostics: "power\u{1B}[0m cut"))
        }
        try await withPythonSession(on: backend) { session in
            let result = try await session.run("cell")
            #expect(lost(result.outcome)?.contains(#"power\u{1B}[0m cut"#) == true)
            #expect(result.session == .gone)
            #expect(result.text == "so far")
            await expectError(.sessionLost) { try await session.run("cell") }
            await expectError(.sessionLost) { try await session.workspace.usage() }
        }
    }

    @Test func `cells that wait when the sandbox is lost throw`() async throws {
        let backend = FakeBackend {
            $0.on("first", .input(), .loseSandbox())
            $0.on("second")
        }
        try await withPythonSession(on: backend) { session in
            let (gate, open) = AsyncStream<Void>.makeStream()
            let policy = InputPolicy.handler { _ in
                for await _ in gate { break }
                return .text("")
            }
            let first = try await session.stream("first", CellOptions(input: policy))
            let second = try await session.stream("second")
            open.yield()
            for try await _ in first {}
            await expectError(.sessionLost) { for try await _ in second {} }
        }
        #expect(backend.recorded.code == ["first"])
    }

    @Test(arguments: [
        ("garbage", FakeStep.send(raw: [UInt8](repeating: 0x2A, count: 64))),
        ("a frame that is too long", .sendOversizedFrame),
        ("another cell's end", .forgeEnd(ofCell: 2)),
    ])
    func `what no agent sends ends the sandbox`(_: String, step: FakeStep) async throws {
        let backend = FakeBackend { $0.on("cell", .print("a"), step, .takes(.seconds(1))) }
        try await withPythonSession(on: backend) { session in
            let result = try await session.run("cell")
            #expect(lost(result.outcome)?.contains("no agent sends") == true)
            #expect(result.session == .gone)
            #expect(result.text == "a")
        }
        #expect(backend.recorded.endedSandboxes == 1)
    }

    @Test func `a frame that swallows the cell's end ends the sandbox at the host's deadline`()
        async throws
    {
        // Text of 30,000 bytes is announced; what follows is taken for it.
        let backend = FakeBackend {
            $0.on("cell", .send(raw: [0x83, 0, 0, 0, 1, 0, 0, 0x75, 0x30]), .print("unseen"))
        }
        try await withPythonSession(on: backend) { session in
            let result = try await session.run("cell", CellOptions(timeout: .seconds(30)))
            #expect(result.outcome == .timedOut)
            #expect(result.session == .gone)
            #expect(result.duration == .seconds(32))
        }
    }

    @Test func `after bytes that were frames the next cell takes no time`() async throws {
        let frame: [UInt8] = [0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0x61]
        let backend = FakeBackend {
            $0.on("cell", .send(raw: frame))
            $0.on("next", .print("b"))
        }
        try await withPythonSession(on: backend) { session in
            let first = try await session.run("cell", CellOptions(timeout: .seconds(30)))
            #expect(first.text == "a")
            let next = try await session.run("next", CellOptions(timeout: .seconds(30)))
            #expect(next.text == "b")
            #expect(next.duration == .zero)
        }
    }

    @Test func `time doesn't pass between the start of a cell and its way to the sandbox`()
        async throws
    {
        let frame: [UInt8] = [0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0x61]
        let backend = FakeBackend {
            $0.on("cell", .send(raw: frame))
            $0.on("next", .print("b"))
        }
        var configuration = SessionConfiguration()
        configuration.observer = SandboxObserver { event in
            if case .cellStarted = event.kind { Thread.sleep(forTimeInterval: 0.05) }
        }
        try await withPythonSession(on: backend, configuration: configuration) { session in
            _ = try await session.run("cell", CellOptions(timeout: .seconds(30)))
            let next = try await session.run("next", CellOptions(timeout: .seconds(30)))
            #expect(next.text == "b")
            #expect(next.duration == .zero)
        }
    }

    @Test func `the end of the running cell can be forged, but not twice`() async throws {
        let backend = FakeBackend {
            $0.on("cell", .forgeEnd(ofCell: 1), .print("a"))
            $0.on("next", .hang())
        }
        try await withPythonSession(on: backend) { session async throws in
            #expect(try await session.run("cell").outcome == .ok)
            // The genuine end comes while no cell or the next one runs.
            let next = try? await session.run("next")
            #expect(next.map { lost($0.outcome) != nil } ?? true)
        }
    }

    @Test func `a worker that dies leaves a session that works`() async throws {
        let backend = FakeBackend {
            $0.on("crash()", .print("a"), .die(signal: 11))
            $0.on("1", .value("1"))
        }
        try await withPythonSession(on: backend) { session in
            let crash = try await session.run("crash()")
            #expect(crash.outcome == .killed(signal: 11))
            #expect(crash.text == "a")
            let next = try await session.run("1")
            #expect(next.value == "1")
            #expect(next.executionCount == 1)
        }
    }

    @Test func `a worker can die between two cells`() async throws {
        let backend = FakeBackend {
            $0.on("x = 1") { _, variables in
                variables["x"] = "1"
                return [.dieLate(), .value("done")]
            }
            $0.on("x") { _, variables in [.value(variables["x"] ?? "none")] }
        }
        try await withPythonSession(on: backend) { session in
            let first = try await session.run("x = 1")
            #expect(first.value == "done")
            #expect(first.session == .kept)
            let second = try await session.run("x")
            #expect(second.value == "none")
            #expect(second.beganFresh)
            let third = try await session.run("x")
            #expect(!third.beganFresh)
        }
    }

    @Test(arguments: [FakeStep.die(signal: 11), .dieLate(), .exit(7, keepsWorker: false)])
    func `a session without replacement ends with its worker`(step: FakeStep) async throws {
        let backend = FakeBackend {
            $0.on("crash()", step)
            $0.on("1", .value("1"))
        }
        let configuration = SessionConfiguration(replacesWorker: false)
        try await withPythonSession(on: backend, configuration: configuration) { session in
            let result = try await session.run("crash()")
            #expect(result.session == (result.outcome.isOK ? .kept : .gone))
            let error = await #expect(throws: SandboxError.self) {
                // A death after the cell's end may be told a little later.
                for _ in 0..<1000 { _ = try await session.run("1") }
            }
            #expect(error?.code == .sessionLost)
        }
        #expect(backend.recorded.endedSandboxes == 1)
    }

    @Test func `a session without replacement can be restarted all the same`() async throws {
        let backend = FakeBackend { $0.on("x", .value("1")) }
        let configuration = SessionConfiguration(replacesWorker: false)
        try await withPythonSession(on: backend, configuration: configuration) { session in
            _ = try await session.run("x")
            try await session.restart()
            let result = try await session.run("x")
            #expect(result.value == "1")
        }
    }

    @Test func `a session that is closed loses its running cell`() async throws {
        let backend = FakeBackend { $0.on("hang()", .hang()) }
        let session = try await backend.makePythonSession()
        let events = try await session.stream("hang()")
        #expect(await session.close().cause == .exited(0))
        for try await event in events {
            guard case .finished(let result) = event else { continue }
            #expect(lost(result.outcome) == "the session was closed")
        }
        await expectError(.sessionClosed) { try await session.run("hang()") }
    }
}
