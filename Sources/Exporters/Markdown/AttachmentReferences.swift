internal import NotebookModel

/// The references to attached files (`attachment:name`) in a Markdown text.
enum AttachmentReferences {
    private static let scheme = Array("attachment:".utf8)
    private static let longestReference = 1_000

    /// Replaces the references that stand where a link or an HTML attribute has its destination.
    ///
    /// Names may be percent-encoded or, as older notebooks have them, hold blanks and parentheses.
    ///
    /// - Parameters:
    ///   - text: The text of a cell.
    ///   - targets: The destination for each name.
    /// - Returns: The text with the references replaced.
    static func replace(in text: String, by targets: [String: String]) -> String {
        let bytes = Array(text.utf8)
        let names = targets.keys.sorted { $0.utf8.count > $1.utf8.count }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let start = index + scheme.count
            guard bytes[index] == scheme[0], index > 0, start <= bytes.count,
                bytes[index..<start].elementsEqual(scheme),
                opensDestination(bytes[index - 1]),
                let found = name(in: bytes, at: start, of: names), let target = targets[found.name]
            else {
                output.append(bytes[index])
                index += 1
                continue
            }
            output.append(contentsOf: target.utf8)
            index = found.end
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Finds the name that a reference gives, the longest if several fit.
    private static func name(
        in bytes: [UInt8],
        at start: Int,
        of names: [String]
    ) -> (name: String, end: Int)? {
        for name in names {
            let end = start + name.utf8.count
            guard end <= bytes.count, bytes[start..<end].elementsEqual(name.utf8),
                end == bytes.count || endsDestination(bytes[end])
            else { continue }
            return (name, end)
        }
        // No further than a name can reach, so that a hostile text isn't searched again and again.
        let reach = bytes[start...].prefix(longestReference)
        let end = reach.firstIndex(where: endsDestination) ?? reach.endIndex
        let decoded = PercentText.decode(Array(bytes[start..<end]))
        return names.first { $0.utf8.elementsEqual(decoded) }.map { ($0, end) }
    }

    private static func opensDestination(_ byte: UInt8) -> Bool {
        // `](attachment:…`, `](<attachment:…`, `src="attachment:…`, `[a]: attachment:…`
        [0x28, 0x3C, 0x22, 0x27, 0x20, 0x3D].contains(byte)
    }

    private static func endsDestination(_ byte: UInt8) -> Bool {
        [0x29, 0x3E, 0x22, 0x27, 0x20, 0x09, 0x0A, 0x0D].contains(byte)
    }
}
