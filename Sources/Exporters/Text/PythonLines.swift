internal import NotebookModel

/// White space and line ends as Python's strings have them.
enum PythonLines {
    /// How many bytes the line end at an index has, or 0 if there is none.
    ///
    /// These are the ends of `str.splitlines`: LF, CR, CRLF, VT, FF, FS, GS, RS, NEL, U+2028 and
    /// U+2029.
    @inline(__always)
    static func endLength(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int {
        let byte = bytes[index]
        if byte >= 0x20 && byte != 0xC2 && byte != 0xE2 { return 0 }
        return rareEndLength(bytes, at: index)
    }

    private static func rareEndLength(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int {
        func byte(_ offset: Int) -> UInt8 {
            index + offset < bytes.endIndex ? bytes[index + offset] : 0
        }
        switch bytes[index] {
        case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E: return 1
        case 0x0D: return byte(1) == 0x0A ? 2 : 1
        case 0xC2: return byte(1) == 0x85 ? 2 : 0
        case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }

    /// Calls a body with each line without its end, as `str.splitlines` splits.
    @inline(__always)
    static func forEach(_ bytes: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void) {
        var start = bytes.startIndex
        var index = start
        while index < bytes.endIndex {
            let length = endLength(bytes, at: index)
            if length == 0 {
                index += 1
                continue
            }
            body(bytes[start..<index])
            index += length
            start = index
        }
        if start < bytes.endIndex { body(bytes[start...]) }
    }

    /// The lines without their ends, as `str.splitlines` splits.
    static func split(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        forEach(bytes) { lines.append($0) }
        return lines
    }

    /// The lines of a text that has no other ends of lines than line feeds, without those.
    static func split(plain bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let end = ByteScanner.firstIndex(of: 0x0A, in: bytes.span, from: start)
            lines.append(bytes[(bytes.startIndex + start)..<(bytes.startIndex + end)])
            start = end + 1
        }
        return lines
    }

    /// How many bytes the white space at an index has, or 0 if there is none (`str.isspace`).
    @inline(__always)
    static func spaceLength(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int {
        let byte = bytes[index]
        if byte == 0x20 || (0x09...0x0D).contains(byte) { return 1 }
        if byte > 0x20 && byte < 0x80 { return 0 }
        return rareSpaceLength(bytes, at: index)
    }

    private static func rareSpaceLength(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int {
        func byte(_ offset: Int) -> UInt8 {
            index + offset < bytes.endIndex ? bytes[index + offset] : 0
        }
        switch (bytes[index], byte(1), byte(2)) {
        case (0x1C...0x1F, _, _): return 1
        case (0xC2, 0x85, _), (0xC2, 0xA0, _): return 2
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
            (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }

    /// Where the white space that starts at an index ends.
    @inline(__always)
    static func skipSpace(_ bytes: ArraySlice<UInt8>, from index: Int) -> Int {
        var index = index
        while index < bytes.endIndex {
            let length = spaceLength(bytes, at: index)
            if length == 0 { break }
            index += length
        }
        return index
    }

    /// A line without the white space at its start.
    static func leftStripped(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes[skipSpace(bytes, from: bytes.startIndex)...]
    }

    /// A line without the white space at its end.
    static func rightStripped(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end = bytes.endIndex
        while end > bytes.startIndex {
            var start = end - 1
            while start > bytes.startIndex, bytes[start] & 0xC0 == 0x80, end - start < 3 {
                start -= 1
            }
            let length = spaceLength(bytes[..<end], at: start)
            if length == 0 || start + length != end { break }
            end = start
        }
        return bytes[..<end]
    }

    /// A line without the white space at its ends.
    static func stripped(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        rightStripped(leftStripped(bytes))
    }

    /// Tells whether a line is empty or white space only.
    @inline(__always)
    static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
        skipSpace(bytes, from: bytes.startIndex) == bytes.endIndex
    }
}

extension ArraySlice<UInt8> {
    /// Tells whether the bytes start with those of a text.
    @inline(__always)
    func hasPrefix(_ text: String) -> Bool {
        starts(with: text.utf8)
    }

    /// Where the bytes of a short text stand first.
    func range(of text: String) -> Range<Int>? {
        let count = text.utf8.count
        var start = startIndex
        while start + count <= endIndex {
            if self[start] == text.utf8.first, self[start...].hasPrefix(text) {
                return start..<(start + count)
            }
            start += 1
        }
        return nil
    }
}
