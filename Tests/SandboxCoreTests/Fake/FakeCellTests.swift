import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FakeCellTests {
    private func run(
        _ steps: [FakeStep],
        _ options: CellOptions = CellOptions(),
        _ configuration: SessionConfiguration = SessionConfiguration()
    ) async throws -> CellResult {
        let backend = FakeBackend { $0.on("cell", answer: { _, _ in steps }) }
        return try await withPythonSession(on: backend, configuration: configuration) {
            try await $0.run("cell", options)
        }
    }

    @Test func `text keeps its order and its stream`() async throws {
        let result = try await run([.print("a"), .printError("b"), .print("c")])
        #expect(result.outcome == .ok)
        #expect(
            result.outputs == [.stream(.stdout, "a"), .stream(.stderr, "b"), .stream(.stdout, "c")]
        )
        #expect(result.text == "ac")
        #expect(result.errorText == "b")
    }

    /// The model has stand-ins there for surrogates, by pairs of which it tells the characters.
    @Test func `the last characters of Unicode are themselves in text and in the model`()
        async throws
    {
        let result = try await run([.print("\u{10F800}")])
        #expect(result.text == "\u{10F800}")
        #expect(result.outputs == [.stream(.stdout, "\u{10FBFE}\u{10FC00}")])
    }

    @Test func `bytes that are no text are kept`() async throws {
        let result = try await run([.write([0xFF, 0x00, 0x41])])
        #expect(result.standardOutput == [0xFF, 0x00, 0x41])
        #expect(result.text == "\u{FFFD}\0A")
    }

    @Test func `values, displays and plots are outputs`() async throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
        let result = try await run([
            .display(["text/html": "<b>1</b>"], id: "a"), .plot(png),
            .value(["text/plain": "2", "application/json": .json(["x": 1])]),
        ])
        #expect(
            result.outputs == [
                .displayData(["text/html": "<b>1</b>"]),
                .displayData(["image/png": .base64(encoding: png)]),
                .executeResult(
                    ["text/plain": "2", "application/json": .json(["x": 1])],
                    executionCount: 1
                ),
            ]
        )
        #expect(result.images == [png])
        #expect(result.value == "2")
    }

    @Test func `a display can be updated, and outputs cleared`() async throws {
        let updated = try await run([
            .display(.plainText("1"), id: "a"), .update(id: "a", .plainText("2")),
        ])
        #expect(updated.outputs == [.displayData(.plainText("2"))])
        let cleared = try await run([.print("1"), .clearOutput(), .print("2")])
        #expect(cleared.outputs == [.stream(.stdout, "2")])
    }

    @Test func `a silent cell shows neither value nor plot, and has no number`() async throws {
        let result = try await run(
            [.print("a"), .plot([1]), .value("2")],
            CellOptions(isSilent: true)
        )
        #expect(result.outputs == [.stream(.stdout, "a")])
        #expect(result.executionCount == nil)
    }

    @Test func `an exception comes with a traceback`() async throws {
        let result = try await run([.raise("ZeroDivisionError", "division by zero")])
        let exception = try #require(result.outcome.exception)
        #expect(exception.name == "ZeroDivisionError")
        #expect(exception.traceback.last == "ZeroDivisionError: division by zero")
        #expect(exception.frames.map(\.source) == ["cell"])
        #expect(result.session == .kept)
        guard case .error("ZeroDivisionError", "division by zero", _) = result.outputs.last?.kind
        else { return #expect(Bool(false), "\(result.outputs)") }
    }

    @Test func `nothing is done after the end`() async throws {
        let result = try await run([.raise("KeyError"), .print("never")])
        #expect(result.text == "")
    }

    @Test func `sys.exit keeps the session and os._exit does not`() async throws {
        let soft = try await run([.exit(1, value: "bye")])
        #expect(soft.outcome == .exited(status: 1, value: "bye"))
        #expect(soft.session == .kept)
        let hard = try await run([.exit(7, keepsWorker: false)])
        #expect(hard.outcome == .exited(status: 7, value: "7"))
        #expect(hard.session == .restarted)
    }

    @Test func `memory that runs out restarts the worker`() async throws {
        let result = try await run([.print("filling"), .exhaustMemory()])
        let limit = ByteCount.mebibytes(512)
        #expect(result.outcome == .outOfMemory(limit: limit, peak: limit))
        #expect(result.session == .restarted)
        #expect(result.outOfMemoryKills == 1)
        #expect(result.text == "filling")
    }

    @Test func `memory that runs out can take the sandbox with it`() async throws {
        let result = try await run([.exhaustMemory(endingSandbox: true)])
        let limit = ByteCount.mebibytes(512)
        #expect(result.outcome == .outOfMemory(limit: limit, peak: limit))
        #expect(result.session == .gone)
    }

    @Test func `a backend that can't count sees a kill where memory ran out`() async throws {
        let backend = FakeBackend {
            $0.capabilities.countsOutOfMemoryKills = false
            $0.on("fill()", .exhaustMemory())
        }
        try await withPythonSession(on: backend) { session async throws in
            #expect(try await session.run("fill()").outcome == .killed(signal: 9))
            #expect(await session.usage() == nil)
        }
    }

    @Test func `what it reports stands in the result`() async throws {
        let result = try await run([
            .reports(cpuTime: .milliseconds(1100), memory: .mebibytes(40), children: 2)
        ])
        #expect(result.cpuTime == .milliseconds(1100))
        #expect(result.memoryPeak == .mebibytes(40))
        #expect(result.livingChildren == 2)
    }

    @Test func `children that end with their cell don't live on`() async throws {
        let backend = FakeBackend { $0.on("start()", .reports(children: 2)) }
        let configuration = SessionConfiguration(endsChildren: true)
        try await withPythonSession(on: backend, configuration: configuration) { session in
            let result = try await session.run("start()")
            #expect(result.livingChildren == 0)
        }
        #expect(backend.recorded.settings.map(\.endsChildren) == [true])
    }

    @Test func `late text belongs to no result`() async throws {
        let backend = FakeBackend { $0.on("thread()", .print("now"), .printLate("later")) }
        try await withPythonSession(on: backend) { session async throws in
            #expect(try await session.run("thread()").text == "now")
            var late = session.lateOutput.makeAsyncIterator()
            #expect(await late.next() == LateOutput(cell: 1, stream: .stdout, text: "later"))
        }
    }

    @Test func `displays beyond their limits are counted`() async throws {
        let output = OutputLimits(displays: 2)
        let displays = (1...5).map { FakeStep.display(.plainText("\($0)")) }
        let result = try await run(displays, CellOptions(), SessionConfiguration(output: output))
        #expect(result.outputs.count == 2)
        #expect(result.dropped.displays == 3)
    }

    @Test func `a display of many frames arrives whole`() async throws {
        let picture = [UInt8](repeating: 7, count: 300_000)
        #expect(try await run([.plot(picture)]).images == [picture])
    }

    @Test func `text beyond its limit keeps head and tail and counts the rest`() async throws {
        let text = String((0..<1000).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) })
        let configuration = SessionConfiguration(output: OutputLimits(text: ByteCount(bytes: 100)))
        let result = try await run([.print(text)], CellOptions(), configuration)
        #expect(result.text == String(text.prefix(75) + text.suffix(25)))
        #expect(result.dropped.standardOutput == 900)
        #expect(result.outcome == .ok)
    }

    @Test func `a cell that exceeds its text can be stopped`() async throws {
        let output = OutputLimits(text: ByteCount(bytes: 100), stopsCell: true)
        let flood = FakeStep.write([UInt8](repeating: 65, count: 200))
        for steps in [[flood, .hang()], [flood], [flood, .raise("KeyError", "")]] {
            let result = try await run(steps, CellOptions(), SessionConfiguration(output: output))
            #expect(result.outcome == .interrupted)
        }
    }
}
