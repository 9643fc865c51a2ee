internal import SandboxHost

/// The Python interpreters of images, with the agent in their byte code.
///
/// An image that is new is asked once, in a container of its own which runs nothing else, and the
/// answer is kept by the image's digest.
actor ImageInterpreters {
    /// In bytes; the agent's byte code takes 250 KiB.
    private static let answerLimit = 8 << 20

    private struct Question {
        let task: Task<PythonInterpreter, any Error>
        /// How many callers want the answer.
        var callers = 0
    }

    private let cache: ProbeCache
    private var questions: [String: Question] = [:]

    init(cache: ProbeCache = .standard) {
        self.cache = cache
    }

    /// - Parameters:
    ///   - image: The image.
    ///   - launch: Starts a container of it that runs `python3` with these arguments.
    /// - Returns: Its interpreter.
    /// - Throws: ``SandboxError`` if its Python can't be used.
    func interpreter(
        of image: ContainerImage,
        launch: @escaping @Sendable ([String]) async throws -> any SandboxConnection
    ) async throws -> PythonInterpreter {
        var question =
            questions[image.id]
            ?? Question(
                task: Task { [cache] in
                    var key = FNVDigest()
                    key.add("\(image.id)\n\(AgentProgram.digest)".utf8)
                    let read = { try PythonInterpreter(answer: $0, of: image.reference) }
                    return try await cache.value(for: key, read: read) {
                        try await Self.ask(image, launch: launch)
                    }
                }
            )
        question.callers += 1
        questions[image.id] = question
        let task = question.task
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                Task { await leave(task, of: image.id) }
            }
        } catch {
            if questions[image.id]?.task == task { questions[image.id] = nil }
            throw error
        }
    }

    /// How many wait for the answer of an image.
    func callers(of image: ContainerImage) -> Int { questions[image.id]?.callers ?? 0 }

    /// A caller was cancelled; when nobody wants the answer any more, the container ends.
    private func leave(_ task: Task<PythonInterpreter, any Error>, of image: String) {
        guard questions[image]?.task == task else { return }
        questions[image]?.callers -= 1
        if questions[image]?.callers == 0 {
            questions[image] = nil
            task.cancel()
        }
    }

    /// Has the image's Python compile the agent.
    private static func ask(
        _ image: ContainerImage,
        launch: ([String]) async throws -> any SandboxConnection
    ) async throws -> [UInt8] {
        let connection = try await launch(["-I", "-c", AgentProgram.text(of: "compile_agent")])
        let patience = Task {
            try await Reactor.shared.sleep(for: .seconds(30))
            _ = await connection.terminate()
            return true
        }
        defer { patience.cancel() }
        var answer: [UInt8] = []
        var violation: ProtocolViolation?
        do {
            // What is being sent waits for the engine, which may take nothing.
            answer = try await withTaskCancellationHandler {
                try await Self.answer(of: connection)
            } onCancel: {
                Task { _ = await connection.terminate() }
            }
        } catch {
            violation = error as? ProtocolViolation  // else its end says why
        }
        let end = await connection.terminate()
        try Task.checkCancellation()
        if let failure = end.failure { throw failure }
        if let violation {
            throw SandboxError(
                .startFailed,
                "the engine's stream of a container of '\(image.reference)' broke the rules: "
                    + "see whether the engine is Docker or Podman",
                cause: violation
            )
        }
        patience.cancel()
        let faults = [
            answer.count >= answerLimit ? "it prints without end" : nil,
            (try? await patience.value) == true ? "it gives no answer" : nil,
            end.cause == .exited(0)
                ? nil : end.diagnostics.isEmpty ? "it ended with \(end.cause)" : end.diagnostics,
        ]
        if let why = faults.compactMap(\.self).first {
            throw SandboxError(
                .runtimeUnavailable,
                "the python3 of the image '\(image.reference)' can't be used: \(why)",
                fault: .pythonUnusable
            )
        }
        return answer
    }

    private static func answer(of connection: any SandboxConnection) async throws -> [UInt8] {
        try await connection.send(AgentProgram.source.modules)
        await connection.closeInput()
        var answer: [UInt8] = []
        while answer.count < answerLimit, let chunk = try await connection.receive() {
            answer += chunk
        }
        return answer
    }
}
