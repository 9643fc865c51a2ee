import NotebookModel

/// The images and attached files of a Markdown document, and how it refers to them.
struct MarkdownResources {
    private var pending: [ExportedDocument.Resource] = []
    private let name: String
    private let placement: MarkdownExporter.ResourcePlacement
    private var names = UniqueFileNames()

    init(documentName: String, placement: MarkdownExporter.ResourcePlacement) {
        name = SafeFileName.make(documentName, fallback: "notebook")
        self.placement = placement
    }

    /// The usual end of a file name for an image type.
    static func fileExtension(of type: String) -> String {
        switch type {
        case "image/svg+xml": "svg"
        case "image/png": "png"
        case "image/jpeg": "jpg"
        case "image/gif": "gif"
        case "image/webp": "webp"
        default: "bin"
        }
    }

    /// The bytes of a content, if there are any.
    static func bytes(of content: MIMEBundle.Content) -> [UInt8]? {
        let bytes: [UInt8]? =
            switch content {
            case .text(let text): Array(text.utf8)
            case .base64(let digits): Base64.decode(digits)
            case .json: nil
            }
        return bytes?.isEmpty == false ? bytes : nil
    }

    /// Hands out the files that were added since the last time.
    mutating func take() -> [ExportedDocument.Resource] {
        defer { pending = [] }
        return pending
    }

    /// Adds an image of an output.
    ///
    /// - Returns: What a link has to point to.
    mutating func addImage(_ bytes: [UInt8], type: String, cell: Int, output: Int) -> String {
        let file = "\(name)_\(cell)_\(output).\(MarkdownResources.fileExtension(of: type))"
        return add(bytes, type: type, name: file)
    }

    private mutating func add(_ bytes: [UInt8], type: String, name file: String) -> String {
        switch placement {
        case .dataURIs:
            return "data:\(PercentEncoding.mediaType(type));base64,\(Base64.encode(bytes))"
        case .files:
            let path = "\(name)_files/\(names.make(file))"
            pending.append(ExportedDocument.Resource(path: path, mediaType: type, bytes: bytes))
            return PercentEncoding.encode(path)
        }
    }

    /// Adds the attached files of a cell and lets its text refer to them.
    ///
    /// - Returns: The text with its references replaced; those to files that don't exist stay.
    mutating func resolve(_ attachments: [CellAttachment], in text: String) -> String {
        var targets: [Int: String] = [:]
        for (index, attachment) in attachments.enumerated() {
            for entry in attachment.content.entries {
                guard let bytes = MarkdownResources.bytes(of: entry.content) else { continue }
                let file = SafeFileName.make(attachment.name, fallback: "attachment")
                targets[index] = add(bytes, type: entry.type, name: file)
                break
            }
        }
        guard !targets.isEmpty else { return text }
        let bytes = Array(text.utf8)
        let references = AttachmentReferences(to: attachments.map(\.name)).references(in: bytes)
        let resolved = AttachmentReference.replace(references, in: bytes) { reference in
            reference.file.flatMap { targets[$0] }
        }
        return String(decoding: resolved, as: UTF8.self)
    }
}
