extension Cell {
    /// Makes a Markdown cell that shows an image: `![caption](attachment:name)`.
    ///
    /// The file is attached in Base64, also SVG, since that is what Jupyter's tools expect of an
    /// attachment. Of the name the part after the last path separator is taken; characters other
    /// than ASCII letters, digits, `.`, `_` and `-` become `-`, and it gets the end that fits the
    /// type, so that it needs no escapes in Markdown and is a file name everywhere. Line ends in
    /// the caption become spaces.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - type: Its type.
    ///   - name: The name of the attachment.
    ///   - caption: The caption, the image's alternative text.
    ///   - id: The id of the cell.
    ///   - metadata: The metadata of the cell.
    /// - Returns: The cell.
    public static func image(
        _ bytes: [UInt8],
        type: ImageType = .png,
        name: String = "image",
        caption: String = "",
        id: String? = nil,
        metadata: JSONObject = [:]
    ) -> Cell {
        let name = sanitized(name, for: type)
        // As it is read from a file, so that a cell that is read again is the same.
        let content = MIMEBundle.Content(.string(Base64.encode(bytes)), type: type.rawValue)
        return .markdown(
            "![\(escaped(caption))](attachment:\(name))",
            attachments: [CellAttachment(name: name, content: [type.rawValue: content])],
            id: id,
            metadata: metadata
        )
    }

    /// The image of an image cell: a Markdown cell with nothing but an attached image.
    public var image: CellImage? {
        guard case .markdown(let attachments) = kind,
            let (caption, name) = ImageMarkdown.parse(source),
            let attachment = attachments.last(where: { $0.name == name })
        else { return nil }
        for entry in attachment.content.entries where entry.type.hasPrefix("image/") {
            guard let bytes = entry.content.file else { continue }
            return CellImage(caption: caption, name: name, type: entry.type, bytes: bytes)
        }
        return nil
    }

    /// Writes a caption so that it ends no sooner than it should.
    private static func escaped(_ caption: String) -> String {
        var result = String.UnicodeScalarView()
        let line = caption.split(whereSeparator: \.isNewline).joined(separator: " ")
        for scalar in line.unicodeScalars {
            if ["\\", "[", "]"].contains(scalar) { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }

    private static func sanitized(_ name: String, for type: ImageType) -> String {
        let base = name.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.last
        let safe = (base.map { Substring($0) } ?? "").unicodeScalars.map { scalar -> Character in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": Character(scalar)
            default: "-"
            }
        }
        let end = type.fileExtensions.first { String(safe).lowercased().hasSuffix("." + $0) }
        let stem = safe.dropLast(end.map { $0.count + 1 } ?? 0).prefix(100).drop { $0 == "." }
        let isNamed = stem.contains { $0 != "-" && $0 != "." }
        return "\(isNamed ? String(stem) : "image").\(end ?? type.fileExtensions[0])"
    }
}

extension MIMEBundle.Content {
    /// The bytes of an attached file: of Base64, as Jupyter attaches all types, or of bare SVG.
    fileprivate var file: [UInt8]? {
        switch self {
        case .base64(let digits): Base64.decode(digits)
        case .text(let text): Base64.decode(text) ?? Array(text.utf8)
        case .json: nil
        }
    }
}
