import SandboxCore
import Testing

/// Cells of one session run one after the other, as they were submitted; one that is cancelled before its
/// turn never runs, and after the close there are no more.
@Suite(.timeLimit(.minutes(1)))
struct ParallelCellsTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `ten at once run in turn, without the cancelled one, each with its own output`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("import sys, time; log = []")
            let first = try await session.stream("time.sleep(0.5); log.append('first')")
            var tasks: [Task<CellResult?, any Error>] = []
            for number in 0..<10 {
                let code = """
                    log.append(\(number))
                    for _ in range(50): print('cell \(number)'); print('error \(number)', file=sys.stderr)
                    time.sleep(0.01)
                    log.append(\(number))
                    """
                // Submitted by this call, in this order; read by a task.
                let events = try await session.stream(code)
                tasks.append(
                    Task {
                        for try await event in events {
                            if case .finished(let result) = event { return result }
                        }
                        return nil
                    }
                )
            }
            tasks[4].cancel()
            for try await _ in first {}
            for (number, task) in tasks.enumerated() {
                let result = try? await task.value
                if number == 4 {
                    #expect(result == nil)
                    continue
                }
                let expected = String(repeating: "cell \(number)\n", count: 50)
                #expect(result?.text == expected)
                #expect(result?.errorText == expected.replacing("cell", with: "error"))
            }
            let order = (0..<10).filter { $0 != 4 }.flatMap { ["\($0)", "\($0)"] }
            let log = try await session.run("log").value
            #expect(log == "['first', \(order.joined(separator: ", "))]")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `one that doesn't wait for its turn is refused while another runs`(
        backend: BackendUnderTest
    ) async throws {
        let impatient = CellOptions(waitsForTurn: false)
        try await backend.withSession { session in
            #expect(try await session.run("1", impatient).outcome == .ok)
            let running = try await session.stream("import time; time.sleep(100)")
            let error = await #expect(throws: SandboxError.self) {
                try await session.run("2", impatient)
            }
            #expect(error?.code == .busy)
            withExtendedLifetime(running) {}
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what is cancelled before it is run never runs`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await session.run("ran = True")
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            let value = try await session.run("'ran' in globals()").value
            #expect(value == "False")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `those that wait when the session is closed never run, nor do later ones`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.seated {
            let session = try await backend.backend.makePythonSession()
            let running = try await session.stream("import time; time.sleep(100)")
            let waiting = try await session.stream("open('ran', 'w')")
            await session.close()
            var result: CellResult?
            for try await event in running {
                if case .finished(let end) = event { result = end }
            }
            #expect(result?.session == .gone)
            let error = await #expect(throws: SandboxError.self) {
                for try await _ in waiting {}
            }
            #expect(error?.code == .sessionClosed)
            let clock = ContinuousClock()
            let began = clock.now
            let late = await #expect(throws: SandboxError.self) { try await session.run("1") }
            #expect(late?.code == .sessionClosed)
            #expect(clock.now - began < .seconds(5), "it is refused without a try")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `fifty sessions of one host mix nothing up`(backend: BackendUnderTest) async throws {
        // As many at once as a small machine carries, each with cells that write much.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    var configuration = SessionConfiguration()
                    configuration.environment = ["NUMBER": "\(number)"]
                    try await backend.withSession(configuration) { session in
                        let code = """
                            import os, sys
                            number = os.environ['NUMBER']
                            open('mine', 'x').write(number)
                            for _ in range(500): print('out', number); print('error', number, file=sys.stderr)
                            """
                        let result = try await session.run(code)
                        #expect(result.text == String(repeating: "out \(number)\n", count: 500))
                        #expect(
                            result.errorText == String(repeating: "error \(number)\n", count: 500)
                        )
                        #expect(try await session.run("number").value == "'\(number)'")
                        let file = try await session.workspace.read("mine")
                        #expect(file == Array("\(number)".utf8))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
