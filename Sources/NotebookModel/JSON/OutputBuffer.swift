/// Bytes on their way to the end of an array.
///
/// Tokens are short: to append each of them to an array takes longer than to store its bytes. Here
/// they are stored where they shall stand, in the array's spare room, at the price of a comparison;
/// where that room doesn't suffice, all of them move to memory of the buffer's own.
@safe struct OutputBuffer: ~Copyable {
    // Nobody else has the memory as long as the buffer lives; only what is below `count` has been
    // written, and is read.
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private var isOwn = false

    private init(_ memory: UnsafeMutableBufferPointer<UInt8>, base: UnsafeMutablePointer<UInt8>) {
        unsafe self.base = base
        capacity = memory.count
    }

    deinit {
        if isOwn { unsafe base.deallocate() }
    }

    /// Appends to an array what a body writes.
    ///
    /// - Parameters:
    ///   - bytes: The array.
    ///   - expected: How many bytes there may be; more take longer.
    ///   - write: Gets the buffer, and gives it back.
    static func append(
        to bytes: inout [UInt8],
        expecting expected: Int,
        _ write: (consuming OutputBuffer) -> OutputBuffer
    ) {
        var others: OutputBuffer?
        bytes.append(addingCapacity: max(expected, bytes.capacity - bytes.count)) { span in
            unsafe span.withUnsafeMutableBufferPointer { memory, count in
                guard let base = memory.baseAddress else { return }
                let buffer = write(unsafe OutputBuffer(memory, base: base))
                if buffer.isOwn {
                    others = consume buffer
                } else {
                    count = buffer.count
                }
            }
        }
        guard let others else { return }
        // That many bytes of the memory have been written.
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: others.base, count: others.count)
        )
    }

    /// Appends what a body stores.
    ///
    /// - Parameters:
    ///   - room: How many bytes the body needs room for.
    ///   - body: Stores bytes from where the pointer points, no more than it is told that there is
    ///     room for, and returns how many of them count.
    @inline(__always)
    mutating func append(
        atLeast room: Int,
        _ body: (_ base: UnsafeMutablePointer<UInt8>, _ room: Int) -> Int
    ) {
        if room > capacity &- count { grow(for: room) }
        // What lies behind the bytes that count is free.
        count &+= unsafe body(base + count, capacity &- count)
    }

    /// Appends what a body stores.
    ///
    /// - Parameters:
    ///   - room: How many bytes the body may store.
    ///   - body: Stores bytes from where the pointer points and returns how many of them count.
    @inline(__always)
    mutating func append(
        atMost room: Int,
        _ body: (_ base: UnsafeMutablePointer<UInt8>) -> Int
    ) {
        unsafe append(atLeast: room) { base, _ in unsafe body(base) }
    }

    /// Appends what a body stores, unless it returns `nil`; tells whether it did.
    @inline(__always)
    mutating func append(
        ifCopied room: Int,
        _ body: (_ base: UnsafeMutablePointer<UInt8>) -> Int?
    ) -> Bool {
        if room > capacity &- count { grow(for: room) }
        // As above.
        guard let added = unsafe body(base + count) else { return false }
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

    @inline(never)
    private mutating func grow(for room: Int) {
        let larger = max(2 * capacity, count + room)
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        // That many bytes of the old memory have been written, and the new one has room for more.
        unsafe memory.update(from: base, count: count)
        if isOwn { unsafe base.deallocate() }
        unsafe base = memory
        capacity = larger
        isOwn = true
    }
}
