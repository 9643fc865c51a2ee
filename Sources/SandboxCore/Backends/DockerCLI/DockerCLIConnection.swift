internal import CSandboxShims
internal import NotebookModel
internal import SandboxHost

/// A container behind `docker run -i`.
final class DockerCLIConnection: SandboxConnection {
    let agent: AgentProgram
    private let process: HostProcess
    private let program: ContainerProgram
    private let settings: ContainerSettings
    private let ending = TerminationOnce()
    /// Whether the container has written anything, so that it surely was there.
    private let hasSpoken = Guarded(false)

    init(
        process: HostProcess,
        program: ContainerProgram,
        settings: ContainerSettings,
        agent: AgentProgram
    ) {
        self.process = process
        self.program = program
        self.settings = settings
        self.agent = agent
    }

    func send(_ bytes: [UInt8]) async throws { try await process.stream.send(bytes) }

    func post(_ bytes: [UInt8]) { process.stream.post(bytes) }

    func closeInput() async { process.stream.closeInput() }

    func receive() async throws -> [UInt8]? {
        let chunk = try await process.stream.receive()
        if chunk != nil { hasSpoken.withLock { $0 = true } }
        return chunk
    }

    /// The agent tells: what the command line could is too slow.
    func usage() async -> SandboxUsage? { nil }

    func terminate() async -> Termination { await ending { await self.end() } }

    /// Ends the container; the program that runs it ends with it.
    ///
    /// A program that ended by itself has waited for the removal. One that was killed, or failed,
    /// may have left the container. The stream is closed first: engines may hang in the removal
    /// while output that nobody reads is due.
    private func end() async -> Termination {
        let wasRunning = process.ended == nil && !process.stream.hasEnded
        process.stream.close()
        let isRemoved = wasRunning ? await remove() : false
        let ended = await process.end(after: .seconds(wasRunning ? 2 : 10))
        switch ended {
        case .exited(0..<125), .exited(128...): break
        default: if !isRemoved { await remove() }
        }
        let said = String(decoding: process.errorTail, as: UTF8.self).trimmingNewlines
        return Termination(
            cause: await cause(of: ended, wasRunning: wasRunning),
            diagnostics: said.escapingControls,
            failure: await failure(of: ended, wasRunning: wasRunning, said: said)
        )
    }

    /// Removes the container by its name, also if the engine is only about to make it.
    ///
    /// - Returns: Whether there is nothing more to remove.
    @discardableResult
    private func remove() async -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            let ended = process.ended
            switch await removed() {
            case true?: return true
            case false? where ended != nil:
                // The engine may still be at what a program has asked that was killed.
                if case .signalled = ended, !hasSpoken.withLock({ $0 }) {
                    await LateRemoval.begin {
                        await LateRemoval.repeatedly { await self.removed() }
                    }
                }
                return false
            default: try? await Task.sleep(for: .milliseconds(50))
            }
        }
        // The engine doesn't answer: it is asked again when nobody waits.
        await LateRemoval.begin(patience: .zero) {
            await LateRemoval.repeatedly { await self.removed() }
        }
        return true
    }

    /// Whether a container was there to be removed; nil if the engine couldn't be asked.
    @discardableResult
    private func removed() async -> Bool? {
        let removal = try? await program.run(
            ["rm", "--force", "--volumes", settings.name],
            patience: .seconds(10)
        )
        return removal.map { $0.termination == .exited(0) && $0.errorTail.isEmpty }
    }

    private func cause(
        of ended: ProcessTermination,
        wasRunning: Bool
    ) async -> Termination.Cause {
        switch ended {
        case .signalled: return .unknown  // of the program, not of the container
        case .exited(137) where !wasRunning:
            return await ranOutOfMemory() ? .outOfMemory : .signalled(9)
        case .exited(let status) where status > 128: return .signalled(Int(status) - 128)
        case .exited(let status): return .exited(Int(status))
        }
    }

    /// Whether the last that the engine saw of a kill was one by the kernel, for lack of memory; it is
    /// asked afterwards, for what it remembers.
    private func ranOutOfMemory() async -> Bool {
        // The program would cut "now" down to a whole second, and leave out what has just happened.
        let now = sandbox_time_of_day()
        let fraction = String(now % 1_000_000 + 1_000_000).dropFirst()
        let events = try? await program.run([
            "events", "--since", "24h", "--until", "\(now / 1_000_000).\(fraction)000", "--filter",
            "container=\(settings.name)",
            "--filter", "event=oom", "--filter", "event=kill", "--format", "{{json .}}",
        ])
        guard let events, events.termination == .exited(0),
            let last = events.output.split(separator: UInt8(ascii: "\n")).last,
            let event = try? JSONValue(parsing: Array(last))
        else { return false }
        return EngineEvent.isOutOfMemory(event)
    }

    private func failure(
        of ended: ProcessTermination,
        wasRunning: Bool,
        said: String
    ) async -> SandboxError? {
        let complaint = EngineComplaint(text: said, image: settings.image)
        let failure = program.failure(
            of: ["run"],
            ended,
            said: said,
            about: settings.image,
            otherwise: .startFailed
        )
        let hasRun = hasSpoken.withLock { $0 }
        return switch ended {
        case .exited(0): nil
        case .exited where hasRun:
            wasRunning
                ? nil
                : await EngineLoss.found { try await program.facts(patience: EngineLoss.patience) }
        case .exited(125): failure
        // Or the image's own Python ended with that, and with words of its own.
        case .exited(126...127) where complaint.isOfEngine: failure
        case .exited(1) where complaint.isOfOldEngine: failure
        case .exited: nil
        case .signalled: wasRunning ? nil : failure
        }
    }
}
