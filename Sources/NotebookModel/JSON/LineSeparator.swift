/// What stands between the lines of a text that is written as a list of them: the end of a string,
/// a comma, usually a new line with its indentation, and the beginning of the next string.
struct LineSeparator {
    /// The most bytes that are stored.
    static let room = 64

    /// How many bytes there are.
    let count: Int
    private let start: SIMD32<UInt8>
    private let end: SIMD32<UInt8>
    /// All bytes, where there are more than ``room``.
    private let wide: [UInt8]

    /// - Parameters:
    ///   - space: What stands behind the comma: a line end or a space, if anything.
    ///   - indent: The byte of the indentation.
    ///   - width: How often it stands there.
    init(_ space: StaticString, indent: UInt8, width: Int) {
        let count = 3 + space.utf8CodeUnitCount + width
        let size = max(count, Self.room)
        (self.count, start, end, wide) = unsafe withUnsafeTemporaryAllocation(
            of: UInt8.self,
            capacity: size
        ) { bytes in
            unsafe bytes.initialize(repeating: indent)
            // At least 64 bytes, of which three and those of the space are set, the last one among
            // them. A static string has as many bytes as it says.
            unsafe bytes[0] = UInt8(ascii: "\"")
            unsafe bytes[1] = UInt8(ascii: ",")
            for index in 0..<space.utf8CodeUnitCount {
                unsafe bytes[2 + index] = space.utf8Start[index]
            }
            unsafe bytes[count - 1] = UInt8(ascii: "\"")
            let raw = UnsafeRawBufferPointer(bytes)
            return unsafe (
                count, raw.loadUnaligned(as: SIMD32<UInt8>.self),
                raw.loadUnaligned(fromByteOffset: 32, as: SIMD32<UInt8>.self),
                count > Self.room ? unsafe Array(bytes[..<count]) : []
            )
        }
    }

    /// Whether it can be stored.
    var isUsual: Bool { count <= Self.room }

    /// Stores the separator where there is room for 64 bytes.
    @inline(__always)
    func store(at base: UnsafeMutablePointer<UInt8>) {
        let target = UnsafeMutableRawPointer(base)
        unsafe target.storeBytes(of: start, as: SIMD32<UInt8>.self)
        if count > 32 { unsafe (target + 32).storeBytes(of: end, as: SIMD32<UInt8>.self) }
    }

    /// Appends the separator.
    func append(to output: inout OutputBuffer) {
        guard isUsual else { return output.append(wide.span) }
        unsafe output.append(atMost: Self.room) { base in
            unsafe store(at: base)
            return count
        }
    }
}
