/// Finds the ends of lines as Python's `str.splitlines` does.
enum LineSplitter {
    /// The position behind the line end that starts at a position, if one does.
    ///
    /// A line ends at LF, CR, CRLF, VT, FF, FS, GS, RS, NEL (U+0085), U+2028 and U+2029.
    static func endOfLineEnd(in bytes: Span<UInt8>, at index: Int) -> Int? {
        switch bytes[index] {
        case 0x0A...0x0C, 0x1C...0x1E:
            return index + 1
        case 0x0D:
            return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : index + 1
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0x85:
            return index + 2
        case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
            return bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 ? index + 3 : nil
        default:
            return nil
        }
    }
}
