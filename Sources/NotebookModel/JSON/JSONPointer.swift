/// A place in a JSON document (RFC 6901), for example `/cells/3/metadata/tags`.
///
/// Two pointers are equal if their tokens have the same bytes, as keys of ``JSONObject`` are.
public struct JSONPointer: Sendable, Hashable {
    /// The keys and indices on the way from the outermost value, which has none.
    public var tokens: [String]

    /// Makes a pointer, to the outermost value by default.
    public init(_ tokens: [String] = []) {
        self.tokens = tokens
    }

    /// Reads a pointer, or gives `nil` if the text is none.
    ///
    /// - Parameter text: Each token behind a slash, with `~0` for `~` and `~1` for a slash; an
    ///   empty text is the pointer to the outermost value.
    public init?(text: String) {
        guard text.isEmpty || text.utf8.first == UInt8(ascii: "/") else { return nil }
        tokens = []
        for token in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .dropFirst()
        {
            var bytes: [UInt8] = []
            var isEscape = false
            for byte in token {
                switch (isEscape, byte) {
                case (false, UInt8(ascii: "~")): isEscape = true
                case (false, _): bytes.append(byte)
                case (true, UInt8(ascii: "0")), (true, UInt8(ascii: "1")):
                    bytes.append(byte == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
                    isEscape = false
                default: return nil
                }
            }
            guard !isEscape else { return nil }
            tokens.append(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Tells whether two pointers have the same tokens, byte by byte.
    public static func == (left: JSONPointer, right: JSONPointer) -> Bool {
        left.tokens.elementsEqual(right.tokens) { $0.hasSameBytes(as: $1) }
    }

    /// Feeds the bytes of the tokens to a hasher.
    public func hash(into hasher: inout Hasher) {
        for token in tokens { hasher.combine(Array(token.utf8)) }
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer as text: each token behind a slash, `~` as `~0` and a slash as `~1`.
    public var description: String {
        var bytes: [UInt8] = []
        for token in tokens {
            bytes.append(UInt8(ascii: "/"))
            for byte in token.utf8 {
                switch byte {
                case UInt8(ascii: "~"): bytes.append(contentsOf: "~0".utf8)
                case UInt8(ascii: "/"): bytes.append(contentsOf: "~1".utf8)
                default: bytes.append(byte)
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONValue {
    /// The value at a place, if there is one.
    ///
    /// - Parameter pointer: The place; the last of several members with one name counts.
    public subscript(pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            let next: JSONValue? =
                switch value {
                case .object(let object): object[token]
                case .array: Int(token).flatMap { String($0) == token ? value[$0] : nil }
                default: nil
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }
}

extension JSONPointer {
    /// Tells whether a place comes first: an outer one, a smaller index, a name by its bytes.
    func precedes(_ other: JSONPointer) -> Bool {
        for (left, right) in zip(tokens, other.tokens) where !left.hasSameBytes(as: right) {
            switch (Int(left), Int(right)) {
            case (let left?, let right?) where left != right: return left < right
            case (.some, nil): return true
            case (nil, .some): return false
            default: return left.utf8.lexicographicallyPrecedes(right.utf8)
            }
        }
        return tokens.count < other.tokens.count
    }
}
