/// Copies text into a JSON string, 64 bytes at a time, up to the bytes that need thought.
///
/// Quotes, backslashes and control characters get their escapes on the way, and lines a separator
/// behind their line feed. It stops at the first byte of what its user wants to see, if he is to
/// decide what is written for it.
struct PlainTextCopier {
    /// How far it has come: the next byte of the text, how many have been written, and whether the
    /// next one is a stop.
    private typealias Progress = (index: Int, count: Int, isAtStop: Bool)

    /// Every byte from here on stops: the lead bytes of stand-ins, or all beyond printable ASCII.
    private let limit: UInt8
    /// What stands between lines, if they are told apart: other line ends than line feeds stop then,
    /// and those, too, if the separator is unusually wide.
    private let separator: LineSeparator?

    private static let longestEscape = 6

    @inline(__always)
    init(stopsAtNonASCII: Bool, separator: LineSeparator?) {
        self.init(
            limit: stopsAtNonASCII ? 0x7F : LoneSurrogate.leadByte,  // Python escapes DEL, too
            separator: separator
        )
    }

    @inline(__always)
    private init(limit: UInt8, separator: LineSeparator?) {
        self.limit = limit
        self.separator = separator
    }

    /// Copies from a position to a stop, or the end.
    ///
    /// - Returns: The position of the stop, or the end.
    @inline(__always)
    func copy(_ text: Span<UInt8>, from start: Int, to output: inout OutputBuffer) -> Int {
        var progress: Progress = (start, 0, false)
        // Each of 64 bytes may become an escape, of a line feed with a separator behind it; some are
        // stored that don't count.
        let longest = separator.map {
            max(Self.longestEscape, 2 + min($0.count, LineSeparator.room))
        }
        let step =
            FourBlocks.count * ((longest ?? Self.longestEscape) + 1) + LineSeparator.room
        while progress.index < text.count, !progress.isAtStop {
            unsafe output.append(atLeast: step) { base, room in
                let start = progress.index
                let room = room &- step
                if let separator {
                    progress =
                        unsafe copyLines(text, separator, from: start, into: base, room: room)
                } else {
                    progress = unsafe copyText(text, from: start, into: base, room: room)
                }
                return progress.count
            }
        }
        return progress.index
    }

    // The same loop twice, so that what doesn't look for lines is spared of it.

    @inline(never)
    private func copyText(
        _ text: Span<UInt8>,
        from start: Int,
        into base: UnsafeMutablePointer<UInt8>,
        room: Int
    ) -> Progress {
        let copier = PlainTextCopier(limit: limit, separator: nil)
        return unsafe copier.copy(text, from: start, into: base, room: room)
    }

    @inline(never)
    private func copyLines(
        _ text: Span<UInt8>,
        _ separator: LineSeparator,
        from start: Int,
        into base: UnsafeMutablePointer<UInt8>,
        room: Int
    ) -> Progress {
        let copier = PlainTextCopier(limit: limit, separator: separator)
        return unsafe copier.copy(text, from: start, into: base, room: room)
    }

    /// Copies until the room is used up.
    @inline(__always)
    private func copy(
        _ text: Span<UInt8>,
        from start: Int,
        into base: UnsafeMutablePointer<UInt8>,
        room: Int
    ) -> Progress {
        var progress: Progress = (start, 0, false)
        // What is copied from a step may reach into the one behind it.
        let steps = max(0, (text.count &- start &- FourBlocks.count) / FourBlocks.count)
        let end = start &+ steps &* FourBlocks.count
        unsafe copy(unsafe text.bytes, of: text, offset: 0, to: end, into: base, room, &progress)
        guard progress.index >= end, progress.index < text.count, !progress.isAtStop else {
            return progress
        }
        // The last bytes stand in a place of their own, with plain ones behind them.
        let last = progress.index
        unsafe withUnsafeTemporaryAllocation(
            byteCount: 3 * FourBlocks.count,
            alignment: ByteBlock.count
        ) { place in
            unsafe place.initializeMemory(as: UInt8.self, repeating: 0x20)
            unsafe text.extracting(last...).bytes.withUnsafeBytes { bytes in
                unsafe place.copyMemory(from: bytes)
            }
            unsafe copy(
                RawSpan(_unsafeBytes: UnsafeRawBufferPointer(place)),
                of: text,
                offset: last,
                to: text.count &- last,
                into: base,
                room,
                &progress
            )
        }
        return progress
    }

    /// Copies from a place that has the text from an offset on, and 64 bytes more than are looked at;
    /// the end counts from the beginning of that place.
    @inline(__always)
    private func copy(
        _ bytes: RawSpan,
        of text: Span<UInt8>,
        offset: Int,
        to end: Int,
        into base: UnsafeMutablePointer<UInt8>,
        _ room: Int,
        _ progress: inout Progress
    ) {
        let limits = SIMD16<UInt8>(repeating: limit)
        let ascii = SIMD16<UInt8>(repeating: min(limit, 0x80))
        var index = progress.index &- offset
        var count = progress.count
        while index < end, count <= room {
            // All that is read from here to the end of the loop is within the next eight vectors.
            let blocks = unsafe FourBlocks(bytes, uncheckedAt: index)
            if separator == nil, offset == 0, limit >= 0x80, blocks.isDense {
                unsafe blocks.store(at: base + count)
                count &+= FourBlocks.count
                index &+= FourBlocks.count
                continue
            }
            var places =
                ByteBlock.isAny(blocks.union .>= ascii)
                ? blocks.places { special($0, limits: limits) }
                : blocks.places { $0.special }
            let next = min(index &+ FourBlocks.count, end)
            var copied = index
            while places != 0 {
                let place = index &+ places.trailingZeroBitCount
                unsafe copyFew(bytes, from: copied, to: place, into: base + count)
                count &+= place &- copied
                copied = place
                let byte = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self)
                if byte == 0x22 || byte == 0x5C {
                    // The byte itself is copied with what follows it.
                    unsafe base[count] = 0x5C
                    count &+= 1
                } else if byte == 0x0A, let separator, separator.isUsual {
                    unsafe count &+= storeEscape(of: byte, at: base + count)
                    copied &+= 1
                    if offset &+ copied < text.count {
                        unsafe separator.store(at: base + count)
                        count &+= separator.count
                    }
                } else if isStop(byte, text, offset &+ place) {
                    progress = (offset &+ place, count, true)
                    return
                } else if byte < 0x20 {
                    unsafe count &+= storeEscape(of: byte, at: base + count)
                    copied &+= 1
                }
                places &= places &- 1
            }
            unsafe copyFew(bytes, from: copied, to: next, into: base + count)
            count &+= next &- copied
            index = next
        }
        progress = (offset &+ index, count, false)
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
        guard separator != nil else { return mask }
        // The two lead bytes of line ends beyond ASCII, 0xC2 and 0xE2.
        return mask .| ((block.bytes & SIMD16(repeating: 0xDF)) .== SIMD16(repeating: 0xC2))
    }

    @inline(__always)
    private func isStop(_ byte: UInt8, _ text: Span<UInt8>, _ index: Int) -> Bool {
        if byte >= limit { return true }
        guard separator != nil, byte < 0x20 || byte & 0xDF == 0xC2 else { return false }
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
