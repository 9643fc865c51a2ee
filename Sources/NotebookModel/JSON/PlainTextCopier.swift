/// Copies text into a JSON string, sixteen bytes at a time, up to the bytes that need thought.
///
/// Quotes, backslashes and control characters get their escapes on the way. It stops at the first
/// byte of what its user wants to see, if he is to decide what is written for it.
struct PlainTextCopier {
    /// Every byte from here on stops: the lead bytes of stand-ins, or all beyond printable ASCII.
    private let limit: UInt8
    /// Whether the bytes stop that may end a line for Python.
    private let stopsAtLines: Bool

    private static let block = 1024
    private static let longestEscape = 6

    @inline(__always)
    init(stopsAtNonASCII: Bool, stopsAtLines: Bool) {
        limit = stopsAtNonASCII ? 0x7F : LoneSurrogate.leadByte  // Python escapes DEL, too
        self.stopsAtLines = stopsAtLines
    }

    /// Copies from a position to a stop, or the end.
    ///
    /// - Returns: The position of the stop, or the end.
    @inline(__always)
    func copy(_ text: Span<UInt8>, from start: Int, to output: inout OutputBuffer) -> Int {
        var index = start
        var isAtStop = false
        while index < text.count, !isAtStop {
            let end = min(text.count, index &+ Self.block)
            // Each byte takes at most `longestEscape` bytes. The last four vectors may begin at the
            // block's last byte, and have as many bytes stored behind them.
            let room =
                (end &- index &+ FourBlocks.count) &* Self.longestEscape &+ FourBlocks.count
            unsafe output.append(atMost: room) { base in
                let count: Int
                unsafe (index, count, isAtStop) =
                    stopsAtLines
                    ? copyLine(text, from: index, to: end, into: base)
                    : copyText(text, from: index, to: end, into: base)
                return count
            }
        }
        return index
    }

    // The same loop twice, so that what doesn't look for lines is spared of it.

    @inline(never)
    private func copyText(
        _ text: Span<UInt8>,
        from start: Int,
        to end: Int,
        into base: UnsafeMutablePointer<UInt8>
    ) -> (index: Int, count: Int, isAtStop: Bool) {
        let copier = PlainTextCopier(stopsAtNonASCII: limit == 0x7F, stopsAtLines: false)
        return unsafe copier.copy(text, from: start, to: end, into: base)
    }

    @inline(never)
    private func copyLine(
        _ text: Span<UInt8>,
        from start: Int,
        to end: Int,
        into base: UnsafeMutablePointer<UInt8>
    ) -> (index: Int, count: Int, isAtStop: Bool) {
        let copier = PlainTextCopier(stopsAtNonASCII: limit == 0x7F, stopsAtLines: true)
        return unsafe copier.copy(text, from: start, to: end, into: base)
    }

