/// What an image cell shows: a Markdown cell with nothing but an image that is attached to it.
public struct CellImage: Sendable, Hashable {
    /// The caption, the image's alternative text.
    public var caption: String
    /// The name of the attachment.
    public var name: String
    /// The MIME type, for example `image/png`.
    public var type: String
    /// The file.
    public var bytes: [UInt8]

    /// Makes the description of an image.
    public init(caption: String, name: String, type: String, bytes: [UInt8]) {
        self.caption = caption
        self.name = name
        self.type = type
        self.bytes = bytes
    }
}
