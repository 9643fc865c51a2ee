/// Sixty-four bytes of a text, compared at once.
struct FourBlocks {
    static let count = 4 * ByteBlock.count

    private let blocks: (ByteBlock, ByteBlock, ByteBlock, ByteBlock)

    /// Takes the bytes from a position on, all of which must be within the text.
    @unsafe @inline(__always)
    init(_ text: RawSpan, uncheckedAt index: Int) {
        unsafe blocks = (
            ByteBlock(text, uncheckedAt: index), ByteBlock(text, uncheckedAt: index &+ 16),
            ByteBlock(text, uncheckedAt: index &+ 32), ByteBlock(text, uncheckedAt: index &+ 48)
        )
    }

    /// Tells whether all bytes are ASCII, plain, and beyond space and quotes, as those of Base64 are.
    @inline(__always)
    var isDense: Bool {
        func isOutside(_ block: ByteBlock) -> SIMDMask<SIMD16<Int8>> {
            // As signed numbers, those beyond ASCII are the smallest.
            (SIMD16<Int8>(truncatingIfNeeded: block.bytes) .< SIMD16(repeating: 0x23))
                .| (block.bytes .== SIMD16(repeating: 0x5C))
        }
        return !ByteBlock.isAny(
            (isOutside(blocks.0) .| isOutside(blocks.1))
                .| (isOutside(blocks.2) .| isOutside(blocks.3))
        )
    }

    /// Stores all bytes.
    @inline(__always)
    func store(at base: UnsafeMutablePointer<UInt8>) {
        let target = UnsafeMutableRawPointer(base)
        unsafe target.storeBytes(of: blocks.0.bytes, as: SIMD16<UInt8>.self)
        unsafe (target + 16).storeBytes(of: blocks.1.bytes, as: SIMD16<UInt8>.self)
        unsafe (target + 32).storeBytes(of: blocks.2.bytes, as: SIMD16<UInt8>.self)
        unsafe (target + 48).storeBytes(of: blocks.3.bytes, as: SIMD16<UInt8>.self)
    }

    /// The bits that any of four bytes have, one of each vector.
    @inline(__always)
    var union: SIMD16<UInt8> {
        (blocks.0.bytes | blocks.1.bytes) | (blocks.2.bytes | blocks.3.bytes)
    }

    /// The places where a test holds, a bit for each.
    @inline(__always)
    func places(_ test: (ByteBlock) -> SIMDMask<SIMD16<Int8>>) -> UInt64 {
        let masks = (test(blocks.0), test(blocks.1), test(blocks.2), test(blocks.3))
        let all = (masks.0 .| masks.1) .| (masks.2 .| masks.3)
        guard ByteBlock.isAny(all) else { return 0 }
        // Three times, each two bytes become one: at last, a byte has the bits of eight.
        let first = Self.merged(Self.bits(masks.0), Self.bits(masks.1))
        let second = Self.merged(Self.bits(masks.2), Self.bits(masks.3))
        let both = Self.merged(first, second)
        let bytes = Self.merged(both, both)
        // A vector of sixteen bytes is as large as one of two numbers.
        return UInt64(littleEndian: unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)[0])
    }

    /// Keeps another bit of each of eight bytes.
    @inline(__always)
    private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD16<UInt8> {
        let bits = SIMD16<UInt8>(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
        // A mask is a vector of as many signed integers, 0 or -1.
        return unsafe unsafeBitCast(mask, to: SIMD16<UInt8>.self) & bits
    }

    /// Puts the bits of each two bytes into one.
    @inline(__always)
    private static func merged(_ low: SIMD16<UInt8>, _ high: SIMD16<UInt8>) -> SIMD16<UInt8> {
        // Two bytes are a number of sixteen bits, whichever of them comes first.
        let low = unsafe unsafeBitCast(low, to: SIMD8<UInt16>.self)
        let high = unsafe unsafeBitCast(high, to: SIMD8<UInt16>.self)
        let pairs = SIMD16(lowHalf: low | low &>> 8, highHalf: high | high &>> 8)
        return SIMD16<UInt8>(truncatingIfNeeded: pairs)
    }
}
