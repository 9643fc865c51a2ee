/// Sixteen bytes of a text, compared at once.
struct ByteBlock {
    static let count = 16

    let bytes: SIMD16<UInt8>

    /// Takes the bytes from a position on, all within the text.
    @inline(__always)
    init(_ text: RawSpan, at index: Int) {
        // Any sixteen bytes are a vector of bytes, and the bounds are checked.
        bytes = unsafe text.unsafeLoadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
    }

    /// Takes the bytes from a position on, all of which must be within the text.
    @unsafe @inline(__always)
    init(_ text: RawSpan, uncheckedAt index: Int) {
        // Any sixteen bytes are a vector of bytes, and the caller has checked the bounds.
        bytes = unsafe text.unsafeLoadUnaligned(
            fromUncheckedByteOffset: index,
            as: SIMD16<UInt8>.self
        )
    }

    /// Where a JSON string can't go on as it is: quotes, backslashes and control characters.
    @inline(__always)
    var special: SIMDMask<SIMD16<Int8>> {
        (bytes .== SIMD16(repeating: 0x22)) .| (bytes .== SIMD16(repeating: 0x5C))
            .| (bytes .< SIMD16(repeating: 0x20))
    }

    /// The first place of a mask; 16 if there is none.
    @inline(__always)
    static func first(_ mask: SIMDMask<SIMD16<Int8>>) -> Int {
        // A mask is a vector of as many signed integers, 0 or -1.
        let halves = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        guard halves[0] | halves[1] != 0 else { return count }
        return halves[0] != 0
            ? UInt64(littleEndian: halves[0]).trailingZeroBitCount / 8
            : 8 + UInt64(littleEndian: halves[1]).trailingZeroBitCount / 8
    }

    /// Tells whether a mask has any place.
    @inline(__always)
    static func isAny(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
        // A mask is a vector of as many signed integers, 0 or -1.
        let halves = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return halves[0] | halves[1] != 0
    }
}
