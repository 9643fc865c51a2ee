/// The references to attached files (`attachment:name`) in a Markdown text.
enum AttachmentReferences {
    private static let scheme = Array("attachment:".utf8)

    /// The longest reference that is looked at, in bytes.
    private static let longestReference = 1_000

    /// Finds the references to files that are not there.
    ///
    /// Names may be percent-encoded. Of a name with blanks, quotes or brackets in it only the start
    /// counts, since a reference to it may end there.
    ///
    /// - Parameters:
    ///   - names: The names of the files that are there.
    ///   - text: The text of a cell.
    /// - Returns: The names of the others, in order and each of them once.
    static func missing(from names: [String], in text: String) -> [String] {
        let bytes = Array(text.utf8)
        var known: Set<[UInt8]> = [[]]
        for name in names {
            known.insert(Array(name.utf8))
            known.insert(destination(in: Array(name.utf8)[...]))
        }
        var missing: [String] = []
        var index = 0
        while let colon = bytes[index...].firstIndex(of: UInt8(ascii: ":")) {
            index = colon + 1
            let start = index - scheme.count
            guard start > 0, bytes[start..<index].elementsEqual(scheme),
                opensDestination(bytes[..<start])
            else { continue }
            let name = destination(in: bytes[index...])
            index += name.count
            guard known.insert(name).inserted else { continue }
            let decoded = PercentText.decode(name)
            if decoded == name || known.insert(decoded).inserted {
                missing.append(String(decoding: decoded, as: UTF8.self))
            }
        }
        return missing
    }

    /// The bytes up to where the destination of a link or the value of an attribute ends.
    private static func destination(in bytes: ArraySlice<UInt8>) -> [UInt8] {
        Array(bytes.prefix(longestReference).prefix { !#")>"' \#t\#n\#r"#.utf8.contains($0) })
    }

    /// Tells whether a link or an attribute has its destination behind a text:
    /// `](`, `](<`, `src="`, `[a]: `.
    private static func opensDestination(_ text: ArraySlice<UInt8>) -> Bool {
        guard let last = text.last else { return false }
        return #"(<"'="#.utf8.contains(last) || text.suffix(2).elementsEqual(": ".utf8)
    }
}
