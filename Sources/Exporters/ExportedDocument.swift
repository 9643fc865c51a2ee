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

    /// The kind of file that the document is.
    public var type: DocumentType
    /// The document itself.
    public var bytes: [UInt8]
    /// The files that it refers to, in the order of reference, their paths unique.
    public var resources: [Resource]
    /// What could not be written as the notebook has it, in the notebook's order.
    public var warnings: [ExportWarning]

    /// Makes a document, an empty one by default.
    public init(
        type: DocumentType,
        bytes: [UInt8] = [],
        resources: [Resource] = [],
        warnings: [ExportWarning] = []
    ) {
        self.type = type
        self.bytes = bytes
        self.resources = resources
        self.warnings = warnings
    }

    /// The document as text; bytes that are not UTF-8 become U+FFFD.
    public var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Adds a piece behind those that are there.
    public mutating func add(_ part: ExportPart) {
        switch part {
        case .bytes(let more): if bytes.isEmpty { bytes = more } else { bytes += more }
        case .resource(let resource): resources.append(resource)
        case .warning(let warning): warnings.append(warning)
        }
    }
}
