internal import NotebookModel

/// The images and attached files of a document with the names that nbconvert gives them.
struct CompatibleFiles {
    /// Where an output stands, and the name that its metadata give its files.
    struct Place {
        var cell: Int
        var output: Int
        var name: String?
    }

    /// How the text shows an image.
    struct Image {
        var alternative: String
        var destination: String
    }

    private static let types = [
        ("image/png", ".png"), ("image/jpeg", ".jpg"), ("image/svg+xml", ".svg"),
        ("application/pdf", ".pdf"),
    ]

    private let name: String
    private let prefix: String
    private var pending: [ExportPart] = []
    /// The paths of the files of outputs.
    private var taken: Set<[UInt8]> = []
    /// The place of the attached file that a path is left to, the last of its name.
    private var owners: [[UInt8]: [Int]] = [:]

    init(options: MarkdownExporter, notebook: Notebook) {
        name = CompatibleFiles.plainName(options.documentName) ?? "notebook"
        prefix = ResourcePlacement.prefix(folder: options.resourceFolder, documentName: name)
        for (cell, content) in notebook.cells.enumerated() {
            for (index, attachment) in content.attachments.enumerated() {
                guard let path = path(of: attachment.name) else { continue }
                owners[Array(path.utf8)] = [cell, index]
            }
        }
    }

    /// Tells whether outputs of a type become files.
    static func areFiles(_ type: String) -> Bool { types.contains { $0.0 == type } }

    /// Hands out the files and warnings that were added since the last time.
    mutating func take() -> [ExportPart] {
        defer { pending = [] }
        return pending
    }

    /// Adds the files of an output, also of types that aren't shown.
    ///
    /// - Returns: The images by type; those that can't be decoded are missing.
    mutating func add(_ data: MIMEBundle, at place: Place) -> [String: Image] {
        var images: [String: Image] = [:]
        for (type, fileExtension) in CompatibleFiles.types {
            guard let content = data[type] else { continue }
            let bytes: [UInt8]? =
                switch content {
                case .text(let text): Array(text.utf8)
                case .base64(let digits): Base64Text.decode(digits, .python(allowsNonASCII: false))
                case .json: nil
                }
            guard let bytes else {
                warn(.undecodableData(type: type), cell: place.cell, output: place.output)
                continue
            }
            let alternative = type == "image/svg+xml" ? "svg" : String(type.dropFirst(6))
            if let path = path(of: place, fileExtension) {
                add(bytes, type, path: path, place)
                let destination = PercentEncoding.encode(path)
                images[type] = Image(alternative: alternative, destination: destination)
            } else {
                // A name without a file is skipped by the step that writes the files.
                let source = content.source
                let kind = type == "image/svg+xml" ? "image/svg" : type
                images[type] = Image(
                    alternative: alternative,
                    destination: "data:\(kind);base64,\(source)"
                )
            }
        }
        return images
    }

    /// Adds the attached files of a cell and lets its text refer to them.
    ///
    /// - Returns: The text in which each `attachment:name` is replaced, wherever it stands.
    mutating func resolve(_ attachments: [CellAttachment], in text: String, cell: Int) -> [UInt8] {
        guard !attachments.isEmpty else { return Array(text.utf8) }
        var replacements = AttachmentReplacements()
        var previous: (bytes: [UInt8], type: String)?
        for (index, attachment) in attachments.enumerated() {
            guard let path = path(of: attachment.name) else { continue }
            var file = previous
            if let entry = attachment.content.entries.first {
                file = CompatibleFiles.bytes(of: entry.content).map { ($0, entry.type) }
                if file == nil {
                    warn(.undecodableData(type: entry.type), cell: cell)
                }
            }
            guard let file else { continue }
            previous = file
            replacements.add(attachment.name, path)
            if owners[Array(path.utf8)] == [cell, index] {
                pending.append(
                    .resource(
                        ExportedDocument.Resource(
                            path: path,
                            mediaType: file.type,
                            bytes: file.bytes
                        )
                    )
                )
            } else {
                warn(.replacedFile(path: path), cell: cell)
            }
        }
        return replacements.apply(to: Array(text.utf8))
    }

    private static func bytes(of content: MIMEBundle.Content) -> [UInt8]? {
        switch content {
        case .text(let digits), .base64(let digits):
            Base64Text.decode(digits, .python(allowsNonASCII: true))
        case .json: nil
        }
    }

    private mutating func add(_ bytes: [UInt8], _ type: String, path: String, _ place: Place) {
        if owners[Array(path.utf8)] != nil {
            return warn(.replacedFile(path: path), cell: place.cell, output: place.output)
        }
        pending.append(
            .resource(ExportedDocument.Resource(path: path, mediaType: type, bytes: bytes))
        )
    }

    /// Adds a warning, which is handed out in its place among the files.
    mutating func warn(_ kind: ExportWarning.Kind, cell: Int, output: Int? = nil) {
        pending.append(.warning(ExportWarning(kind, cell: cell, output: output)))
    }

    /// The path of an output's file, or `nil` if the name in its metadata names none.
    ///
    /// Where two outputs ask for one name, with which nbconvert ends, the later gets a number.
    private mutating func path(of place: Place, _ fileExtension: String) -> String? {
        var file = "\(name)_\(place.cell)_\(place.output)\(fileExtension)"
        if let wanted = place.name {
            guard let base = CompatibleFiles.plainName(wanted) else { return nil }
            file =
                base.utf8.suffix(4).elementsEqual(fileExtension.utf8) ? base : base + fileExtension
        }
        let (stem, dotted) = SafeFileName.split(file)
        var path = prefix + file
        var number = 2
        while !taken.insert(Array(path.utf8)).inserted {
            path = "\(prefix)\(stem)-\(number)\(dotted)"
            number += 1
        }
        return path
    }

    private func path(of attachment: String) -> String? {
        guard attachment.utf8.count <= AttachmentReplacements.longestName else { return nil }
        return CompatibleFiles.plainName(attachment).map { prefix + $0 }
    }

    /// What stands behind the last separator, if that is a name.
    private static func plainName(_ path: String) -> String? {
        let bytes = path.utf8
        let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes.index(after: $0) }
        let base = path[(start ?? path.startIndex)...]
        return ["", ".", ".."].contains(base) || base.utf8.contains(0) ? nil : String(base)
    }
}

extension MIMEBundle.Content {
    fileprivate var source: String {
        switch self {
        case .text(let text), .base64(let text): text
        case .json: ""
        }
    }
}
