import SandboxCore
import Testing

/// The limits of time beside the simple one, in virtual time: exact, on both sides of the protocol.
@Suite(.timeLimit(.minutes(1)))
struct FakeLimitTests {
    @Test func `a cell from which nothing comes ends after the quiet time`() async throws {
        let backend = FakeBackend {
            $0.on(.anything, .print("a"), .takes(.seconds(4)), .print("b"), .hang())
        }
        try await withPythonSession(on: backend) { session in
            let options = CellOptions(timeout: .seconds(60), quietTimeout: .seconds(5))
            let result = try await session.run("x", options)
            #expect(result.outcome == .timedOut)
            #expect(result.exceeded == .quiet)
            #expect(result.text == "ab")
            #expect(result.duration == .seconds(9))
            #expect(result.session == .kept)
        }
    }

    @Test func `signs of life don't move the time limit`() async throws {
        let backend = FakeBackend {
            $0.on(.anything, .takes(.seconds(4)), .print("a"), .takes(.seconds(4)), .print("b"))
        }
        try await withPythonSession(on: backend) { session in
            let options = CellOptions(timeout: .seconds(6), quietTimeout: .seconds(5))
            let result = try await session.run("x", options)
            #expect(result.exceeded == .total)
            #expect(result.duration == .seconds(6))
        }
    }

    @Test func `a deaf agent loses its sandbox to the host at the quiet limit too`() async throws {
        let backend = FakeBackend {
            $0.on(.anything, .takes(.seconds(3)), .print("a"), .hang(.untilSandboxEnds))
        }
        try await withPythonSession(on: backend) { session in
            let result = try await session.run("x", CellOptions(quietTimeout: .seconds(5)))
            #expect(result.outcome == .timedOut)
            #expect(result.exceeded == .quiet)
            #expect(result.session == .gone)
            #expect(result.enforcement == .sandboxKill)
            let patience = SessionConfiguration().patience
            #expect(result.duration == .seconds(8) + patience.interrupt + patience.agent)
        }
    }

    @Test(arguments: [(true, CellOutcome.ok), (false, .timedOut)])
    func `the wait for input counts, or not`(pauses: Bool, outcome: CellOutcome) async throws {
        let backend = FakeBackend { $0.on(.anything, .input("name? ") { _ in [.print("ok")] }) }
        let time = backend.time
        let policy = InputPolicy.handler { _ in
            await time.advance(by: .seconds(30))
            return .text("Zoe")
        }
        try await withPythonSession(on: backend) { session in
            let options = CellOptions(
                timeout: .seconds(10),
                quietTimeout: .seconds(10),
                pausesForInput: pauses,
                input: policy
            )
            let result = try await session.run("x", options)
            #expect(result.outcome == outcome)
        }
    }

    @Test func `limits may be as long as anybody likes`() async throws {
        let ever = Duration.seconds(Int64.max)
        let configuration = SessionConfiguration(startTimeout: ever)
        let backend = FakeBackend { $0.on("1", .value("1")) }
        let options = CellOptions(timeout: ever, quietTimeout: ever)
        let value = try await withPythonSession(on: backend, configuration: configuration) {
            try await $0.run("1", options).value
        }
        #expect(value == "1")
    }
}
