import Testing

@testable import SandboxCore

@Suite(.timeLimit(.minutes(1)))
struct ObserverTests {
    private static func events(
        on backend: FakeBackend,
        _ configuration: SessionConfiguration = SessionConfiguration(),
        _ body: (PythonSession) async throws -> Void
    ) async throws -> [SandboxEvent] {
        let events = Guarded<[SandboxEvent]>([])
        var configuration = configuration
        configuration.tenant = "alice"
        configuration.observer = SandboxObserver { event in events.withLock { $0.append(event) } }
        try? await withPythonSession(on: backend, configuration: configuration, body)
        return events.withLock { $0 }
    }

    @Test func `a session is told from its start to its end`() async throws {
        let backend = FakeBackend { $0.on(.anything, .print("out"), .takes(.seconds(2))) }
        let events = try await Self.events(on: backend) { session in
            try await session.workspace.write([1, 2, 3], to: "a/b")
            _ = try await session.run("x = 1")
            _ = try await session.workspace.read("a/b")
        }
        #expect(Set(events.map(\.session)).count == 1)
        #expect(events.allSatisfy { $0.tenant == "alice" && $0.backend == "fake" })
        #expect(events.allSatisfy { $0.limit == nil })
        try #require(events.count == 6)
        guard case .started(.python, ResourceLimits(), "3.12.0", _) = events[0].kind,
            case .uploaded(let written, ByteCount(bytes: 3)) = events[1].kind,
            case .cellStarted(1, "x = 1") = events[2].kind,
            case .cellFinished(let result) = events[3].kind,
            case .downloaded(let read, ByteCount(bytes: 3)) = events[4].kind,
            case .ended(_, let age) = events[5].kind
        else {
            Issue.record("\(events)")
            return
        }
        #expect(written.description == "a/b" && read == written)
        #expect(result.text == "out")
        #expect(age == .seconds(2))
    }

    @Test(
        arguments: [
            (.hang(), .time), (.exhaustMemory(), .memory),
            (.print(String(repeating: "x", count: 300)), .output),
        ] as [(FakeStep, SandboxEvent.Limit)]
    )
    func `a limit that is reached is named`(step: FakeStep, limit: SandboxEvent.Limit) async throws
    {
        let backend = FakeBackend { $0.on(.anything, step) }
        let configuration = SessionConfiguration(output: OutputLimits(text: ByteCount(bytes: 100)))
        let events = try await Self.events(on: backend, configuration) { session in
            _ = try await session.run("x", CellOptions(timeout: .seconds(5)))
        }
        #expect(events.compactMap(\.limit) == [limit])
    }

    @Test func `a file beyond the quota is told`() async throws {
        let quota = UploadQuota(total: ByteCount(bytes: 2))
        let events = try await Self.events(
            on: FakeBackend(),
            SessionConfiguration(uploads: quota)
        ) { try await $0.workspace.write([1, 2, 3], to: "a") }
        #expect(events.compactMap(\.limit) == [.files])
    }

    @Test func `a start that fails is told, and nothing else`() async throws {
        let backend = FakeBackend { $0.onLaunch(.fails(SandboxError(.startFailed, "no"))) }
        let events = try await Self.events(on: backend) { _ in }
        try #require(events.count == 1)
        guard case .startFailed(let error as SandboxError) = events[0].kind else {
            Issue.record("\(events)")
            return
        }
        #expect(error.message == "no")
    }

    @Test func `a cell that is lost with its sandbox is told`() async throws {
        let backend = FakeBackend { $0.on(.anything, .loseSandbox()) }
        let events = try await Self.events(on: backend) { _ = try await $0.run("x") }
        let outcomes = events.compactMap { event in
            if case .cellFinished(let result) = event.kind { result.session } else { nil }
        }
        #expect(outcomes == [.gone])
        guard case .ended = events.last?.kind else {
            Issue.record("\(events)")
            return
        }
    }

    @Test func `a request that is refused is told`() async throws {
        let events = Guarded<[SandboxEvent]>([])
        let executor = try PythonExecutor(
            on: FakeBackend { $0.on(.anything) },
            configuration: ExecutionConfiguration(
                uploads: UploadQuota(single: ByteCount(bytes: 1))
            ),
            observer: SandboxObserver { event in events.withLock { $0.append(event) } },
            limiter: try TenantLimiter(TenantLimits(starts: 1))
        )
        let large = ExecutionRequest(code: "x", files: [.init(name: "f", data: "aGVsbG8=")])
        for _ in 0..<2 { _ = try? await executor.execute(large, for: "alice") }
        #expect(events.withLock { $0.map(\.limit) } == [.files, .tenant])
        #expect(events.withLock { $0.allSatisfy { $0.tenant == "alice" } })
    }

    @Test func `code is told without secrets`() async throws {
        let events = try await Self.events(
            on: FakeBackend { $0.on(.anything) },
            SessionConfiguration(secrets: ["KEY": Secret("sesame-42")])
        ) { _ = try await $0.run("login('sesame-42')") }
        #expect(!"\(events)".contains("sesame-42"))
        guard case .cellStarted(1, let code) = events[1].kind else {
            Issue.record("\(events)")
            return
        }
        #expect(code == "login('***')")
    }
}
