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

    /// What a cell says.
    package struct Content: Sendable, Hashable {
        package var kind: Kind
        package var source: String
        var id: String?
        package var metadata: JSONObject
        var otherMembers: JSONObject
    }

    private(set) var backing: FileBacked<Content>

    /// All that the cell says, to be asked for once where much of it is needed.
    package var content: Content {
        _read { yield backing.value }
    }

    /// Lends all that the cell says.
    package func withContent<Result>(_ body: (borrowing Content) -> Result) -> Result {
        backing.withValue(body)
    }

    /// The id, 1 to 64 of `a-z A-Z 0-9 - _`; required from format 4.5 on, absent before.
    public var id: String? {
        get { backing.value.id }
        _modify { yield &backing.value.id }
    }

    /// What the cell is.
    public var kind: Kind {
        get { backing.value.kind }
        _modify { yield &backing.value.kind }
    }

    /// The text.
    ///
    /// A lone surrogate, which JSON can hold and Swift can't, stands here as one of the last 2,048
    /// characters of Unicode (U+10F800 to U+10FFFF, for private use) and is written as its escape
    /// again; a genuine character of those is read as two.
    public var source: String {
        get { backing.value.source }
        _modify { yield &backing.value.source }
    }

    /// The metadata.
    public var metadata: JSONObject {
        get { backing.value.metadata }
        _modify { yield &backing.value.metadata }
    }

    /// The members that the format doesn't define for such a cell.
    public var otherMembers: JSONObject {
        get { backing.value.otherMembers }
        _modify { yield &backing.value.otherMembers }
    }

    /// Makes a cell.
    public init(
        kind: Kind,
        source: String,
        id: String? = nil,
        metadata: JSONObject = [:],
        otherMembers: JSONObject = [:]
    ) {
        backing = FileBacked(
            Content(
                kind: kind,
                source: source,
                id: id,
                metadata: metadata,
                otherMembers: otherMembers
            )
        )
    }

    /// Makes a cell of what it says.
    init(_ content: Content) {
        backing = FileBacked(content)
    }

    /// Makes a cell of what stands in a file.
    init(_ part: FilePart<Content>) {
        backing = FileBacked(part)
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
