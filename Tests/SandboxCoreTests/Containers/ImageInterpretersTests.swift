import Foundation
import Testing

@testable import SandboxCore

@Suite(.timeLimit(.minutes(1)))
struct ImageInterpretersTests {
    /// A container that plays one conversation.
    private final class Container: SandboxConnection {
        struct Script: Sendable {
            /// What it answers, chunk by chunk; after the last the output ends.
            var answers: [[UInt8]] = []
            /// Whether it answers the last chunk for ever.
            var isEndless = false
            /// Whether it never answers.
            var isSilent = false
            var sendingFails = false
            var receivingFails = false
            var end = Termination(cause: .exited(0))
            /// Waited for before it answers.
            var gate: Gate?
            /// Opened by its end, before which it takes nothing.
            var stopper: Gate?
            var breaksRules = false
        }

        struct Record: Sendable {
            var received: [UInt8] = []
            var isInputClosed = false
            var chunks = 0
            var ends = 0
        }

        struct Broken: Error {}

        let agent = AgentProgram.source
        let script: Script
        let record = Guarded(Record())

        init(_ script: Script) {
            self.script = script
        }

        func send(_ bytes: [UInt8]) async throws {
            if let stopper = script.stopper {
                await stopper.pass()
                throw Broken()
            }
            if script.sendingFails { throw Broken() }
            record.withLock { $0.received += bytes }
        }

        func post(_ bytes: [UInt8]) { record.withLock { $0.received += bytes } }

        func closeInput() async { record.withLock { $0.isInputClosed = true } }

        func receive() async throws -> [UInt8]? {
            await script.gate?.pass()
            if script.isSilent { try await Task.sleep(for: .seconds(1000)) }
            if script.receivingFails { throw Broken() }
            if script.breaksRules { throw ProtocolViolation.badStream }
            let index = record.withLock { record in
                record.chunks += 1
                return record.chunks - 1
            }
            if script.isEndless { return script.answers.last }
            return script.answers.indices.contains(index) ? script.answers[index] : nil
        }

        func usage() async -> SandboxUsage? { nil }

        func terminate() async -> Termination {
            record.withLock { $0.ends += 1 }
            await script.stopper?.open()
            return script.end
        }
    }

    /// Closed until it is opened; counts who waits.
    private actor Gate {
        private var isOpen = false
        private var waiting: [CheckedContinuation<Void, Never>] = []
        private var arrivals: [CheckedContinuation<Void, Never>] = []
        private var hasArrival = false

        func pass() async {
            hasArrival = true
            for arrival in arrivals { arrival.resume() }
            arrivals = []
            if isOpen { return }
            await withCheckedContinuation { waiting.append($0) }
        }

        func open() {
            isOpen = true
            for waiter in waiting { waiter.resume() }
            waiting = []
        }

        func arrival() async {
            if hasArrival { return }
            await withCheckedContinuation { arrivals.append($0) }
        }
    }

    /// The containers that were started, by scripts that are used up in order; the last stays.
    private final class Engine: Sendable {
        private let scripts: [Container.Script]
        let started = Guarded([(container: Container, arguments: [String])]())

        init(_ scripts: Container.Script...) {
            self.scripts = scripts
        }

        var count: Int { started.withLock { $0.count } }

        var records: [Container.Record] {
            started.withLock { $0.map(\.container) }.map { $0.record.withLock(\.self) }
        }

        var launch: @Sendable ([String]) async throws -> any SandboxConnection {
            { [self] arguments in
                started.withLock { started in
                    let script = scripts[min(started.count, scripts.count - 1)]
                    let container = Container(script)
                    started.append((container, arguments))
                    return container
                }
            }
        }
    }

    private static let facts =
        #"{"magic":"a70d0d0a","version":[3,11,2],"executable":"/usr/bin/python3","#
        + #""prefixes":["/usr"],"bytes":3}"#
    private static let good = Array((facts + "\n").utf8) + [1, 2, 3]
    private static let goodScript = Container.Script(answers: [good])
    private let image = ContainerImage(id: "sha256:1", reference: "python:3")

    private func withCache<Value>(_ body: (ProbeCache) async throws -> Value) async throws -> Value
    {
        let path = NSTemporaryDirectory() + "probes-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(ProbeCache(directory: path))
    }

    @Test func `an image is asked once, with the agent to compile`() async throws {
        try await withCache { cache in
            let engine = Engine(Self.goodScript)
            let interpreters = ImageInterpreters(cache: cache)
            for _ in 0..<3 {
                let interpreter = try await interpreters.interpreter(
                    of: image,
                    launch: engine.launch
                )
                #expect(interpreter.versionText == "3.11.2")
                #expect(interpreter.agent.modules == [1, 2, 3])
            }
            #expect(engine.count == 1)
            let arguments = engine.started.withLock { $0.first?.arguments }
            #expect(arguments == ["-I", "-c", AgentProgram.text(of: "compile_agent")])
            let record = try #require(engine.records.first)
            #expect(record.received == AgentProgram.source.modules)
            #expect(record.isInputClosed)
            #expect(record.ends == 1)
        }
    }

