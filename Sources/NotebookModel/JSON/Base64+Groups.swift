extension Base64 {
    /// What a digit adds to the 24 bits of its group, for each of the four places of a group; the
    /// highest bit is set for bytes that are no digits.
    private static let bits: [UInt32] = {
        var bits = [UInt32](repeating: 1 << 31, count: 4 * 256)
        for (value, digit) in alphabet.enumerated() {
            for place in 0..<4 {
                bits[256 * place + Int(digit)] = UInt32(value) << (6 * UInt32(3 - place))
            }
        }
        return bits
    }()

    /// Decodes groups of four digits as long as nothing stands between them.
    ///
    /// - Parameters:
    ///   - digits: The text.
    ///   - index: Where to begin; then where the first group stands that is none or is not whole.
    ///   - output: Takes the bytes. Of the room at its end, a byte is left free.
    ///   - end: Where they go; then where they end.
    package static func decodeGroups(
        _ digits: Span<UInt8>,
        from index: inout Int,
        to output: inout [UInt8],
        at end: inout Int
    ) {
        let text = unsafe digits.bytes
        let table = bits
        let bits = table.span
        // So that no single look into the table has to be checked.
        guard bits.count == 4 * 256 else { return }
        var target = output.mutableSpan
        var room = unsafe target.mutableBytes
        var (place, next) = (index, end)
        while place &+ 4 <= text.byteCount, next &+ 4 <= room.byteCount {
            // Any four bytes are a number, and the bounds are checked.
            let group = UInt32(
                littleEndian: unsafe text.unsafeLoadUnaligned(
                    fromByteOffset: place,
                    as: UInt32.self
                )
            )
            let first = bits[Int(group & 0xFF)] | bits[256 &+ Int(group >> 8 & 0xFF)]
            let second = bits[512 &+ Int(group >> 16 & 0xFF)] | bits[768 &+ Int(group >> 24)]
            guard first | second < 1 << 31 else { break }
            // The fourth byte is none of the group's; the next one stands in its place.
            let bytes = ((first | second) << 8).bigEndian
            room.storeBytes(of: bytes, toByteOffset: next, as: UInt32.self)
            place &+= 4
            next &+= 3
        }
        (index, end) = (place, next)
    }
}
