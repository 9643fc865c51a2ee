import NotebookModel

/// The making of attachments of the image files that Markdown cells refer to.
struct EmbeddedImages {
    private let files: [String: [UInt8]]
    private var warnings: [ExportWarning] = []

    /// Makes attachments of those images of a notebook that are among files, by their paths.
    ///
    /// - Returns: A warning for each reference to a file that is no image.
    static func embed(_ files: [String: [UInt8]], in notebook: inout Notebook) -> [ExportWarning] {
        guard !files.isEmpty else { return [] }
        var images = EmbeddedImages(files: files)
        for index in notebook.cells.indices where notebook.cells[index].isMarkdown {
            images.embed(in: &notebook.cells[index], at: index)
        }
        return images.warnings
    }

    private init(files: [String: [UInt8]]) {
        self.files = files
    }

    private mutating func embed(in cell: inout Cell, at index: Int) {
        let text = Array(cell.source.utf8)
        var attachments = cell.attachments
        var names = UniqueFileNames()
        for attachment in attachments { _ = names.make(attachment.name) }
        var nameOfPath: [String: String] = [:]
        var output: [UInt8] = []
        var start = 0
        for reference in ImageReferences.find(in: text) {
            guard let bytes = files[reference.path] else { continue }
            guard let type = EmbeddedImages.type(of: bytes) else {
                warnings.append(ExportWarning(.unembeddedFile(path: reference.path), cell: index))
                continue
            }
            let name =
                nameOfPath[reference.path]
                ?? names.make(SafeFileName.make(reference.path, fallback: "image"))
            if nameOfPath.updateValue(name, forKey: reference.path) == nil {
                attachments.append(
                    CellAttachment(name: name, content: [type: .base64(encoding: bytes)])
                )
            }
            output += text[start..<reference.range.lowerBound]
            output += "attachment:\(PercentEncoding.encode(name))".utf8
            start = reference.range.upperBound
        }
        guard start > 0 else { return }
        output += text[start...]
        cell.source = String(decoding: output, as: UTF8.self)
        cell.attachments = attachments
    }

    /// The type of an image by its first bytes; `nil` if it is none that browsers show.
    private static func type(of bytes: [UInt8]) -> String? {
        func starts(_ signature: String) -> Bool { bytes.starts(with: signature.utf8) }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if starts("GIF8") { return "image/gif" }
        if starts("RIFF"), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return "image/webp" }
        let head = String(decoding: bytes.prefix(1_024), as: UTF8.self)
        return head.contains("<svg") ? "image/svg+xml" : nil
    }
}
