/// Searches for the bytes that end a run of plain text, eight at a time.
enum ByteScanner {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The first position at which a JSON string needs care.
    ///
    /// That is a quote, a backslash, a control character, or the lead byte of ``LoneSurrogate``.
    @inline(__always)
    static func endOfPlainText(in bytes: Span<UInt8>, from start: Int) -> Int {
        var seen: UInt64 = 0
        return endOfPlainText(in: bytes, from: start, seen: &seen)
    }

    /// The first position at which a JSON string needs care, noting whether there was more than
    /// ASCII.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - start: Where to begin.
    ///   - seen: Gains the bits of all bytes passed over, and perhaps of some behind them.
    /// - Returns: The position, or the end.
    static func endOfPlainText(
        in bytes: Span<UInt8>,
        from start: Int,
        seen: inout UInt64
    ) -> Int {
        var index = start
        while index &+ 8 <= bytes.count {
            let word = word(bytes.extracting(index..<index &+ 8))
            seen |= word
            let special =
                zeros(word ^ (ones &* 0x22)) | zeros(word ^ (ones &* 0x5C))
                | zeros(word ^ (ones &* UInt64(LoneSurrogate.leadByte)))
                | ((word &- (ones &* 0x20)) & ~word)
            let found = special & highs
            if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < bytes.count {
            let byte = bytes[index]
            seen |= UInt64(byte)
            if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte == LoneSurrogate.leadByte {
                break
            }
            index &+= 1
        }
        return index
    }

    /// The first position with anything but plain ASCII: a quote, a backslash, a control character or
    /// a byte of a longer character; or the end.
    static func endOfPlainASCII(in bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= bytes.count {
            let word = word(bytes.extracting(index..<index &+ 8))
            let special =
                zeros(word ^ (ones &* 0x22)) | zeros(word ^ (ones &* 0x5C))
                | (word &- (ones &* 0x20)) | word
            let found = special & highs
            if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { break }
            index &+= 1
        }
        return index
    }

    /// Tells whether there is nothing beyond ASCII.
    static func isASCII(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index &+ 1024 <= bytes.count {
            // The compiler takes many at once.
            let block = bytes.extracting(index..<index &+ 1024)
            var seen: UInt8 = 0
            for place in 0..<1024 { seen |= block[place] }
            if seen >= 0x80 { return false }
            index &+= 1024
        }
        while index < bytes.count {
            if bytes[index] >= 0x80 { return false }
            index &+= 1
        }
        return true
    }

    /// Tells whether the bits gathered come from ASCII alone.
    @inline(__always)
    static func isASCII(_ seen: UInt64) -> Bool {
        seen & highs == 0
    }

    /// Marks the lowest zero byte, and perhaps some above it, in the high bit of the byte.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- ones) & ~word
    }

    /// Reads eight bytes; the compiler makes one load of it.
    @inline(__always)
    private static func word(_ bytes: Span<UInt8>) -> UInt64 {
        let low =
            UInt64(bytes[0]) | UInt64(bytes[1]) << 8 | UInt64(bytes[2]) << 16
            | UInt64(bytes[3]) << 24
        let high =
            UInt64(bytes[4]) << 32 | UInt64(bytes[5]) << 40 | UInt64(bytes[6]) << 48
            | UInt64(bytes[7]) << 56
        return low | high
    }
}
