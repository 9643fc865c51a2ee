/// Bytes on their way to an array, gathered in a window.
///
/// Tokens are short: to append each of them to an array takes longer than to store its bytes. In the
/// window there is room for a token at the price of a comparison, and the array takes a windowful.
@safe struct OutputBuffer: ~Copyable {
    /// The most bytes that can be stored at once.
    static let size = 8192

    private var bytes: [UInt8] = []
    // Nobody else has the window; only what is below `count` has been written, and is read.
    private let window: UnsafeMutablePointer<UInt8>
    private var count = 0

    init() {
        unsafe window = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.size)
    }

    deinit {
        unsafe window.deallocate()
    }

    /// Appends what a body stores.
    ///
    /// - Parameters:
    ///   - room: How many bytes the body may store, at most ``size``.
    ///   - body: Stores bytes from where the pointer points and returns how many of them count.
    @inline(__always)
    mutating func append(
        atMost room: Int,
        _ body: (_ base: UnsafeMutablePointer<UInt8>) -> Int
    ) {
        if count &+ room > Self.size { flush(for: room) }
        // There is room for `room` bytes behind those that count, which is all that the body gets.
        count &+= unsafe body(window + count)
    }

    /// Appends what a body stores, unless it returns `nil`; tells whether it did.
    @inline(__always)
    mutating func append(
        ifCopied room: Int,
        _ body: (_ base: UnsafeMutablePointer<UInt8>) -> Int?
    ) -> Bool {
        if count &+ room > Self.size { flush(for: room) }
        // As above.
        guard let added = unsafe body(window + count) else { return false }
        count &+= added
        return true
    }

    /// Appends a byte.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        unsafe append(atMost: 1) { base in
            unsafe base[0] = byte
            return 1
        }
    }

    /// Appends short text as it is.
    @inline(__always)
    mutating func append(_ text: StaticString) {
        // A static string has as many bytes as it says.
        unsafe append(atMost: text.utf8CodeUnitCount) { base in
            unsafe base.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
            return text.utf8CodeUnitCount
        }
    }

    /// Appends text as it is.
    mutating func append(_ text: Span<UInt8>) {
        for index in text.indices { append(text[index]) }
    }

    /// Swaps what has been appended with other bytes.
    mutating func swap(with other: inout [UInt8]) {
        flush(for: 0)
        Swift.swap(&bytes, &other)
    }

    @inline(never)
    private mutating func flush(for room: Int) {
        precondition(room <= Self.size)
        // That many bytes of the window have been written.
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: window, count: count))
        count = 0
    }
}
