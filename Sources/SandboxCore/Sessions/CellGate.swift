/// Lets a cancellation handler, which may run first, find the cell's number.
final class CellGate: Sendable {
    private let number = Guarded<UInt32?>(nil)

    var cell: UInt32? {
        get { number.withLock { $0 } }
        set { number.withLock { $0 = newValue } }
    }
}
