/// What an exporter made of a notebook.
public struct ExportedDocument: Sendable, Hashable {
    /// A file that the document refers to.
    public struct Resource: Sendable, Hashable {
        /// The path relative to the document, with `/` between its parts; never absolute, never
        /// `..`.
        public var path: String
        /// The MIME type, for example `image/png`.
        public var mediaType: String
        /// The content.
        public var bytes: [UInt8]

        /// Makes a resource.
        public init(path: String, mediaType: String, bytes: [UInt8]) {
            self.path = path
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    /// The document itself.
    public var bytes: [UInt8]
    /// The files that it refers to, in the order of reference, their paths unique.
    public var resources: [Resource]
    /// The MIME type of the document, for example `text/markdown`.
    public var mediaType: String
    /// The usual end of its file name without the dot, for example `md`.
    public var fileExtension: String

    /// Makes a document.
    public init(
        bytes: [UInt8],
        resources: [Resource] = [],
        mediaType: String,
        fileExtension: String
    ) {
        self.bytes = bytes
        self.resources = resources
        self.mediaType = mediaType
        self.fileExtension = fileExtension
    }

    /// The document as text; bytes that are not UTF-8 become U+FFFD.
    public var text: String {
        String(decoding: bytes, as: UTF8.self)
    }
}
