/// The file that a notebook was read from, and where its parts stand.
///
/// The bytes are well formed: they were read to the end, but no value has been made of them.
final class NotebookFile: Sendable {
    let bytes: [UInt8]
    let layout: ObjectLayout
    /// The list of cells.
    let list: ListLayout
    /// The elements of the list of cells.
    var cells: [Range<Int>] { list.elements }

    /// Reads a file.
    ///
    /// - Returns: `nil` if it isn't JSON, exceeds a limit, or is no object with a list of cells.
    init?(_ bytes: [UInt8], limits: JSONParser) {
        guard bytes.count <= limits.maximumByteCount else { return nil }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        // The notebook itself and the list of its cells, which are walked over here, are values, too.
        var scanner = JSONScanner(options: limits, position: start, valueCount: 2)
        var found: ListLayout?
        let layout = ObjectLayout(bytes, scanner: &scanner) { scanner, key, text in
            guard key == "cells" else { return scanner.value(text, depth: 1) }
            found = nil
            guard scanner.peek(text) == UInt8(ascii: "[") else {
                return scanner.value(text, depth: 1)
            }
            found = ListLayout(text, scanner: &scanner, depth: 2)
            return found != nil
        }
        guard let layout, let found, scanner.peek(bytes.span) == nil else { return nil }
        self.bytes = bytes
        self.layout = layout
        list = found
    }

    /// A member of the notebook as JSON.
    func value(_ member: ObjectLayout.Member) -> JSONValue {
        JSONReader.value(in: bytes, at: member.value)
    }
}
