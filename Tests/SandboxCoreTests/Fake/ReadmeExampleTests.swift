import SandboxCore
import Testing

// The example of README.md:
@Test func `a slow answer is graded as too slow`() async throws {
    let backend = FakeBackend {
        $0.on(.containing("while True"), .print("working"), .hang())
    }
    let result = try await withPythonSession(on: backend) { session in
        try await session.run("while True: pass", CellOptions(timeout: .seconds(30)))
    }
    #expect(result.outcome == .timedOut)
    #expect(result.text == "working")
    #expect(result.duration == .seconds(30))  // of virtual time: the test takes none
}
