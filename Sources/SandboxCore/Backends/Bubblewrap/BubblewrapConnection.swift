internal import NotebookModel
internal import SandboxHost

/// A sandbox under bubblewrap.
final class BubblewrapConnection: SandboxConnection {
    let agent: AgentProgram
    private let process: HostProcess
    private let cgroup: SandboxCgroup?
    private let lease: UserLease?
    private let ending = TerminationOnce()

    init(process: HostProcess, cgroup: SandboxCgroup?, lease: UserLease?, agent: AgentProgram) {
        self.process = process
        self.cgroup = cgroup
        self.lease = lease
        self.agent = agent
    }

    func send(_ bytes: [UInt8]) async throws { try await process.stream.send(bytes) }

    func post(_ bytes: [UInt8]) { process.stream.post(bytes) }

    func closeInput() async { process.stream.closeInput() }

    func receive() async throws -> [UInt8]? { try await process.stream.receive() }

    func usage() async -> SandboxUsage? { cgroup?.usage }

    func terminate() async -> Termination { await ending { await self.end() } }

    /// Kills process 1 of the sandbox, with which all others end; bubblewrap then reaps it and
    /// exits.
    ///
    /// Killing bubblewrap first would return while the sandbox still dies.
    private func end() async -> Termination {
        if process.ended == nil {
            if let first = await firstProcess() {
                HostIdentity.kill(first) { process.ended == nil }
            } else {
                process.signal(9)
            }
        }
        let ended = await process.end(after: .seconds(1))
        let usage = cgroup?.usage
        await cgroup?.remove()
        lease?.release()
        let cause: Termination.Cause =
            switch ended {
            case .exited(let status): .exited(Int(status))
            case .signalled(let signal): .signalled(Int(signal))
            }
        let said = String(decoding: process.errorTail, as: UTF8.self)
        return Termination(
            cause: cause,
            usage: usage,
            diagnostics: said.trimmingNewlines.escapingControls
        )
    }

    /// The sandbox's process 1, by its id on the host: bubblewrap reports it once the sandbox is
    /// set up.
    private func firstProcess() async -> Int32? {
        guard let report = process.report else { return nil }
        let patience = Task {
            try await Reactor.shared.sleep(for: .milliseconds(500))
            report.close()
        }
        defer { patience.cancel() }
        var text: [UInt8] = []
        while text.count < 4096, let chunk = try? await report.receive() {
            text += chunk
            if let pid = (try? JSONValue(parsing: text))?["child-pid"]?.intValue {
                return Int32(exactly: pid)
            }
        }
        return nil
    }
}

extension String {
    /// The text without line ends at its end.
    var trimmingNewlines: String {
        var text = self[...]
        while text.last?.isNewline == true { text = text.dropLast() }
        return String(text)
    }
}
