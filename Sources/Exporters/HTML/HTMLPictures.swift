import NotebookModel

/// Pictures in texts: files attached to the cell, bytes in the text, and those on the network.
struct HTMLPictures {
    /// The names of attached files that are referred to and not there.
    private(set) var missing: [String] = []
    /// The types of attached files whose data isn't Base64.
    private(set) var undecodable: [String] = []
    private var attachments: [String: MIMEBundle.Entry] = [:]

    /// Takes the files of a cell.
    ///
    /// - Parameter attachments: The files; of one in several types, the first picture counts.
    init(_ attachments: [CellAttachment] = []) {
        for attachment in attachments {
            let entries = attachment.content.entries
            let entry = entries.first { $0.type.hasPrefix("image/") } ?? entries.first
            self.attachments[attachment.name] = entry
        }
    }

    /// Adds a picture, or a link to it, since a page loads nothing.
    ///
    /// - Parameters:
    ///   - picture: Where it is.
    ///   - alt: What it shows, in words.
    ///   - attributes: Further attributes of the element, written.
    ///   - isLinked: Tells whether this stands in a link already.
    ///   - output: What it is appended to.
    mutating func append(
        _ picture: LinkPolicy.Picture,
        alt: [UInt8],
        attributes: [UInt8] = [],
        isLinked: Bool,
        to output: inout [UInt8]
    ) {
        switch picture {
        case .link(let address):
            let text = alt.isEmpty ? HTMLPictures.fileName(in: address) : alt
            HTMLPictures.appendLink(to: address, text: text, isLinked: isLinked, to: &output)
        case .data(let address):
            output.add("<img src=\"")
            output.addEscaped(address[...])
            HTMLPictures.end(alt, attributes, to: &output)
        case .attachment(let name):
            appendAttachment(name, alt: alt, attributes, to: &output)
        }
    }

    /// Adds a link, or its text alone within another link.
    static func appendLink(
        to address: [UInt8],
        text: [UInt8],
        isLinked: Bool,
        to output: inout [UInt8]
    ) {
        if isLinked { return output.addEscaped(text[...]) }
        output.add("<a class=\"elsewhere\" rel=\"noopener noreferrer\" href=\"")
        output.addEscaped(address[...])
        output.add("\">")
        output.addEscaped(text[...])
        output.add("</a>")
    }

    private mutating func appendAttachment(
        _ name: [UInt8],
        alt: [UInt8],
        _ attributes: [UInt8],
        to output: inout [UInt8]
    ) {
        let written = String(decoding: name, as: UTF8.self)
        let decoded = String(decoding: PercentText.decode(name), as: UTF8.self)
        guard let entry = attachments[written] ?? attachments[decoded] else {
            missing.append(decoded)
            return output.addEscaped(alt[...])
        }
        let start = output.count
        output.add("<img src=\"")
        guard DataURI.append(entry.content, type: entry.type, to: &output) else {
            output.removeSubrange(start...)
            undecodable.append(entry.type)
            return output.addEscaped(alt[...])
        }
        HTMLPictures.end(alt, attributes, to: &output)
    }

    /// The last part of an address, which names a file as a rule.
    private static func fileName(in address: [UInt8]) -> [UInt8] {
        let path = address.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let name = path.split(separator: UInt8(ascii: "/")).last ?? []
        return name.isEmpty ? address : Array(name)
    }

    private static func end(_ alt: [UInt8], _ attributes: [UInt8], to output: inout [UInt8]) {
        output.add("\" alt=\"")
        output.addEscaped(alt[...])
        output.add("\"")
        output.append(contentsOf: attributes)
        output.add(">")
    }
}
