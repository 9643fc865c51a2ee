/// What kind of file a document is.
public struct DocumentType: Sendable, Hashable {
    /// The MIME type, for example `text/markdown`.
    public var mediaType: String
    /// The usual end of the file's name without the dot, for example `md`.
    public var fileExtension: String

    /// Makes a type.
    public init(mediaType: String, fileExtension: String) {
        self.mediaType = mediaType
        self.fileExtension = fileExtension
    }
}
