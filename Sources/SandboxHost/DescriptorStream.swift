internal import CSandboxShims
internal import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A non-blocking socket or pipe as a stream of chunks, served by the reactor.
///
/// Reading goes ahead of the reader up to a bound, then stops until it catches up: back-pressure.
/// Writes keep the order of their calls. One task reads; any number may write. A writable stream
/// must be a socket: writing to a pipe whose reader has gone would raise SIGPIPE in the host
/// program.
package final class DescriptorStream: Sendable {
    private static let readAhead = 1 << 20
    private static let chunkBytes = 1 << 18

    private struct PendingWrite {
        var bytes: ArraySlice<UInt8>
        let continuation: CheckedContinuation<Void, any Error>?
    }

    /// A task that the lock's holder has found can go on.
    private enum Wake {
        case reader(CheckedContinuation<[UInt8]?, any Error>, Result<[UInt8]?, any Error>)
        case writer(CheckedContinuation<Void, any Error>?, Result<Void, any Error>)

        func callAsFunction() {
            switch self {
            case .reader(let reader, let result): reader.resume(with: result)
            case .writer(let writer, let result): writer?.resume(with: result)
            }
        }
    }

    private struct State: ~Copyable {
        var descriptor: FileDescriptor?
        var interest: Reactor.Interest = .read
        var arrived: [[UInt8]] = []
        var arrivedBytes = 0
        var end: Result<[UInt8]?, any Error>?
        var reader: CheckedContinuation<[UInt8]?, any Error>?
        var writes: [PendingWrite] = []
        var pacing: Pacing
        var closesInput = false
        var reachedEnd = false
        var wakes: [Wake] = []
    }

    private let state: Mutex<State>
    private let rawValue: Int32
    private let peer: String

    /// Takes a non-blocking descriptor; errors name the peer.
    package init(owning descriptor: consuming FileDescriptor, peer: String = "a process") {
        rawValue = descriptor.rawValue
        self.peer = peer
        let pacing = Pacing(descriptor: rawValue)
        state = Mutex(State(descriptor: consume descriptor, pacing: pacing))
        // The reactor keeps the stream until it is closed: `close()` must be called.
        Reactor.shared.add(rawValue, .read) { [self] ready in
            if ready.contains(.read) { readSome() }
            if ready.contains(.write) { writeSome() }
        }
    }

    /// The next bytes, or nil at the end.
    package func receive() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { deliverNext(to: $0) }
        } onCancel: {
            cancelReader()
        }
    }

    /// Whether the other side ended its output in order.
    ///
    /// If the end is a reset, or our own ``close()``, something of what it sent may be missing.
    package var reachedEnd: Bool {
        @inline(never) get { state.withLock { $0.reachedEnd } }
    }

    /// Whether nothing more comes: the other side has ended, in order or not, or this one is closed.
    package var hasEnded: Bool {
        @inline(never) get { state.withLock { $0.end != nil } }
    }

    /// Returns when the system has taken all the bytes.
    package func send(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        try await withCheckedThrowingContinuation { enqueue(bytes, for: $0) }
    }

    /// Sends without waiting; bytes that can't be written are lost.
    package func post(_ bytes: [UInt8]) {
        if !bytes.isEmpty { enqueue(bytes, for: nil) }
    }

    /// Ends the other side's input once everything sent before is written.
    @inline(never)
    package func closeInput() {
        change { state in
            state.closesInput = true
            if state.writes.isEmpty { shutDownWriting(&state) }
        }
    }

    /// Closes the descriptor, ends a waiting reader and fails waiting writers.
    ///
    /// Idempotent.
    @inline(never)
    package func close() {
        change { state in
            guard let descriptor = state.descriptor.take() else { return }
            Reactor.shared.remove(rawValue)
            descriptor.close()
            finish(&state, .success(nil))
            failWrites(&state, SystemError(code: EPIPE, operation: "write to a closed stream"))
        }
    }

    // The functions that take the lock are not inlined: in an asynchronous function the optimizer may
    // keep the thread's identity, which the lock notes, across a suspension that changes the thread.

    /// Changes the state, then wakes whom that allows to go on: not before, for the woken come for the
    /// lock at once.
    private func change(_ body: (inout State) -> Void) {
        let wakes = state.withLock { state in
            body(&state)
            return exchange(&state.wakes, with: [])
        }
        for wake in wakes { wake() }
    }

    @inline(never)
    private func deliverNext(to reader: CheckedContinuation<[UInt8]?, any Error>) {
        change { state in
            if Task.isCancelled {
                state.wakes.append(.reader(reader, .failure(CancellationError())))
            } else if !state.arrived.isEmpty {
                let chunk = state.arrived.removeFirst()
                state.arrivedBytes -= chunk.count
                state.wakes.append(.reader(reader, .success(chunk)))
                if state.arrivedBytes < Self.readAhead / 2 { want(.read, &state) }
            } else if let end = state.end {
                state.wakes.append(.reader(reader, end))
            } else {
                precondition(state.reader == nil, "one task reads a stream")
                state.reader = reader
            }
        }
    }

    @inline(never)
    private func cancelReader() {
        change { state in
            guard let reader = state.reader.take() else { return }
            state.wakes.append(.reader(reader, .failure(CancellationError())))
        }
    }

    @inline(never)
    private func enqueue(_ bytes: [UInt8], for writer: CheckedContinuation<Void, any Error>?) {
        change { state in
            guard state.descriptor != nil, !state.closesInput else {
                let error = SystemError(code: EPIPE, operation: "write to a closed stream")
                state.wakes.append(.writer(writer, .failure(error)))
                return
            }
            state.writes.append(PendingWrite(bytes: bytes[...], continuation: writer))
            if state.writes.count == 1 { flush(&state) }
        }
    }

    private func readSome() {
        withUnsafeTemporaryAllocation(byteCount: Self.chunkBytes, alignment: 16) { buffer in
            change { state in
                guard state.descriptor != nil else { return }
                let count = read(rawValue, buffer.baseAddress, buffer.count)
                if count > 0 {
                    deliver([UInt8](buffer[..<count]), &state)
                    state.pacing.read(count)
                    if let rest = state.pacing.rest { Reactor.shared.rest(rawValue, for: rest) }
                } else if count == 0 {
                    state.reachedEnd = true
                    finish(&state, .success(nil))
                } else if errno != EAGAIN && errno != EINTR {
                    let error = SystemError.current("read from \(peer)")
                    finish(&state, error.code == ECONNRESET ? .success(nil) : .failure(error))
                }
            }
        }
    }

    private func deliver(_ chunk: [UInt8], _ state: inout State) {
        if let reader = state.reader.take() {
            state.wakes.append(.reader(reader, .success(chunk)))
            return
        }
        state.arrived.append(chunk)
        state.arrivedBytes += chunk.count
        if state.arrivedBytes >= Self.readAhead { stopWanting(.read, &state) }
    }

    private func finish(_ state: inout State, _ end: Result<[UInt8]?, any Error>) {
        guard state.end == nil else { return }
        state.end = end
        stopWanting(.read, &state)
        if let reader = state.reader.take() { state.wakes.append(.reader(reader, end)) }
    }

    private func writeSome() {
        change { state in
            if state.descriptor != nil { flush(&state) }
        }
    }

    private func flush(_ state: inout State) {
        while let write = state.writes.first {
            let count = write.bytes.withUnsafeBytes {
                sandbox_send(rawValue, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                state.writes[0].bytes.removeFirst(count)
                guard state.writes[0].bytes.isEmpty else { continue }
                let writer = state.writes.removeFirst().continuation
                state.wakes.append(.writer(writer, .success(())))
            } else if errno == EAGAIN {
                want(.write, &state)
                return
            } else if errno != EINTR {
                failWrites(&state, SystemError.current("write to \(peer)"))
            }
        }
        stopWanting(.write, &state)
        if state.closesInput { shutDownWriting(&state) }
    }

    private func failWrites(_ state: inout State, _ error: SystemError) {
        state.wakes += state.writes.map { .writer($0.continuation, .failure(error)) }
        state.writes = []
    }

    private func shutDownWriting(_ state: inout State) {
        if state.descriptor != nil { _ = shutdown(rawValue, Int32(SHUT_WR)) }
    }

    private func want(_ interest: Reactor.Interest, _ state: inout State) {
        guard !state.interest.contains(interest), state.descriptor != nil else { return }
        if interest == .read && state.end != nil { return }
        state.interest.insert(interest)
        Reactor.shared.setInterest(state.interest, for: rawValue)
    }

    private func stopWanting(_ interest: Reactor.Interest, _ state: inout State) {
        guard state.interest.contains(interest), state.descriptor != nil else { return }
        state.interest.remove(interest)
        Reactor.shared.setInterest(state.interest, for: rawValue)
    }
}
