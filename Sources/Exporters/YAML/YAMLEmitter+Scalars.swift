internal import NotebookModel

extension YAMLEmitter {
    /// Writes a scalar, whose further lines start at an indent; one that is no key is folded.
    mutating func write(_ scalar: YAMLScalar, asKey: Bool, indent: Int) {
        switch scalar.style(asKey: asKey) {
        case .plain: writePlain(scalar.text, folds: !asKey, indent: indent)
        case .singleQuoted: writeSingleQuoted(scalar.text, folds: !asKey, indent: indent)
        case .doubleQuoted: writeDoubleQuoted(scalar.text, folds: !asKey, indent: indent)
        }
    }

    /// Writes a text that is surely plain and fits into the line.
    ///
    /// - Returns: Whether it is such a text; if not, nothing is written.
    mutating func putSimple(_ text: String) -> Bool {
        text.withBytes { bytes in
            guard column + bytes.count < Self.width, YAMLScalar.isSimple(bytes) else {
                return false
            }
            if !followsSpace { put(0x20) }
            followsSpace = false
            isAtIndent = false
            for index in bytes.indices { put(bytes[index]) }
            return true
        }
    }

    private mutating func writePlain(_ text: [UInt32], folds: Bool, indent: Int) {
        if !followsSpace { put(0x20) }
        followsSpace = false
        isAtIndent = false
        var index = 0
        while index < text.count {
            let end = YAMLEmitter.endOfRun(text, from: index)
            if text[index] == 0x20, end == index + 1, column > Self.width, folds {
                startLine(at: indent)
                followsSpace = false
                isAtIndent = false
            } else {
                put(text[index..<end])
            }
            index = end
        }
    }

    private mutating func writeSingleQuoted(_ text: [UInt32], folds: Bool, indent: Int) {
        indicator("'")
        var index = 0
        while index < text.count {
            let end = YAMLEmitter.endOfRun(text, from: index)
            let isInside = index != 0 && end != text.count
            if YAMLScalar.isBreak(text[index]) {
                // One break more, since a reader folds the first into a space.
                breakLine()
                for _ in index..<end { breakLine() }
                startLine(at: indent)
            } else if text[index] == 0x20, end == index + 1, column > Self.width, folds, isInside {
                startLine(at: indent)
            } else {
                for codePoint in text[index..<end] {
                    if codePoint == 0x27 { put(0x27) }
                    put(UInt8(truncatingIfNeeded: codePoint))
                }
            }
            index = end
        }
        indicator("'", needsSpace: false)
    }

    /// The end of the spaces, the breaks or the other characters that start at an index.
    private static func endOfRun(_ text: [UInt32], from index: Int) -> Int {
        func kind(_ codePoint: UInt32) -> Int {
            codePoint == 0x20 ? 0 : YAMLScalar.isBreak(codePoint) ? 1 : 2
        }
        let own = kind(text[index])
        return text[index...].firstIndex { kind($0) != own } ?? text.count
    }

    private mutating func writeDoubleQuoted(_ text: [UInt32], folds: Bool, indent: Int) {
        indicator("\"")
        var start = 0
        for (end, codePoint) in text.enumerated() {
            if YAMLEmitter.needsEscape(codePoint) {
                put(text[start..<end])
                for byte in YAMLEmitter.escape(codePoint).utf8 { put(byte) }
                start = end + 1
            }
            let canFold = end > 0 && end < text.count - 1 && (codePoint == 0x20 || start >= end)
            if folds, canFold, column + (end - start) > Self.width {
                put(text[min(start, end)..<end])
                start = max(start, end)
                put(0x5C)
                startLine(at: indent)
                followsSpace = false
                isAtIndent = false
                // A reader drops the spaces at the start of a line but for escaped ones.
                if text[start] == 0x20 { put(0x5C) }
            }
        }
        put(text[min(start, text.count)...])
        indicator("\"", needsSpace: false)
    }

    private mutating func put(_ text: ArraySlice<UInt32>) {
        for codePoint in text { put(UInt8(truncatingIfNeeded: codePoint)) }
    }

    private static func needsEscape(_ codePoint: UInt32) -> Bool {
        !(0x20...0x7E).contains(codePoint) || codePoint == 0x22 || codePoint == 0x5C
    }

    private static func escape(_ codePoint: UInt32) -> String {
        switch codePoint {
        case 0x00: return "\\0"
        case 0x07: return "\\a"
        case 0x08: return "\\b"
        case 0x09: return "\\t"
        case 0x0A: return "\\n"
        case 0x0B: return "\\v"
        case 0x0C: return "\\f"
        case 0x0D: return "\\r"
        case 0x1B: return "\\e"
        case 0x22: return "\\\""
        case 0x5C: return "\\\\"
        case 0x85: return "\\N"
        case 0xA0: return "\\_"
        case 0x2028: return "\\L"
        case 0x2029: return "\\P"
        default: break
        }
        let (letter, count) =
            codePoint <= 0xFF ? ("x", 2) : codePoint <= 0xFFFF ? ("u", 4) : ("U", 8)
        let digits = String(codePoint, radix: 16, uppercase: true)
        return "\\\(letter)" + String(repeating: "0", count: count - digits.count) + digits
    }
}
