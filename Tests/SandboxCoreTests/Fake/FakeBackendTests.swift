import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FakeBackendTests {
    @Test func `the example of the documentation holds`() async throws {
        let backend = FakeBackend {
            $0.on("1 + 1", .value("2"))
            $0.on(.containing("import pandas"), .print("loaded\n"), .takes(.seconds(2)))
            $0.on("forever()", .hang())
        }
        try await withPythonSession(on: backend) { session in
            #expect(try await session.run("1 + 1").value == "2")
            let result = try await session.run("forever()", CellOptions(timeout: .seconds(30)))
            #expect(result.outcome == .timedOut)
            #expect(result.duration == .seconds(30))  // in no time
        }
        #expect(backend.recorded.code == ["1 + 1", "forever()"])
    }
}
