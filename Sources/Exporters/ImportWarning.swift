internal import NotebookModel

/// Something in a document that was not read as it was meant.
public struct ImportWarning: Sendable, Hashable {
    /// What happened.
    public enum Kind: Sendable, Hashable {
        /// The header can't be understood, for this reason; it was kept as a raw cell.
        case brokenHeader(reason: String)
        /// What stands behind a cell's marker can't be understood; it was kept as it is in the
        /// cell's metadata.
        case brokenCellMetadata(text: String)
    }

    /// What happened.
    public var kind: Kind
    /// The line, from 1.
    public var line: Int

    /// Makes a warning.
    public init(_ kind: Kind, line: Int) {
        self.kind = kind
        self.line = line
    }
}

extension ImportWarning: CustomStringConvertible {
    /// One line that says where and what, with no control characters.
    public var description: String {
        switch kind {
        case .brokenHeader(let reason):
            "line \(line): the header is kept as a raw cell, since \(reason.escapingControls)"
        case .brokenCellMetadata(let text):
            "line \(line): the cell's metadata can't be read: \(text.escapingControls)"
        }
    }
}
