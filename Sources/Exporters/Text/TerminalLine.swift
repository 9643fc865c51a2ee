/// One line of a terminal and the place where the next character goes.
struct TerminalLine {
    /// What stands in the line.
    private(set) var line: [Unicode.Scalar] = []
    /// The styles of what stands in the line; empty if they aren't kept.
    private(set) var styles: [TerminalStyle] = []
    /// The style of what comes next, if styles are kept.
    private(set) var style: TerminalStyle?
    private var cursor = 0

    /// Makes an empty line.
    ///
    /// - Parameter style: The style of the first character, or `nil` if styles don't matter.
    init(style: TerminalStyle? = nil) {
        self.style = style
    }

    /// The text that stands in the line.
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
        if let style {
            if cursor < line.count { styles[cursor] = style } else { styles.append(style) }
        }
        if cursor < line.count { line[cursor] = scalar } else { line.append(scalar) }
        cursor += 1
    }

    /// Goes back by one; at the end of the line the character goes, as notebooks show it.
    private mutating func backspace() {
        guard cursor > 0 else { return }
        if cursor == line.count { cut(at: cursor - 1) }
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

    /// Drops what stands from a column on.
    private mutating func cut(at column: Int) {
        guard column < line.count else { return }
        line.removeSubrange(column...)
        if style != nil { styles.removeSubrange(column...) }
    }

    /// Reads a control sequence and carries out "erase in line" (`K`) and, if styles are kept,
    /// "select graphic rendition" (`m`).
    private mutating func controlSequence(_ rest: inout Substring.UnicodeScalarView) {
        var parameters = String.UnicodeScalarView()
        while let next = rest.first, (0x20...0x3F).contains(next.value) {
            parameters.append(next)
            rest.removeFirst()
        }
        guard let final = rest.first, (0x40...0x7E).contains(final.value) else { return }
        rest.removeFirst()
        if final == "m" { style?.apply(String(parameters)) }
        guard final == "K" else { return }
        switch String(parameters) {
        case "", "0":
            cut(at: cursor)
        case "2":
            // In practice a return stands beside it, so the column needn't be kept.
            cut(at: 0)
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
