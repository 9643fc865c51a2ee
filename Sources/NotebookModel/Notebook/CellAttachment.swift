/// A file inside a cell, which its text refers to as `attachment:name`.
public struct CellAttachment: Sendable, Hashable {
    /// The name as the file has it; it may hold anything, also path separators.
    public var name: String
    /// The content, in one or more types.
    public var content: MIMEBundle

    /// Makes an attachment.
    public init(name: String, content: MIMEBundle) {
        self.name = name
        self.content = content
    }
}
