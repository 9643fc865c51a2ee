internal import NotebookModel

/// The images and attached files of a document, and how it refers to them.
struct DocumentResources {
    private var pending: [ExportPart] = []
    private let name: String
    private let prefix: String
    private let placement: ResourcePlacement
    private var names = UniqueFileNames()

    /// Makes a place for resources.
    ///
    /// - Parameters:
    ///   - documentName: The document's name without extension.
    ///   - fileExtension: The extension of the document's file; none beside it gets its name.
    ///   - folder: The folder for files, or `nil` for that of the document's name.
    ///   - placement: Where the resources go.
    init(
        documentName: String,
        fileExtension: String,
        folder: String? = nil,
        placement: ResourcePlacement
    ) {
        name = SafeFileName.make(documentName, fallback: "notebook")
        prefix = ResourcePlacement.prefix(folder: folder, documentName: name)
        self.placement = placement
        if prefix.isEmpty { _ = names.make("\(name).\(fileExtension)") }
    }

    /// The usual end of a file name for a type.
    static func fileExtension(of type: String) -> String {
        switch type {
        case "image/svg+xml": "svg"
        case "image/jpeg": "jpg"
        case "application/pdf": "pdf"
        default:
            switch type.utf8.split(separator: UInt8(ascii: "/")).last.map({ Array($0) }) {
            case let subtype? where subtype.count <= 8 && subtype.allSatisfy(isLowerAlphanumeric):
                String(decoding: subtype, as: UTF8.self)
            default: "bin"
            }
        }
    }

    /// Hands out the files and warnings that were added since the last time.
    mutating func take() -> [ExportPart] {
        defer { pending = [] }
        return pending
    }

    /// Adds a file of an output.
    ///
    /// - Parameters:
    ///   - content: The content.
    ///   - type: Its MIME type.
    ///   - wanted: The file name that the output's metadata ask for, if they do.
    ///   - cell: The position of the cell.
    ///   - output: The position of the output in it.
    /// - Returns: What a link has to point to, or `nil` if the content can't be decoded.
    mutating func add(
        _ content: MIMEBundle.Content,
        type: String,
        wanted: String?,
        cell: Int,
        output: Int
    ) -> [UInt8]? {
        let dotted = "." + DocumentResources.fileExtension(of: type)
        var file = "\(name)_\(cell)_\(output)\(dotted)"
        if let wanted, !wanted.isEmpty {
            let safe = SafeFileName.make(wanted, fallback: "output")
            file = safe.lowercased().hasSuffix(dotted) ? safe : safe + dotted
        }
        if let target = add(content, type: type, name: file) { return target }
        warn(.undecodableData(type: type), cell: cell, output: output)
        return nil
    }

    /// Adds the attached files of a cell and lets its text refer to them.
    ///
    /// Of a file in several types the first that can be decoded counts. Files that a document with
    /// data URIs doesn't refer to are not in it.
    ///
    /// - Returns: The text with its references replaced; those to files that don't exist stay.
    mutating func resolve(_ attachments: [CellAttachment], in text: String, cell: Int) -> [UInt8] {
        let bytes = Array(text.utf8)
        let references = AttachmentReferences(to: attachments.map(\.name)).references(in: bytes)
        let used = Set(references.compactMap(\.file))
        var targets: [Int: [UInt8]] = [:]
        for (index, attachment) in attachments.enumerated()
        where placement == .files || used.contains(index) {
            let file = SafeFileName.make(attachment.name, fallback: "attachment")
            for entry in attachment.content.entries where targets[index] == nil {
                targets[index] = add(entry.content, type: entry.type, name: file)
            }
            if targets[index] == nil, let entry = attachment.content.entries.first {
                warn(.undecodableData(type: entry.type), cell: cell)
            }
        }
        var missing: Set<[UInt8]> = []
        for reference in references where reference.file == nil {
            guard missing.insert(reference.name).inserted else { continue }
            let name = String(decoding: reference.name, as: UTF8.self)
            warn(.missingAttachment(name: name), cell: cell)
        }
        guard !targets.isEmpty else { return bytes }
        return AttachmentReference.replace(references, in: bytes) { reference in
            reference.file.flatMap { targets[$0] }
        }
    }

    private mutating func add(
        _ content: MIMEBundle.Content,
        type: String,
        name file: String
    ) -> [UInt8]? {
        switch placement {
        case .dataURIs:
            var uri: [UInt8] = []
            return DataURI.append(content, type: type, to: &uri) ? uri : nil
        case .files:
            guard let bytes = content.decodedBytes else { return nil }
            let path = prefix + names.make(file)
            let resource = ExportedDocument.Resource(path: path, mediaType: type, bytes: bytes)
            pending.append(.resource(resource))
            return Array(PercentEncoding.encode(path).utf8)
        }
    }

    /// Adds a warning, which is handed out in its place among the files.
    mutating func warn(_ kind: ExportWarning.Kind, cell: Int, output: Int? = nil) {
        pending.append(.warning(ExportWarning(kind, cell: cell, output: output)))
    }

    private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
}

extension MIMEBundle.Content {
    /// The bytes of the content, if there are any.
    fileprivate var decodedBytes: [UInt8]? {
        let bytes: [UInt8]? =
            switch self {
            case .text(let text): Array(text.utf8)
            case .base64(let digits): Base64Text.decode(digits, .whole)
            case .json: nil
            }
        return bytes?.isEmpty == false ? bytes : nil
    }
}
