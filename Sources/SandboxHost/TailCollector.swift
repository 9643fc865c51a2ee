internal import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Reads a pipe to its end and keeps the last 8 KiB.
final class TailCollector: Sendable {
    private static let keptBytes = 8 << 10

    private struct State: ~Copyable {
        var descriptor: FileDescriptor?
        var kept: [UInt8] = []
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>

    init(_ descriptor: consuming FileDescriptor) {
        let rawValue = descriptor.rawValue
        state = Mutex(State(descriptor: consume descriptor))
        Reactor.shared.add(rawValue, .read) { [self] _ in readSome() }
    }

    var bytes: [UInt8] {
        @inline(never) get { state.withLock { $0.kept } }
    }

    /// Waits for the end of the pipe, at most 200 ms (a descendant may hold it), and closes it.
    func drain() async {
        let limit = Task {
            try await Reactor.shared.sleep(for: .milliseconds(200))
            stop()
        }
        await withCheckedContinuation { add(waiter: $0) }
        limit.cancel()
    }

    // Not inlined: see `DescriptorStream`.
    @inline(never)
    private func add(waiter: CheckedContinuation<Void, Never>) {
        let isOver = state.withLock { state in
            if state.descriptor != nil { state.waiter = waiter }
            return state.descriptor == nil
        }
        if isOver { waiter.resume() }
    }

    @inline(never)
    private func stop() {
        state.withLock { finish(&$0) }?.resume()
    }

    private func readSome() {
        let waiter = withUnsafeTemporaryAllocation(byteCount: Self.keptBytes, alignment: 1) {
            buffer in
            state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard let descriptor = state.descriptor?.rawValue else { return nil }
                let count = read(descriptor, buffer.baseAddress, buffer.count)
                if count > 0 {
                    state.kept += buffer[..<count]
                    state.kept.removeFirst(max(0, state.kept.count - Self.keptBytes))
                } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                    return finish(&state)
                }
                return nil
            }
        }
        waiter?.resume()
    }

    /// Gives who waits, to be resumed without the lock: see `Reactor.sleep(for:)`.
    private func finish(_ state: inout State) -> CheckedContinuation<Void, Never>? {
        guard let descriptor = state.descriptor.take() else { return nil }
        Reactor.shared.remove(descriptor.rawValue)
        descriptor.close()
        return state.waiter.take()
    }
}
