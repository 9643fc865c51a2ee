/// The file that a notebook was read from, and where its parts stand.
///
/// The bytes are well formed: they were read to the end, but no value has been made of them.
final class NotebookFile: Sendable {
    let bytes: [UInt8]
    let layout: ObjectLayout
    /// The elements of the list of cells.
    let cells: [Range<Int>]
    /// The list of cells, from bracket to bracket.
    let list: Range<Int>

    /// Reads a file.
    ///
    /// - Returns: `nil` if it isn't JSON, exceeds a limit, or is no object with a list of cells.
    init?(_ bytes: [UInt8], limits: JSONParser) {
        guard bytes.count <= limits.maximumByteCount else { return nil }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        // The notebook itself and the list of its cells, which are walked over here, are values, too.
        var scanner = JSONScanner(options: limits, position: start, valueCount: 2)
        var found: (list: Range<Int>, cells: [Range<Int>])?
        let layout = ObjectLayout(bytes, scanner: &scanner) { scanner, key, text in
            guard key == "cells" else { return scanner.value(text, depth: 1) }
            found = nil
            guard scanner.peek(text) == UInt8(ascii: "[") else {
                return scanner.value(text, depth: 1)
            }
            let start = scanner.position
            guard let cells = NotebookFile.elements(&scanner, text) else { return false }
            found = (start..<scanner.position, cells)
            return true
        }
        guard let layout, let found, scanner.peek(bytes.span) == nil else { return nil }
        self.bytes = bytes
        self.layout = layout
        list = found.list
        cells = found.cells
    }

    /// A member of the notebook as JSON.
    func value(_ member: ObjectLayout.Member) -> JSONValue {
        JSONReader.value(in: bytes, at: member.value)
    }

    private static func elements(
        _ scanner: inout JSONScanner,
        _ text: Span<UInt8>
    ) -> [Range<Int>]? {
        guard scanner.take(UInt8(ascii: "["), text) else { return nil }
        var elements: [Range<Int>] = []
        if scanner.take(UInt8(ascii: "]"), text) { return elements }
        repeat {
            guard scanner.peek(text) != nil else { return nil }
            let start = scanner.position
            guard scanner.value(text, depth: 2) else { return nil }
            elements.append(start..<scanner.position)
        } while scanner.take(UInt8(ascii: ","), text)
        return scanner.take(UInt8(ascii: "]"), text) ? elements : nil
    }
}
