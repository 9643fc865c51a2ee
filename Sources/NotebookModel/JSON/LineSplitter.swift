/// Finds the ends of lines as Python's `str.splitlines` does.
enum LineSplitter {
    /// The position behind the line that starts at a position, its line end included.
    ///
    /// A line ends at LF, CR, CRLF, VT, FF, FS, GS, RS, NEL (U+0085), U+2028 and U+2029.
    static func endOfLine(in bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            index &+= 1
            // Two ranges of bytes can end a line; everything else is passed over at once.
            if byte >= 0x20 && byte != 0xC2 && byte != 0xE2 { continue }
            switch byte {
            case 0x0A...0x0C, 0x1C...0x1E:
                return index
            case 0x0D:
                return index < bytes.count && bytes[index] == 0x0A ? index + 1 : index
            case 0xC2 where index < bytes.count && bytes[index] == 0x85:
                return index + 1
            case 0xE2 where index + 1 < bytes.count && bytes[index] == 0x80:
                if bytes[index + 1] == 0xA8 || bytes[index + 1] == 0xA9 { return index + 2 }
            default:
                break
            }
        }
        return index
    }
}
