internal import Synchronization

/// A part of a notebook's file, which is read when it's first needed.
final class FilePart<Value: Sendable>: Sendable {
    private final class Box: Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }

    let file: NotebookFile
    let range: Range<Int>
    private let read: @Sendable (NotebookFile, Range<Int>) -> Value
    private let known = Mutex<Box?>(nil)

    init(
        of file: NotebookFile,
        _ range: Range<Int>,
        read: @escaping @Sendable (NotebookFile, Range<Int>) -> Value
    ) {
        self.file = file
        self.range = range
        self.read = read
    }

    /// What the part says, lent and not copied.
    var value: Value {
        _read { yield box.value }
    }

    /// Lends what the part says.
    @inline(__always)
    func withValue<Result>(_ body: (borrowing Value) -> Result) -> Result {
        let box = box
        return body(box.value)
    }

    private var box: Box {
        if let box = known.withLock({ $0 }) { return box }
        // Not under the lock: who comes meanwhile reads it, too, and all go on with the first one.
        let box = Box(read(file, range))
        return known.withLock { known in
            let first = known ?? box
            known = first
            return first
        }
    }
}
