/// Copies the inside of a JSON string with its short escapes resolved, sixteen bytes at a time.
enum EscapedTextCopier {
    private static let step = 512

    /// Copies from a position up to a quote, a control character, another escape, or a byte of
    /// ``LoneSurrogate``.
    ///
    /// - Returns: The position of that byte, or the end.
    static func copy(_ text: Span<UInt8>, from start: Int, to output: inout [UInt8]) -> Int {
        var index = start
        var isAtStop = false
        while index < text.count, !isAtStop {
            let end = min(text.count, index &+ step)
            output.append(addingCapacity: end - index + ByteBlock.count) { span in
                // A byte gives at most one. The last vector may begin at the part's last byte, and is
                // stored behind what the bytes before it gave: all is within the capacity.
                unsafe span.withUnsafeMutableBufferPointer { buffer, count in
                    guard let base = buffer.baseAddress else { return }
                    unsafe (index, count, isAtStop) = copy(text, from: index, to: end, into: base)
                }
            }
        }
        return index
    }

    /// Copies a part; tells where it ended, how many bytes were written, and whether at a stop.
    @inline(__always)
    private static func copy(
        _ text: Span<UInt8>,
        from start: Int,
        to end: Int,
        into base: UnsafeMutablePointer<UInt8>
    ) -> (index: Int, count: Int, isAtStop: Bool) {
        let bytes = unsafe text.bytes
        let lead = SIMD16<UInt8>(repeating: LoneSurrogate.leadByte)
        var index = start
        var count = 0
        while index < end {
            if index &+ ByteBlock.count <= text.count {
                let block = ByteBlock(bytes, at: index)
                unsafe UnsafeMutableRawPointer(base + count)
                    .storeBytes(of: block.bytes, as: SIMD16<UInt8>.self)
                let plain = ByteBlock.first(block.special .| (block.bytes .== lead))
                index &+= plain
                count &+= plain
                if plain == ByteBlock.count { continue }
            }
            var byte = text[index]
            if byte == 0x5C {
                guard index &+ 1 < text.count else { return (index, count, true) }
                byte = resolved(text[index &+ 1])
                guard byte != 0 else { return (index, count, true) }
                index &+= 1
            } else if byte == 0x22 || byte < 0x20 || byte == LoneSurrogate.leadByte {
                return (index, count, true)
            }
            unsafe base[count] = byte
            index &+= 1
            count &+= 1
        }
        return (index, count, false)
    }

    /// What a backslash and a letter stand for; 0 if that isn't one byte.
    @inline(__always)
    private static func resolved(_ letter: UInt8) -> UInt8 {
        if letter == 0x22 || letter == 0x5C { return letter }
        return switch letter {
        case UInt8(ascii: "/"): letter
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "b"): 0x08
        default: 0
        }
    }
}
