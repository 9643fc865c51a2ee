internal import Synchronization

/// A value behind a lock.
package final class Guarded<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    package init(_ value: Value) {
        mutex = Mutex(value)
    }

    // Never inlined: in an async function that locks before and after a suspension, the optimizer
    // (6.3) would reuse the thread's identity from before, and the unlock fails on another thread.
    @inline(never)
    package func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
        mutex.withLock { value in body(&value) }
    }
}
