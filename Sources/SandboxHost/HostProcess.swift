internal import CSandboxShims
internal import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A running program: its input and output as one stream, its error output's tail, its end.
///
/// Whoever starts it must call ``end(after:)``, which reaps it and closes every descriptor.
package final class HostProcess: Sendable {
    /// The program's standard input and output.
    package let stream: DescriptorStream
    /// What it writes to the report descriptor, if it was asked to.
    package let report: DescriptorStream?
    package let pid: Int32

    private struct State: ~Copyable {
        var exitDescriptor: FileDescriptor?
        var termination: ProcessTermination?
        var waiters: [CheckedContinuation<ProcessTermination, Never>] = []
    }

    private let state: Mutex<State>
    private let errorOutput: TailCollector

    /// Starts the program from the reactor's thread.
    package static func launch(_ command: ProcessCommand) async throws -> HostProcess {
        try await Reactor.shared.perform { try HostProcess(spawning: command) }
    }

    private init(spawning command: ProcessCommand) throws {
        var ends = try Endpoints(command)
        do {
            pid = try spawn(command, descriptors: ends.childDescriptors)
        } catch {
            ends.closeAll()
            throw error
        }
        ends.closeChildEnds()
        stream = DescriptorStream(owning: FileDescriptor(owning: ends.stream))
        report = ends.report.map { DescriptorStream(owning: FileDescriptor(owning: $0)) }
        errorOutput = TailCollector(FileDescriptor(owning: ends.errors))
        let exit = sandbox_exit_descriptor(pid)
        precondition(exit >= 0, "\(SystemError.current("watch a child that was just started"))")
        state = Mutex(State(exitDescriptor: FileDescriptor(owning: exit)))
        Reactor.shared.add(exit, .read) { [self] _ in reap() }
    }

    /// The last bytes of its error output.
    package var errorTail: [UInt8] { errorOutput.bytes }

    /// How it ended, if it has.
    package var ended: ProcessTermination? {
        @inline(never) get { state.withLock { $0.termination } }
    }

    /// Waits until it has ended.
    package func termination() async -> ProcessTermination {
        await withCheckedContinuation { add(waiter: $0) }
    }

    /// Closes the stream five seconds after the program's end, if a descendant still holds it then, so
    /// that who reads it to its end needn't wait for that one; for programs whose output is read at once.
    package func closeAfterEnd() -> Task<Void, any Error> {
        Task {
            _ = await termination()
            try await Reactor.shared.sleep(for: .seconds(5))
            stream.close()
        }
    }

    /// Sends a signal to the process and its group, unless it has been reaped.
    @inline(never)
    package func signal(_ signal: Int32) {
        state.withLock { state in
            guard state.termination == nil else { return }
            if killpg(pid, signal) != 0 { _ = kill(pid, signal) }
        }
    }

    /// Waits for the end, at most so long, then kills; closes every descriptor.
    package func end(after patience: Duration) async -> ProcessTermination {
        let killer = Task {
            try await Reactor.shared.sleep(for: patience)
            signal(SIGKILL)
        }
        let termination = await termination()
        killer.cancel()
        await errorOutput.drain()
        stream.close()
        report?.close()
        return termination
    }

    // Not inlined: see `DescriptorStream`.
    @inline(never)
    private func add(waiter: CheckedContinuation<ProcessTermination, Never>) {
        let termination = state.withLock { state in
            if state.termination == nil { state.waiters.append(waiter) }
            return state.termination
        }
        if let termination { waiter.resume(returning: termination) }
    }

    /// Resumes nothing under the lock: see `Reactor.sleep(for:)`.
    private func reap() {
        let ended = state.withLock { state in
            guard let descriptor = state.exitDescriptor.take() else {
                return nil
                    as (ProcessTermination, [CheckedContinuation<ProcessTermination, Never>])?
            }
            Reactor.shared.remove(descriptor.rawValue)
            descriptor.close()
            var code: Int32 = 0
            var signalled = false
            // Fails only if the host program reaps children that aren't its own: then the cause is
            // unknown.
            let error = sandbox_reap(pid, &code, &signalled)
            let termination: ProcessTermination =
                error == 0 ? (signalled ? .signalled(code) : .exited(code)) : .exited(255)
            state.termination = termination
            defer { state.waiters = [] }
            return (termination, state.waiters)
        }
        guard let (termination, waiters) = ended else { return }
        for waiter in waiters { waiter.resume(returning: termination) }
    }
}
