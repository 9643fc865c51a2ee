/// A cell of a notebook.
public struct Cell: Sendable, Hashable {
    /// What a cell is, with what only such a cell has.
    public enum Kind: Sendable, Hashable {
        /// Code with what its last run left: its outputs and its number, `nil` if it has not run.
        case code(outputs: [Output], executionCount: Int?)
        /// Text in Markdown, with the files that it refers to as `attachment:name`.
        case markdown(attachments: [CellAttachment])
        /// Text that only an exporter understands, with its files.
        case raw(attachments: [CellAttachment])
        /// A type that this version doesn't know.
        case unknown(type: String)
    }

    /// The id, 1 to 64 of `a-z A-Z 0-9 - _`; required from format 4.5 on, absent before.
    public var id: String?
    /// What the cell is.
    public var kind: Kind
    /// The text.
    public var source: String
    /// The metadata.
    public var metadata: JSONObject
    /// The members that the format doesn't define for such a cell.
    public var otherMembers: JSONObject

    /// Makes a cell.
    public init(
        kind: Kind,
        source: String,
        id: String? = nil,
        metadata: JSONObject = [:],
        otherMembers: JSONObject = [:]
    ) {
        self.kind = kind
        self.source = source
        self.id = id
        self.metadata = metadata
        self.otherMembers = otherMembers
    }

    /// Makes a code cell.
    public static func code(
        _ source: String,
        outputs: [Output] = [],
        executionCount: Int? = nil,
        id: String? = nil,
        metadata: JSONObject = [:]
    ) -> Cell {
        Cell(
            kind: .code(outputs: outputs, executionCount: executionCount),
            source: source,
            id: id,
            metadata: metadata
        )
    }

    /// Makes a Markdown cell.
    public static func markdown(
        _ source: String,
        attachments: [CellAttachment] = [],
        id: String? = nil,
        metadata: JSONObject = [:]
    ) -> Cell {
        Cell(kind: .markdown(attachments: attachments), source: source, id: id, metadata: metadata)
    }

    /// Makes a raw cell.
    public static func raw(
        _ source: String,
        attachments: [CellAttachment] = [],
        id: String? = nil,
        metadata: JSONObject = [:]
    ) -> Cell {
        Cell(kind: .raw(attachments: attachments), source: source, id: id, metadata: metadata)
    }
}
