/// Walks over JSON without making values of it, exactly as strict as ``JSONReader``.
///
/// It tells only whether a text is well formed: who wants to know what is wrong reads it again.
struct JSONScanner {
    let options: JSONParser
    private(set) var position: Int
    private var valueCount: Int
    /// Whether each open container is an object, the innermost last.
    private var containers: [Bool] = []

    /// Starts at a position, with so many values before it.
    init(options: JSONParser, position: Int = 0, valueCount: Int = 0) {
        self.options = options
        self.position = position
        self.valueCount = valueCount
    }

    /// The next byte that is no white space.
    @inline(__always)
    mutating func peek(_ bytes: Span<UInt8>) -> UInt8? {
        while position < bytes.count {
            let byte = bytes[position]
            // All white space is at most 0x20, as is only what can't stand here.
            if byte > 0x20 { return byte }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position &+= 1
        }
        return nil
    }

    /// Passes over a byte after white space, if it is the one wanted.
    @inline(__always)
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard peek(bytes) == byte else { return false }
        position &+= 1
        return true
    }

    /// Passes over a string, with its quotes, at the position.
    ///
    /// - Returns: The range of its inside, or `nil` if there is no well-formed string.
    mutating func string(_ bytes: Span<UInt8>) -> Range<Int>? {
        guard take(0x22, bytes) else { return nil }
        let start = position
        guard let end = StringScanner.end(in: bytes, from: start) else { return nil }
        position = end
        return start..<(end - 1)
    }

    /// Passes over a whole value and the white space before it.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - depth: How many containers are open around it.
    /// - Returns: Whether it is well formed and within the limits.
    mutating func value(_ bytes: Span<UInt8>, depth: Int) -> Bool {
        containers.removeAll(keepingCapacity: true)
        while true {
            guard let opened = scalarOrOpening(bytes, depth: depth) else { return false }
            if opened { continue }
            while let isObject = containers.last {
                guard let byte = peek(bytes) else { return false }
                position &+= 1
                if byte == UInt8(ascii: ",") {
                    if isObject { guard key(bytes) else { return false } }
                    break
                }
                guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    return false
                }
                containers.removeLast()
            }
            if containers.isEmpty { return true }
        }
    }

    /// Passes over a scalar, an empty container, or the opening of another; true for the last.
    @inline(__always)
    private mutating func scalarOrOpening(_ bytes: Span<UInt8>, depth: Int) -> Bool? {
        guard let byte = peek(bytes) else { return nil }
        valueCount &+= 1
        guard valueCount <= options.maximumValueCount else { return nil }
        switch byte {
        case UInt8(ascii: "\""):
            guard let end = StringScanner.end(in: bytes, from: position &+ 1) else { return nil }
            position = end
            return false
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth + containers.count < options.maximumDepth else { return nil }
            position &+= 1
            let isObject = byte == UInt8(ascii: "{")
            // The closing brackets are two above the opening ones.
            if take(byte &+ 2, bytes) { return false }
            containers.append(isObject)
            if isObject { guard key(bytes) else { return nil } }
            return true
        default:
            guard
                let end = ScalarScanner.end(
                    in: bytes,
                    from: position,
                    nonFinite: options.acceptsNonFiniteNumbers
                )
            else { return nil }
            position = end
            return false
        }
    }

    /// Passes over a key with the colon behind it.
    @inline(__always)
    private mutating func key(_ bytes: Span<UInt8>) -> Bool {
        string(bytes) != nil && take(UInt8(ascii: ":"), bytes)
    }
}
