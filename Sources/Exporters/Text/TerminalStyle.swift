/// How a terminal shows a character (ECMA-48, "select graphic rendition").
struct TerminalStyle: Hashable {
    /// A colour of a terminal.
    enum Color: Hashable {
        /// The colour of plain text or of the ground.
        case standard
        /// One of the eight colours and their eight bright forms, which a theme decides.
        case theme(UInt8)
        /// A colour of its own.
        case rgb(UInt8, UInt8, UInt8)
    }

    /// What can be added to a text.
    struct Effects: OptionSet, Hashable {
        let rawValue: UInt8
        static let bold = Effects(rawValue: 1)
        static let dim = Effects(rawValue: 2)
        static let italic = Effects(rawValue: 4)
        static let underline = Effects(rawValue: 8)
        static let inverse = Effects(rawValue: 16)
        static let strike = Effects(rawValue: 32)
    }

    /// The style of plain text.
    static let plain = TerminalStyle()

    var foreground = Color.standard
    var background = Color.standard
    var effects: Effects = []

    /// Applies the parameters of a sequence; those that aren't known change nothing.
    ///
    /// Colours are taken as xterm writes them (`38;5;n`, `38;2;r;g;b`) and as ISO 8613-6 does
    /// (`38:5:n`, `38:2::r:g:b`).
    ///
    /// - Parameter parameters: What stands between `ESC [` and `m`.
    mutating func apply(_ parameters: String) {
        let groups = parameters.utf8.split(separator: 0x3B, omittingEmptySubsequences: false)
        var rest = groups[...]
        while let group = rest.popFirst() {
            let parts = group.split(separator: 0x3A, omittingEmptySubsequences: false)
                .map(TerminalStyle.number)
            // A private sequence, for example `ESC [ > 4 ; 2 m`, is none of these.
            guard let first = parts.first, let code = first else { return }
            guard code == 38 || code == 48 else {
                applySimple(code, sub: parts.dropFirst().first ?? nil)
                continue
            }
            let color: Color?
            if parts.count > 1 {
                color = TerminalStyle.color(parts.dropFirst().map { $0 ?? 0 })
            } else {
                let mode = rest.first.flatMap(TerminalStyle.number)
                let values = rest.prefix(mode == 5 ? 2 : mode == 2 ? 4 : 1)
                    .map { TerminalStyle.number($0) ?? 0 }
                rest = rest.dropFirst(values.count)
                color = TerminalStyle.color(values)
            }
            guard let color else { continue }
            if code == 38 { foreground = color } else { background = color }
        }
    }

    private mutating func applySimple(_ code: Int, sub: Int?) {
        switch code {
        case 0: self = .plain
        case 1: effects.insert(.bold)
        case 2: effects.insert(.dim)
        case 3: effects.insert(.italic)
        case 4: if sub == 0 { effects.remove(.underline) } else { effects.insert(.underline) }
        case 7: effects.insert(.inverse)
        case 9: effects.insert(.strike)
        case 22: effects.subtract([.bold, .dim])
        case 23: effects.remove(.italic)
        case 24: effects.remove(.underline)
        case 27: effects.remove(.inverse)
        case 29: effects.remove(.strike)
        case 30...37: foreground = .theme(UInt8(code - 30))
        case 39: foreground = .standard
        case 40...47: background = .theme(UInt8(code - 40))
        case 49: background = .standard
        case 90...97: foreground = .theme(UInt8(code - 82))
        case 100...107: background = .theme(UInt8(code - 92))
        default: break
        }
    }

    /// The number that digits give; 0 for none, `nil` for anything that isn't a small number.
    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard digits.count <= 4 else { return nil }
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }

    /// The colour behind 38 or 48, the mode first.
    private static func color(_ values: [Int]) -> Color? {
        switch (values.first, values.count) {
        case (5, 2...): indexed(values[1])
        case (2, 5...): rgb(values[2...])
        case (2, 4): rgb(values[1...])
        default: nil
        }
    }

    private static func rgb(_ values: ArraySlice<Int>) -> Color? {
        let bytes = values.prefix(3).compactMap { UInt8(exactly: $0) }
        return bytes.count == 3 ? .rgb(bytes[0], bytes[1], bytes[2]) : nil
    }

    /// A colour of xterm's palette: 16 of the theme, a cube of 6 × 6 × 6 and 24 greys.
    private static func indexed(_ index: Int) -> Color? {
        switch index {
        case 0..<16:
            return .theme(UInt8(index))
        case 16..<232:
            let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
            let cube = index - 16
            return .rgb(steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
        case 232..<256:
            let grey = UInt8(8 + (index - 232) * 10)
            return .rgb(grey, grey, grey)
        default:
            return nil
        }
    }
}
