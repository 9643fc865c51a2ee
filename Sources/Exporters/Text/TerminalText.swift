/// Text written for a terminal, as the terminal would leave it.
enum TerminalText {
    /// Applies `\r`, `\b` and "erase in line", and drops every other escape sequence and control.
    ///
    /// Sequences are those of ECMA-48: CSI, OSC and the other strings, and the short escapes, in
    /// their 7-bit form and with C1 controls. A string sequence ends at the end of its line at the
    /// latest.
    ///
    /// - Parameter text: Text of a stream, a traceback or a plain output.
    /// - Returns: Lines that end in LF, with tabs and no other control characters.
    static func settled(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: isSpecial) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[start..<end]
            if line.contains(where: isSpecial) {
                var screen = TerminalLine()
                screen.write(String(decoding: line, as: UTF8.self).unicodeScalars)
                output.append(contentsOf: String(screen.cells).utf8)
            } else {
                output.append(contentsOf: line)
            }
            if end < bytes.count { output.append(0x0A) }
            start = end + 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Tells whether a byte may be or start a control other than tab and line feed.
    static func isSpecial(_ byte: UInt8) -> Bool {
        (byte < 0x20 && byte != 0x09 && byte != 0x0A) || byte == 0x7F || byte == 0xC2
    }
}
