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
    private static func isSpecial(_ byte: UInt8) -> Bool {
        (byte < 0x20 && byte != 0x09 && byte != 0x0A) || byte == 0x7F || byte == 0xC2
    }
}

/// One line of a terminal and the place where the next character goes.
struct TerminalLine {
    private var line: [Unicode.Scalar] = []
    private var cursor = 0

    /// What stands in the line.
    var cells: String.UnicodeScalarView {
        String.UnicodeScalarView(line)
    }

    /// Writes text with its controls.
    mutating func write(_ text: String.UnicodeScalarView) {
        var rest = text[...]
        while let scalar = rest.popFirst() {
            switch scalar.value {
            case 0x0D:
                cursor = 0
            case 0x08:
                backspace()
            case 0x1B:
                escape(&rest)
            case 0x9B:
                controlSequence(&rest)
            case 0x90, 0x98, 0x9D, 0x9E, 0x9F:
                TerminalLine.skipString(&rest)
            case 0x09, 0x20...0x7E, 0xA0...:
                put(scalar)
            default:
                break
            }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if cursor < line.count { line[cursor] = scalar } else { line.append(scalar) }
        cursor += 1
    }

    /// Goes back by one; at the end of the line the character goes, as notebooks show it.
    private mutating func backspace() {
        guard cursor > 0 else { return }
        if cursor == line.count { line.removeLast() }
        cursor -= 1
    }

    private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
        switch rest.first?.value {
        case 0x5B:
            rest.removeFirst()
            controlSequence(&rest)
        case 0x50, 0x58, 0x5D, 0x5E, 0x5F:
            rest.removeFirst()
            TerminalLine.skipString(&rest)
        default:
            while let next = rest.first?.value, (0x20...0x2F).contains(next) { rest.removeFirst() }
            if let final = rest.first?.value, (0x30...0x7E).contains(final) { rest.removeFirst() }
        }
    }

    /// Reads a control sequence and carries out "erase in line" (`K`).
    private mutating func controlSequence(_ rest: inout Substring.UnicodeScalarView) {
        var parameters = String.UnicodeScalarView()
        while let next = rest.first, (0x20...0x3F).contains(next.value) {
            parameters.append(next)
            rest.removeFirst()
        }
        guard let final = rest.first, (0x40...0x7E).contains(final.value) else { return }
        rest.removeFirst()
        guard final == "K" else { return }
        switch String(parameters) {
        case "", "0":
            line.removeSubrange(min(cursor, line.count)...)
        case "2":
            // In practice a return stands beside it, so the column needn't be kept.
            line.removeAll(keepingCapacity: true)
            cursor = 0
        default:
            break
        }
    }

    /// Passes over a string sequence up to BEL, ST or the end of the line.
    private static func skipString(_ rest: inout Substring.UnicodeScalarView) {
        while let scalar = rest.popFirst() {
            if scalar.value == 0x07 || scalar.value == 0x9C { return }
            if scalar.value == 0x1B, rest.first == "\\" {
                rest.removeFirst()
                return
            }
        }
    }
}