    /// Copies a block; tells where it ended, how many bytes were written, and whether at a stop.
    @inline(__always)
    private func copy(
        _ text: Span<UInt8>,
        from start: Int,
        to end: Int,
        into base: UnsafeMutablePointer<UInt8>
    ) -> (index: Int, count: Int, isAtStop: Bool) {
        let bytes = unsafe text.bytes
        let limits = SIMD16<UInt8>(repeating: limit)
        let ascii = SIMD16<UInt8>(repeating: min(limit, 0x80))
        var index = start
        var count = 0
        while index < end {
            if index &+ 2 &* FourBlocks.count <= text.count {
                // All that is read from here to the end of the branch is within the next eight vectors.
                let blocks = unsafe FourBlocks(bytes, uncheckedAt: index)
                var places =
                    ByteBlock.isAny(blocks.union .>= ascii)
                    ? blocks.places { special($0, limits: limits) }
                    : blocks.places { $0.special }
                var copied = index
                while places != 0 {
                    let place = index &+ places.trailingZeroBitCount
                    unsafe copyFew(bytes, from: copied, to: place, into: base + count)
                    count &+= place &- copied
                    copied = place
                    let byte = unsafe text[unchecked: place]
                    if byte == 0x22 || byte == 0x5C {
                        // The byte itself is copied with what follows it.
                        unsafe base[count] = 0x5C
                        count &+= 1
                    } else if isStop(byte, text, place) {
                        return (place, count, true)
                    } else if byte < 0x20 {
                        unsafe count &+= storeEscape(of: byte, at: base + count)
                        copied &+= 1
                    }
                    places &= places &- 1
                }
                index &+= FourBlocks.count
                unsafe copyFew(bytes, from: copied, to: index, into: base + count)
                count &+= index &- copied
                continue
            } else if index &+ ByteBlock.count <= text.count {
                let block = ByteBlock(bytes, at: index)
                unsafe store(block.bytes, at: base + count)
                let place = ByteBlock.first(special(block, limits: limits))
                index &+= place
                count &+= place
                if place == ByteBlock.count { continue }
            } else if let word = PlainWord(bytes, at: index) {
                unsafe store(word.bytes, at: base + count)
                index &+= PlainWord.count
                count &+= PlainWord.count
                continue
            }
            let byte = text[index]
            if isStop(byte, text, index) { return (index, count, true) }
            if byte < 0x20 || byte == 0x22 || byte == 0x5C {
                unsafe count &+= storeEscape(of: byte, at: base + count)
            } else {
                unsafe base[count] = byte
                count &+= 1
            }
            index &+= 1
        }
        return (index, count, false)
    }

    /// Stores the escape of a byte and returns its length.
    @inline(__always)
    private func storeEscape(of byte: UInt8, at base: UnsafeMutablePointer<UInt8>) -> Int {
        let letter = JSONEscaper.shortEscape(of: byte)
        unsafe base[0] = 0x5C
        guard letter == 0 else {
            unsafe base[1] = letter
            return 2
        }
        unsafe base[1] = UInt8(ascii: "u")
        unsafe base[2] = 0x30
        unsafe base[3] = 0x30
        unsafe base[4] = 0x30 + byte >> 4
        unsafe base[5] = JSONEscaper.hexDigit(byte & 0xF)
        return Self.longestEscape
    }

    /// Copies at most 64 bytes, and up to 31 behind them.
    @inline(__always)
    private func copyFew(
        _ bytes: RawSpan,
        from start: Int,
        to end: Int,
        into base: UnsafeMutablePointer<UInt8>
    ) {
        unsafe store(ByteBlock(bytes, uncheckedAt: start).bytes, at: base)
        unsafe store(ByteBlock(bytes, uncheckedAt: start &+ 16).bytes, at: base + 16)
        if end &- start > 32 {
            unsafe store(ByteBlock(bytes, uncheckedAt: start &+ 32).bytes, at: base + 32)
            unsafe store(ByteBlock(bytes, uncheckedAt: start &+ 48).bytes, at: base + 48)
        }
    }

    /// What a vector has that can't be copied as it is.
    @inline(__always)
    private func special(
        _ block: ByteBlock,
        limits: SIMD16<UInt8>
    ) -> SIMDMask<SIMD16<Int8>> {
        let mask = block.special .| (block.bytes .>= limits)
        guard stopsAtLines else { return mask }
        // The two lead bytes of line ends beyond ASCII, 0xC2 and 0xE2.
        return mask .| ((block.bytes & SIMD16(repeating: 0xDF)) .== SIMD16(repeating: 0xC2))
    }

    @inline(__always)
    private func isStop(_ byte: UInt8, _ text: Span<UInt8>, _ index: Int) -> Bool {
        if byte >= limit { return true }
        guard stopsAtLines, byte < 0x20 || byte & 0xDF == 0xC2 else { return false }
        return byte == 0x0A || LineSplitter.endOfLineEnd(in: text, at: index) != nil
    }

    @inline(__always)
    private func store<Value: BitwiseCopyable>(
        _ value: Value,
        at base: UnsafeMutablePointer<UInt8>
    ) {
        unsafe UnsafeMutableRawPointer(base).storeBytes(of: value, as: Value.self)
    }
}
