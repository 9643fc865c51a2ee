/// The Python interpreters of images, with the agent in their byte code.
///
/// An image that is new is asked once, in a container of its own which runs nothing else, and the
/// answer is kept by the image's digest.
actor ImageInterpreters {
    private let cache: ProbeCache
    private var known: [String: Task<PythonInterpreter, any Error>] = [:]

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
        let task =
            known[image.id]
            ?? Task { [cache] in
                var key = FNVDigest()
                key.add("\(image.id)\n\(AgentProgram.digest)".utf8)
                let read = { try PythonInterpreter(answer: $0, of: image.reference) }
                return try await cache.value(for: key, read: read) {
                    try await Self.ask(image, launch: launch)
                }
            }
        known[image.id] = task
        do {
            return try await task.value
        } catch {
            if known[image.id] == task { known[image.id] = nil }
            throw error
        }
    }

    /// Has the image's Python compile the agent.
    private static func ask(
        _ image: ContainerImage,
        launch: ([String]) async throws -> any SandboxConnection
    ) async throws -> [UInt8] {
        let connection = try await launch(["-I", "-c", AgentProgram.text(of: "compile_agent")])
        let patience = Task {
            try await Task.sleep(for: .seconds(60))
            _ = await connection.terminate()
        }
        defer { patience.cancel() }
        var answer: [UInt8] = []
        do {
            try await connection.send(AgentProgram.source.modules)
            await connection.closeInput()
            while answer.count < 8 << 20, let chunk = try await connection.receive() {
                answer += chunk
            }
        } catch is CancellationError {
            _ = await connection.terminate()
            throw CancellationError()
        } catch {}  // its end says why
        let end = await connection.terminate()
        if let failure = end.failure { throw failure }
        guard end.cause == .exited(0) else {
            let why = end.diagnostics.isEmpty ? "it ended with \(end.cause)" : end.diagnostics
            throw SandboxError(
                .runtimeUnavailable,
                "the python3 of the image '\(image.reference)' can't be used: \(why)",
                fault: .pythonUnusable
            )
        }
        return answer
    }
}
