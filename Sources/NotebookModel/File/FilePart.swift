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
    private let known = AtomicLazyReference<Box>()

    init(
        of file: NotebookFile,
        _ range: Range<Int>,
        read: @escaping @Sendable (NotebookFile, Range<Int>) -> Value
    ) {
        self.file = file
        self.range = range
        self.read = read
    }

    /// What the part says.
    var value: Value {
        if let box = known.load() { return box.value }
        return known.storeIfNil(Box(read(file, range))).value
    }
}
