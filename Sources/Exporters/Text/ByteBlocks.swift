/// Looks at the bytes of a text sixteen at a time.
///
/// The notebook model has blocks of its own, for JSON: what is called for each block has to be inlined,
/// which it isn't from another module.
enum ByteBlocks {
    typealias Block = SIMD16<UInt8>
    typealias Mask = SIMDMask<SIMD16<Int8>>

    /// Calls a body with all bytes: with some of them twice, and with spaces behind a short text.
    @inline(__always)
    static func forEach(in bytes: Span<UInt8>, _ body: (Block) -> Void) {
        let text = unsafe bytes.bytes
        let last = bytes.count &- Block.scalarCount
        guard last >= 0 else { return body(short(bytes)) }
        var index = 0
        while index < last {
            // Any sixteen bytes are a vector of bytes, and the bounds are checked.
            body(unsafe text.unsafeLoadUnaligned(fromByteOffset: index, as: Block.self))
            index &+= Block.scalarCount
        }
        body(unsafe text.unsafeLoadUnaligned(fromByteOffset: last, as: Block.self))
    }

    /// Calls a body with all bytes, each beside one that stands next to it: behind it or, in the
    /// last block, before it; all pairs are among those.
    @inline(__always)
    static func forEachPair(in bytes: Span<UInt8>, _ body: (Block, Block) -> Void) {
        let text = unsafe bytes.bytes
        let last = bytes.count &- Block.scalarCount
        guard last > 0 else {
            return body(short(bytes), short(bytes.extracting(droppingFirst: 1)))
        }
        var index = 0
        while true {
            let neighbour = index < last ? index &+ 1 : last &- 1
            // As above; there is one byte more than these. One call only is inlined.
            unsafe body(
                text.unsafeLoadUnaligned(fromByteOffset: index, as: Block.self),
                text.unsafeLoadUnaligned(fromByteOffset: neighbour, as: Block.self)
            )
            if index == last { return }
            index = min(index &+ Block.scalarCount, last)
        }
    }

    private static func short(_ bytes: Span<UInt8>) -> Block {
        var block = Block(repeating: 0x20)
        for index in bytes.indices { block[index] = bytes[index] }
        return block
    }

    /// Where a byte stands.
    @inline(__always)
    static func places(of byte: UInt8, in block: Block) -> Mask {
        block .== Block(repeating: byte)
    }

    /// Tells whether a mask has any place.
    @inline(__always)
    static func isAny(_ mask: Mask) -> Bool {
        // A mask is a vector of as many signed integers, 0 or -1.
        let halves = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return halves[0] | halves[1] != 0
    }
}
