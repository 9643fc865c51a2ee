/// What Python says of characters, where Unicode's properties don't say the same.
enum PythonCharacter {
    /// Tells whether `str.isspace` and `\s` take a character.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
            0x205F, 0x3000:
            true
        default:
            false
        }
    }

    /// Tells whether `\w` takes a character: `str.isalnum` or `_`.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar == "_" || ("0"..."9").contains(scalar)
                || ("a"..."z").contains(Unicode.Scalar(UInt8(scalar.value) | 0x20))
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber:
            return true
        default:
            return scalar.properties.numericType != nil
        }
    }

    /// Tells whether `\d` takes a character.
    static func isDecimal(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .decimalNumber
    }

    /// Tells whether `repr` writes a character as it is.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20...0x7E).contains(scalar.value) }
        return switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .spaceSeparator:
            false
        default: true
        }
    }

    /// The place behind the characters before an end that are no white space (`str.rstrip`).
    static func trimmedEnd(of bytes: ArraySlice<UInt8>) -> Int {
        var end = bytes.endIndex
        while end > bytes.startIndex {
            var start = end - 1
            while start > bytes.startIndex, end - start < 4, bytes[start] & 0xC0 == 0x80 {
                start -= 1
            }
            let scalar = PythonLexis.scalar(in: bytes, at: start)
            guard scalar.end == end, isSpace(scalar.0) else { break }
            end = start
        }
        return end
    }

    /// The first place from one on where no white space stands (`str.lstrip`, `\s*`).
    static func spaceEnd(in bytes: ArraySlice<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.endIndex {
            let scalar = PythonLexis.scalar(in: bytes, at: index)
            guard isSpace(scalar.0) else { break }
            index = scalar.end
        }
        return index
    }

    /// The end of the line at a place as `str.splitlines` sees it, its line end included.
    static func lineEnd(in bytes: ArraySlice<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.endIndex {
            switch bytes[index] {
            case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E:
                return index + 1
            case 0x0D:
                return PythonLexis.lineBreakEnd(in: bytes, at: index) ?? index + 1
            case 0xC2 where index + 1 < bytes.endIndex && bytes[index + 1] == 0x85:
                return index + 2
            case 0xE2
            where index + 2 < bytes.endIndex && bytes[index + 1] == 0x80
                && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
                return index + 3
            default:
                index += 1
            }
        }
        return index
    }

    /// The lines of a text as `str.splitlines(keepends=True)` gives them.
    static func lines(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = lineEnd(in: bytes, from: start)
            lines.append(bytes[start..<end])
            start = end
        }
        return lines
    }
}
