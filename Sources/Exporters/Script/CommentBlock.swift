/// Text whose every line is a comment.
enum CommentBlock {
    /// Appends the lines of a text as comments; an empty line is the bare prefix.
    ///
    /// A line that would be a mark of a script gets the prefix twice.
    static func append(_ text: ArraySlice<UInt8>, prefix: String = "#", to output: inout [UInt8]) {
        var start = text.startIndex
        while true {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let line = text[start..<end]
            output += prefix.utf8
            if let first = line.first, first != 0x0D || line.count > 1 { output.append(0x20) }
            if ScriptMark(withoutPrefixes(line).text) != nil {
                output += prefix.utf8
                output.append(0x20)
            }
            output += line
            guard end < text.endIndex else { return }
            output.append(0x0A)
            start = end + 1
        }
    }

    /// The text of lines that are comments.
    static func text(of lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
        var output: [UInt8] = []
        for (index, line) in lines.enumerated() {
            if index > 0 { output.append(0x0A) }
            let (levels, text) = withoutPrefixes(line)
            if levels > 1, ScriptMark(text) != nil {
                output += line.dropFirst(4)
            } else if line.starts(with: "# ".utf8) {
                output += line.dropFirst(2)
            } else {
                output += line.dropFirst()
            }
        }
        return output
    }

    /// A line without the `# ` at its start, and how often that stands there.
    static func withoutPrefixes(
        _ line: ArraySlice<UInt8>
    ) -> (levels: Int, text: ArraySlice<UInt8>) {
        var start = line.startIndex
        var levels = 0
        while start + 1 < line.endIndex, line[start] == UInt8(ascii: "#"), line[start + 1] == 0x20 {
            start += 2
            levels += 1
        }
        return (levels, line[start...])
    }

    /// A text that may stand in comments and the lines of a script: LF for a lone CR, which would
    /// end a comment, and U+FFFD for a null, which Python refuses.
    ///
    /// - Returns: The text, and whether it is another.
    static func settled(_ text: [UInt8]) -> (text: [UInt8], isChanged: Bool) {
        guard text.contains(where: { $0 == 0x0D || $0 == 0 }) else { return (text, false) }
        var output: [UInt8] = []
        var isChanged = false
        for (index, byte) in text.enumerated() {
            let isLoneReturn =
                byte == 0x0D && (index + 1 == text.count || text[index + 1] != 0x0A)
            guard isLoneReturn || byte == 0 else {
                if isChanged { output.append(byte) }
                continue
            }
            if !isChanged {
                isChanged = true
                output += text[..<index]
            }
            output += isLoneReturn ? [0x0A] : [0xEF, 0xBF, 0xBD]
        }
        return isChanged ? (output, true) : (text, false)
    }

    /// The lines of a text between its line feeds.
    static func lines(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        text.split(separator: 0x0A, omittingEmptySubsequences: false)
    }
}
