/// Copies text into a JSON string, sixteen bytes at a time, up to the bytes that need thought.
///
/// Quotes, backslashes and control characters get their escapes on the way. It stops at the first
/// byte of what its user wants to see, if he is to decide what is written for it.
struct PlainTextCopier {
    /// Every byte from here on stops: the lead bytes of stand-ins, or all beyond printable ASCII.
    private let limit: UInt8
    /// Whether the bytes stop that may end a line for Python.
    private let stopsAtLines: Bool
    /// Two further bytes that may end a line; those of a quote, if none does.
    private let next: UInt8
    private let separator: UInt8

    private static let block = 512
    private static let longestEscape = 6

    init(stopsAtNonASCII: Bool, stopsAtLines: Bool) {
        limit = stopsAtNonASCII ? 0x7F : LoneSurrogate.leadByte  // Python escapes DEL, too
        self.stopsAtLines = stopsAtLines
        next = stopsAtLines ? 0xC2 : 0x22
        separator = stopsAtLines ? 0xE2 : 0x22
    }

    private func endsLine(_ text: Span<UInt8>, _ index: Int) -> Bool {
        stopsAtLines && LineSplitter.endOfLineEnd(in: text, at: index) != nil
    }

    /// Copies from a position to a stop, or the end.
    ///
    /// - Returns: The position of the stop, or the end.
    func copy(_ text: Span<UInt8>, from start: Int, to output: inout [UInt8]) -> Int {
        var index = start
        while index < text.count {
            let end = min(text.count, index &+ Self.block)
            let room = (end - index) * Self.longestEscape + ByteBlock.count
            var isAtStop = false
            output.append(addingCapacity: room) { span in
                // Each byte of the block takes at most `longestEscape` bytes. The last vector may begin
                // at the block's last byte, and have an escape behind it: all is within `room`.
                unsafe span.withUnsafeMutableBufferPointer { buffer, count in
                    guard let base = buffer.baseAddress else { return }
                    unsafe (index, count, isAtStop) = copy(text, from: index, to: end, into: base)
                }
            }
            if isAtStop { return index }
        }
        return index
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
        let nexts = SIMD16<UInt8>(repeating: next)
        let separators = SIMD16<UInt8>(repeating: separator)
        var index = start
        var count = 0
        while index < end {
            var byte: UInt8
            if index &+ ByteBlock.count <= text.count {
                let block = ByteBlock(bytes, at: index)
                unsafe UnsafeMutableRawPointer(base + count)
                    .storeBytes(of: block.bytes, as: SIMD16<UInt8>.self)
                let plain = ByteBlock.first(
                    block.special .| (block.bytes .>= limits) .| (block.bytes .== nexts)
                        .| (block.bytes .== separators)
                )
                index &+= plain
                count &+= plain
                if plain == ByteBlock.count { continue }
                byte = text[index]
            } else if index &+ 8 <= text.count, let word = plainWord(bytes, at: index) {
                unsafe UnsafeMutableRawPointer(base + count)
                    .storeBytes(of: word, as: UInt64.self)
                index &+= 8
                count &+= 8
                continue
            } else {
                byte = text[index]
            }
            if byte == 0x22 || byte == 0x5C {
                unsafe base[count] = 0x5C
                count &+= 1
            } else if byte < 0x20 {
                if endsLine(text, index) { return (index, count, true) }
                let letter = JSONEscaper.shortEscape(of: byte)
                if letter == 0 {
                    unsafe base[count] = 0x5C
                    unsafe base[count &+ 1] = UInt8(ascii: "u")
                    unsafe base[count &+ 2] = 0x30
                    unsafe base[count &+ 3] = 0x30
                    unsafe base[count &+ 4] = 0x30 + byte >> 4
                    unsafe base[count &+ 5] = JSONEscaper.hexDigit(byte & 0xF)
                    count &+= 6
                    index &+= 1
                    continue
                }
                unsafe base[count] = 0x5C
                count &+= 1
                byte = letter
            } else if byte >= limit || (byte == next || byte == separator) && endsLine(text, index)
            {
                return (index, count, true)
            }
            unsafe base[count] = byte
            index &+= 1
            count &+= 1
        }
        return (index, count, false)
    }

    /// Eight bytes, if all are plain ASCII.
    @inline(__always)
    private func plainWord(_ text: RawSpan, at index: Int) -> UInt64? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Any eight bytes are a number, and the bounds are checked.
        let word = unsafe text.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        // The high bit of a byte tells that it, or one before it, is special.
        let special =
            ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
            | (word &- (ones &* 0x20)) | (word &+ ones) | word
        return special & (ones &* 0x80) == 0 ? word : nil
    }
}
