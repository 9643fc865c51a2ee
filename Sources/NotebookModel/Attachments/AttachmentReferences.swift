/// Finds the references to attached files (`attachment:name`) in Markdown texts.
///
/// A reference stands where a link or an HTML attribute has its destination: `](`, `](<`, `src="`,
/// `[a]: `. Names may be percent-encoded or have backslashes before punctuation, and those of files
/// that are there may hold blanks, quotes and brackets as they are, which older notebooks have.
package struct AttachmentReferences: Sendable {
    private static let scheme = Array("attachment:".utf8)

    /// The longest name that is looked at, in bytes, so that a hostile text isn't read again and
    /// again.
    private static let longestName = 1_000

    private var names = NameTree()

    /// Makes a finder.
    ///
    /// - Parameter names: The names of the files that are there; of equal ones the last counts.
    package init(to names: some Sequence<String>) {
        for (index, name) in names.enumerated() { self.names.insert(name.utf8, value: index) }
    }

    /// Finds the references in a text.
    ///
    /// - Parameter text: The text of a cell in UTF-8.
    /// - Returns: The references in order, also those to files that aren't there.
    package func references(in text: [UInt8]) -> [AttachmentReference] {
        var references: [AttachmentReference] = []
        var index = 0
        while let colon = text[index...].firstIndex(of: UInt8(ascii: ":")) {
            let start = colon + 1 - AttachmentReferences.scheme.count
            index = colon + 1
            guard start > 0, text[start..<index].elementsEqual(AttachmentReferences.scheme),
                let opener = DestinationOpener(before: start, in: text)
            else { continue }
            let known =
                longestKnown(in: text, at: index, opener, decoding: false)
                ?? longestKnown(in: text, at: index, opener, decoding: true)
            let end = known?.end ?? AttachmentReferences.end(in: text, from: index, opener)
            guard end > index else { continue }
            references.append(
                AttachmentReference(
                    range: start..<end,
                    name: DestinationByte.decode(text, at: index..<end),
                    file: known?.value
                )
            )
            index = end
        }
        return references
    }

    /// Finds the names of files that a text refers to and that aren't there.
    ///
    /// - Parameter text: The text of a cell.
    /// - Returns: The names in order, each of them once.
    package func missing(in text: String) -> [String] {
        var seen: Set<[UInt8]> = []
        return references(in: Array(text.utf8))
            .filter { $0.file == nil && seen.insert($0.name).inserted }
            .map { String(decoding: $0.name, as: UTF8.self) }
    }

    /// Finds the longest name of a file that stands here and ends where a destination may end.
    private func longestKnown(
        in text: [UInt8],
        at start: Int,
        _ opener: DestinationOpener,
        decoding: Bool
    ) -> (value: Int, end: Int)? {
        var longest: (value: Int, end: Int)?
        var node = NameTree.root
        var index = start
        let reach = min(text.count, start + AttachmentReferences.longestName)
        while index < reach {
            let byte =
                decoding ? DestinationByte(in: text, at: index) : DestinationByte(text[index])
            guard let next = names.child(of: node, at: byte.value) else { break }
            node = next
            index += byte.count
            if let value = names.value(of: node),
                index == text.count || opener.mayEnd(at: text[index])
            {
                longest = (value, index)
            }
        }
        return longest
    }

    /// Where a destination ends of which only the text is known.
    private static func end(in text: [UInt8], from start: Int, _ opener: DestinationOpener) -> Int {
        var depth = 0
        let reach = min(text.count, start + longestName)
        var index = start
        while index < reach {
            let byte = text[index]
            // Parentheses in pairs belong to a destination (CommonMark, section 6.3).
            if byte == UInt8(ascii: "("), opener != .angle { depth += 1 }
            if byte == UInt8(ascii: ")"), depth > 0 {
                depth -= 1
            } else if opener.ends(at: byte) {
                return index
            }
            index += DestinationByte(in: text, at: index).count
        }
        return min(index, text.count)
    }
}
