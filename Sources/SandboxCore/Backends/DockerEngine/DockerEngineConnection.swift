internal import NotebookModel
internal import SandboxHost

/// A container that is attached through the engine's socket.
final class DockerEngineConnection: SandboxConnection {
    let agent: AgentProgram
    private let client: EngineClient
    private let id: String
    private let stream: HTTPConnection
    /// The exit status, once the container is removed; an error if the engine went away.
    private let removal: Task<Int?, any Error>
    private let demultiplexer = Guarded(StreamDemultiplexer())
    private let ending = TerminationOnce()
    private let hasEnded = Guarded(false)

    init(
        client: EngineClient,
        id: String,
        stream: HTTPConnection,
        removal: Task<Int?, any Error>,
        agent: AgentProgram
    ) {
        self.client = client
        self.id = id
        self.stream = stream
        self.removal = removal
        self.agent = agent
    }

    func send(_ bytes: [UInt8]) async throws { try await stream.sendRaw(bytes) }

    func post(_ bytes: [UInt8]) { stream.postRaw(bytes) }

    func closeInput() async { stream.closeInput() }

    func receive() async throws -> [UInt8]? {
        while let chunk = try await stream.receive() {
            let result = demultiplexer.withLock { demultiplexer in
                Result { try demultiplexer.feed(chunk) }
            }
            let output = try result.get()
            if !output.isEmpty { return output }
        }
        hasEnded.withLock { $0 = true }
        return nil
    }

    /// The agent tells: the engine has the peak, but no count of kills.
    func usage() async -> SandboxUsage? { nil }

    func terminate() async -> Termination { await ending { await self.end() } }

    /// Kills the container, unless it has ended by itself, and waits for its removal.
    ///
    /// The stream is closed before the kill: engines may hang in it while output that nobody reads
    /// is due.
    private func end() async -> Termination {
        let endedItself = hasEnded.withLock { $0 }
        stream.close()
        if !endedItself { await remove() }
        let status = await exitStatus(isKilled: !endedItself)
        let said = demultiplexer.withLock { String(decoding: $0.errors, as: UTF8.self) }
        return Termination(
            cause: await cause(status, endedItself: endedItself),
            diagnostics: said.trimmingNewlines.escapingControls,
            failure: endedItself && status != 0
                ? await EngineLoss.found { try await client.facts(patience: EngineLoss.patience) }
                : nil
        )
    }

    /// Removes the container; an engine that doesn't answer is asked again when nobody waits.
    private func remove() async {
        let client = client
        let id = id
        await LateRemoval.begin(patience: .seconds(10)) {
            await LateRemoval.untilDone { try await client.remove(id) }
        }
    }

    /// The exit status, when the container is gone; one that outlives its stream is killed.
    private func exitStatus(isKilled: Bool) async -> Int? {
        let patience = Task {
            try await Reactor.shared.sleep(for: .seconds(2))
            if !isKilled {
                await remove()
                try await Reactor.shared.sleep(for: .seconds(2))
            }
            removal.cancel()
        }
        defer { patience.cancel() }
        return try? await removal.value
    }

    private func cause(_ status: Int?, endedItself: Bool) async -> Termination.Cause {
        switch status {
        case nil: .unknown
        case 137 where endedItself:
            await client.ranOutOfMemory(container: id) ? .outOfMemory : .signalled(9)
        case .some(let status) where status > 128: .signalled(status - 128)
        case .some(let status): .exited(status)
        }
    }
}
