public import NotebookModel

/// Text that was written when its cell had ended.
public struct LateOutput: Hashable, Sendable {
    /// The number of the cell that started the writer, or nil if that is unknown.
    public var cell: Int?
    /// The stream.
    public var stream: StreamName
    /// The text; bytes that are not UTF-8 are replaced.
    public var text: String

    /// Creates a piece of text.
    public init(cell: Int?, stream: StreamName, text: String) {
        self.cell = cell
        self.stream = stream
        self.text = text
    }
}
