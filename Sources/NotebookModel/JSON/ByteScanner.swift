/// Searches for bytes, sixteen at a time.
package enum ByteScanner {
    /// The first position of a byte from one on, or the end.
    package static func firstIndex(
        of byte: UInt8,
        in bytes: Span<UInt8>,
        from start: Int = 0
    ) -> Int {
        let text = unsafe bytes.bytes
        let wanted = SIMD16(repeating: byte)
        var index = start
        while index &+ ByteBlock.count <= bytes.count {
            let place = ByteBlock.first(ByteBlock(text, at: index).bytes .== wanted)
            index &+= place
            if place < ByteBlock.count { return index }
        }
        while index < bytes.count, bytes[index] != byte { index &+= 1 }
        return index
    }

    /// The first position at which a JSON string needs care, noting whether there was more than
    /// ASCII.
    ///
    /// That is a quote, a backslash, a control character, or the lead byte of ``LoneSurrogate``.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - start: Where to begin.
    ///   - seen: Gains the bits of all bytes passed over, and perhaps of some behind them.
    /// - Returns: The position, or the end.
    static func endOfPlainText(
        in bytes: Span<UInt8>,
        from start: Int,
        seen: inout SIMD16<UInt8>
    ) -> Int {
        let text = unsafe bytes.bytes
        let lead = SIMD16<UInt8>(repeating: LoneSurrogate.leadByte)
        var index = start
        while index &+ ByteBlock.count <= bytes.count {
            let block = ByteBlock(text, at: index)
            seen |= block.bytes
            let place = ByteBlock.first(block.special .| (block.bytes .== lead))
            index &+= place
            if place < ByteBlock.count { return index }
        }
        while index < bytes.count {
            let byte = bytes[index]
            seen |= SIMD16(repeating: byte)
            if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte == LoneSurrogate.leadByte {
                break
            }
            index &+= 1
        }
        return index
    }

    /// The first position of a byte beyond ASCII from one on, or the end.
    package static func endOfASCII(in bytes: Span<UInt8>, from start: Int) -> Int {
        let text = unsafe bytes.bytes
        var index = start
        while index &+ ByteBlock.count <= bytes.count {
            let place = ByteBlock.first(
                ByteBlock(text, at: index).bytes .>= SIMD16(repeating: 0x80)
            )
            index &+= place
            if place < ByteBlock.count { return index }
        }
        while index < bytes.count, bytes[index] < 0x80 { index &+= 1 }
        return index
    }

    /// Tells whether there is nothing beyond ASCII.
    static func isASCII(_ bytes: Span<UInt8>) -> Bool { isBelow(0x80, bytes) }

    /// Tells whether there is nothing beyond ASCII, and no DEL.
    static func isPrintable(_ bytes: Span<UInt8>) -> Bool { isBelow(0x7F, bytes) }

    private static func isBelow(_ limit: UInt8, _ bytes: Span<UInt8>) -> Bool {
        let text = unsafe bytes.bytes
        let limits = SIMD16(repeating: limit)
        var index = 0
        while index &+ ByteBlock.count <= bytes.count {
            let block = ByteBlock(text, at: index).bytes
            guard ByteBlock.first(block .>= limits) == ByteBlock.count else { return false }
            index &+= ByteBlock.count
        }
        while index < bytes.count {
            if bytes[index] >= limit { return false }
            index &+= 1
        }
        return true
    }

    /// Tells whether two texts of one length are the same.
    static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        let (leftText, rightText) = unsafe (left.bytes, right.bytes)
        var index = 0
        while index &+ ByteBlock.count <= left.count {
            let block = ByteBlock(leftText, at: index).bytes
            let other = ByteBlock(rightText, at: index).bytes
            guard ByteBlock.first(block .!= other) == ByteBlock.count else { return false }
            index &+= ByteBlock.count
        }
        while index < left.count {
            guard left[index] == right[index] else { return false }
            index &+= 1
        }
        return true
    }

    /// Tells whether the bits gathered come from ASCII alone.
    @inline(__always)
    static func isASCII(_ seen: SIMD16<UInt8>) -> Bool {
        ByteBlock.first(seen .>= SIMD16(repeating: 0x80)) == ByteBlock.count
    }
}