    @Test func `an answer may come in any pieces`() async throws {
        for size in [1, 7, Self.good.count - 1] {
            try await withCache { cache in
                let chunks = stride(from: 0, to: Self.good.count, by: size).map {
                    Array(Self.good[$0..<min($0 + size, Self.good.count)])
                }
                let engine = Engine(Container.Script(answers: chunks))
                let interpreter = try await ImageInterpreters(cache: cache)
                    .interpreter(of: image, launch: engine.launch)
                #expect(interpreter.agent.modules == [1, 2, 3])
            }
        }
    }

    @Test func `the answer outlives the program, by the image's digest and not by its name`()
        async throws
    {
        try await withCache { cache in
            let engine = Engine(Self.goodScript)
            func ask(_ id: String, _ reference: String) async throws {
                let image = ContainerImage(id: id, reference: reference)
                _ = try await ImageInterpreters(cache: cache)
                    .interpreter(of: image, launch: engine.launch)
            }
            try await ask("sha256:1", "python:3")
            try await ask("sha256:1", "other:4")
            #expect(engine.count == 1)
            try await ask("sha256:2", "python:3")
            #expect(engine.count == 2)
        }
    }

    @Test func `callers at the same time share one question`() async throws {
        try await withCache { cache in
            let gate = Gate()
            var script = Self.goodScript
            script.gate = gate
            let engine = Engine(script)
            let other = Engine(Self.goodScript)
            let interpreters = ImageInterpreters(cache: cache)
            try await withThrowingTaskGroup(of: PythonInterpreter.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await interpreters.interpreter(of: image, launch: engine.launch)
                    }
                }
                await gate.arrival()
                // Another image isn't held up.
                let second = ContainerImage(id: "sha256:2", reference: "python:4")
                _ = try await interpreters.interpreter(of: second, launch: other.launch)
                await gate.open()
                for try await interpreter in group { #expect(interpreter.version == [3, 11, 2]) }
            }
            #expect(engine.count == 1)
        }
    }

    @Test func `when no caller wants the answer any more, the container ends`() async throws {
        try await withCache { cache in
            let gate = Gate()
            await gate.open()
            let engine = Engine(Container.Script(isSilent: true, gate: gate), Self.goodScript)
            let interpreters = ImageInterpreters(cache: cache)
            let callers = (0..<3).map { _ in
                Task { try await interpreters.interpreter(of: image, launch: engine.launch) }
            }
            await gate.arrival()
            while await interpreters.callers(of: image) < callers.count { await Task.yield() }
            for caller in callers { caller.cancel() }
            for caller in callers {
                await #expect(throws: CancellationError.self) { _ = try await caller.value }
            }
            #expect(engine.records.count == 1)
            #expect(engine.records.allSatisfy { $0.ends > 0 })
            _ = try await interpreters.interpreter(of: image, launch: engine.launch)
        }
    }

    @Test func `a container that takes nothing ends too`() async throws {
        try await withCache { cache in
            let stopper = Gate()
            let engine = Engine(Container.Script(stopper: stopper))
            let caller = Task {
                try await ImageInterpreters(cache: cache)
                    .interpreter(of: image, launch: engine.launch)
            }
            await stopper.arrival()
            caller.cancel()
            await #expect(throws: CancellationError.self) { _ = try await caller.value }
        }
    }

    @Test func `an engine's stream that breaks the rules isn't blamed on the image`() async throws {
        try await withCache { cache in
            let engine = Engine(Container.Script(breaksRules: true))
            let error = await #expect(throws: SandboxError.self) {
                try await ImageInterpreters(cache: cache)
                    .interpreter(of: image, launch: engine.launch)
            }
            #expect(error?.code == .startFailed)
            #expect(error?.fault == nil)
            #expect(error?.message.contains("broke the rules") == true)
        }
    }

    @Test func `a caller that is cancelled leaves the answer to the others`() async throws {
        try await withCache { cache in
            let gate = Gate()
            let engine = Engine(Container.Script(answers: [Self.good], gate: gate))
            let interpreters = ImageInterpreters(cache: cache)
            let first = Task {
                try await interpreters.interpreter(of: image, launch: engine.launch)
            }
            await gate.arrival()
            let second = Task {
                try await interpreters.interpreter(of: image, launch: engine.launch)
            }
            while await interpreters.callers(of: image) < 2 { await Task.yield() }
            first.cancel()
            await gate.open()
            let interpreter = try await second.value
            #expect(interpreter.version == [3, 11, 2])
            #expect(engine.count == 1)
        }
    }

    @Test func `an engine that can't start the container is asked again`() async throws {
        try await withCache { cache in
            let interpreters = ImageInterpreters(cache: cache)
            for _ in 0..<2 {
                await expectError(.backendUnavailable) {
                    try await interpreters.interpreter(of: image) { _ in
                        throw SandboxError(.backendUnavailable, "gone")
                    }
                }
            }
            let engine = Engine(Self.goodScript)
            _ = try await interpreters.interpreter(of: image, launch: engine.launch)
            #expect(engine.count == 1)
        }
    }

    private static let old = facts.replacing("[3,11,2]", with: "[3,7,1]")
    private static let failures: [(String, Container.Script)] = [
        ("nothing", Container.Script()),
        ("no line", Container.Script(answers: [Array("hello".utf8)])),
        ("no JSON", Container.Script(answers: [Array("hello\nworld".utf8)])),
        ("no facts", Container.Script(answers: [Array("{}\n".utf8)])),
        ("too little", Container.Script(answers: [good.dropLast()])),
        ("too much", Container.Script(answers: [good, [0]])),
        ("an old Python", Container.Script(answers: [Array((old + "\n").utf8), [1, 2, 3]])),
        (
            "a failure",
            Container.Script(
                answers: [good],
                end: Termination(cause: .exited(1), diagnostics: "no module named marshal")
            )
        ),
        ("a kill", Container.Script(answers: [good], end: Termination(cause: .outOfMemory))),
        ("no input", Container.Script(sendingFails: true)),
        ("no output", Container.Script(receivingFails: true)),
    ]

    @Test(arguments: failures.indices)
    func `an answer that can't be used is an error, is not kept, and the container is ended`(
        index: Int
    ) async throws {
        let (what, script) = Self.failures[index]
        try await withCache { cache in
            let engine = Engine(script, Self.goodScript)
            let interpreters = ImageInterpreters(cache: cache)
            do {
                _ = try await interpreters.interpreter(of: image, launch: engine.launch)
                Issue.record("no error for \(what)")
            } catch {
                let error = try #require(error as? SandboxError)
                #expect(error.code == .runtimeUnavailable, "\(what)")
                #expect(error.fault == .pythonUnusable, "\(what)")
                #expect(error.message.contains("python:3"), "\(what)")
                #expect(!error.message.hasSuffix(": "), "\(what)")
            }
            #expect(engine.records.map(\.ends) == [1], "\(what)")
            _ = try await interpreters.interpreter(of: image, launch: engine.launch)
            #expect(engine.count == 2, "\(what)")
        }
    }

    @Test(arguments: [Termination.Cause.exited(0), .signalled(9)])
    func `an endless answer is cut off`(cause: Termination.Cause) async throws {
        try await withCache { cache in
            let script = Container.Script(
                answers: [[UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10)],
                isEndless: true,
                end: Termination(cause: cause)
            )
            let engine = Engine(script, Self.goodScript)
            let interpreters = ImageInterpreters(cache: cache)
            await expectError(.runtimeUnavailable) {
                try await interpreters.interpreter(of: image, launch: engine.launch)
            }
            let record = try #require(engine.records.first)
            #expect(record.chunks <= 8 << 20 / 64 << 10)
            #expect(record.ends == 1)
            _ = try await interpreters.interpreter(of: image, launch: engine.launch)
        }
    }

    @Test func `why the engine refused is told as it is`() async throws {
        try await withCache { cache in
            let refusal = SandboxError(.rejected, "no such limit", fault: .limitRefused)
            let end = Termination(cause: .exited(125), failure: refusal)
            let engine = Engine(Container.Script(end: end))
            let error = await #expect(throws: SandboxError.self) {
                try await ImageInterpreters(cache: cache)
                    .interpreter(of: image, launch: engine.launch)
            }
            #expect(error?.fault == .limitRefused)
        }
    }

    @Test func `what was spoilt in the cache is asked for again`() async throws {
        try await withCache { cache in
            let engine = Engine(Self.goodScript)
            func ask() async throws {
                _ = try await ImageInterpreters(cache: cache)
                    .interpreter(of: image, launch: engine.launch)
            }
            try await ask()
            let names = try FileManager.default.contentsOfDirectory(atPath: cache.directory)
            let file = URL(filePath: cache.directory).appending(path: try #require(names.first))
            try Data(Self.good.dropLast()).write(to: file)
            try await ask()
            #expect(engine.count == 2)
            try await ask()
            #expect(engine.count == 2)
        }
    }
}
