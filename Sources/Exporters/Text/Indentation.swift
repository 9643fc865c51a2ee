/// White space at the starts of lines; only LF ends a line.
enum Indentation {
    /// Appends a text with four spaces at the start of each line, also of empty ones.
    ///
    /// Nothing is added behind a line feed at the end.
    static func append(_ text: String, to output: inout [UInt8]) {
        let bytes = Array(text.utf8)
        output.reserveCapacity(output.count + bytes.count + 64)
        var start = 0
        repeat {
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            output += [0x20, 0x20, 0x20, 0x20]
            output += bytes[start..<end]
            start = end
        } while start < bytes.count
    }

    /// Removes the white space that all lines begin with, and all of it from lines without text.
    ///
    /// These are the rules of Python's `textwrap.dedent` (3.11): spaces and tabs are told apart,
    /// and lines without text don't count.
    static func removed(from text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard let margin = commonIndent(of: bytes) else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        forEachLine(of: bytes) { start, indent, end in
            if indent == end || bytes[indent] == 0x0A {
                output += bytes[indent..<end]
            } else {
                output += bytes[(start + margin)..<end]
            }
        }
        return output
    }

    /// The length of what all lines with text begin with, or `nil` if nothing is to be removed.
    private static func commonIndent(of bytes: [UInt8]) -> Int? {
        var margin: ArraySlice<UInt8>?
        var hasBlankIndent = false
        forEachLine(of: bytes) { start, indent, end in
            if indent == end || bytes[indent] == 0x0A {
                if indent > start { hasBlankIndent = true }
                return
            }
            let own = bytes[start..<indent]
            guard let shared = margin else { return margin = own }
            let length = zip(shared, own).prefix { $0 == $1 }.count
            margin = shared.prefix(length)
        }
        let length = margin?.count ?? 0
        return length > 0 || hasBlankIndent ? length : nil
    }

    /// Calls a body with the start of each line, the end of its white space and its own end.
    private static func forEachLine(of bytes: [UInt8], _ body: (Int, Int, Int) -> Void) {
        var start = 0
        while start < bytes.count {
            var indent = start
            while indent < bytes.count, bytes[indent] == 0x20 || bytes[indent] == 0x09 {
                indent += 1
            }
            let end = bytes[indent...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            body(start, indent, end)
            start = end
        }
    }
}
