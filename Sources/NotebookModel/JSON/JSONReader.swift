/// The reading of one JSON text: a position in it and the values that are not closed yet.
struct JSONReader {
    /// An array or object that is open, and where its part of the stack of values starts.
    private struct Container {
        var isObject: Bool
        var start: Int
    }

    let bytes: [UInt8]
    let options: JSONParser
    var position = 0
    var buffer: [UInt8] = []
    private var containers: [Container] = []
    private var valueCount = 0
    private var values: [JSONValue] = []
    private var members: [JSONObject.Member] = []
    private var keys: [String] = []

    init(bytes: [UInt8], options: JSONParser) {
        self.bytes = bytes
        self.options = options
    }

    /// Reads from a position on, where what follows has been found to be well formed.
    init(bytes: [UInt8], from position: Int) {
        self.init(bytes: bytes, options: JSONParser(maximumDepth: .max))
        self.position = position
    }

    /// Reads the whole text.
    mutating func document() throws(JSONError) -> JSONValue {
        if bytes.first == 0xEF, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let value = try value()
        skipWhiteSpace()
        guard position == bytes.count else { throw error(.expected("the end of the text")) }
        return value
    }

    /// Reads one value and the white space before it.
    mutating func value() throws(JSONError) -> JSONValue {
        members.reserveCapacity(16)
        while true {
            guard var value = try valueOrOpening() else { continue }
            while let container = containers.last {
                guard try !continues(container, after: value) else { break }
                value = close(container)
            }
            if containers.isEmpty { return value }
        }
    }

    /// Makes a value of a part of a text that has been found to be well formed.
    static func value(in bytes: [UInt8], at range: Range<Int>) -> JSONValue {
        var reader = JSONReader(bytes: bytes, from: range.lowerBound)
        // What is well formed is read without an error.
        return (try? reader.value()) ?? .null
    }

    /// Reads a value up to its end, or the start of an array or object that isn't empty.
    private mutating func valueOrOpening() throws(JSONError) -> JSONValue? {
        skipWhiteSpace()
        guard position < bytes.count else { throw error(.unexpectedEnd(expected: "a value")) }
        valueCount &+= 1
        guard valueCount <= options.maximumValueCount else {
            throw error(.tooManyValues(limit: options.maximumValueCount))
        }
        switch bytes[position] {
        case UInt8(ascii: "\""):
            return .string(try string())
        case UInt8(ascii: "{"):
            try checkDepth()
            position += 1
            skipWhiteSpace()
            if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
                position += 1
                return .object(JSONObject())
            }
            containers.append(Container(isObject: true, start: members.count))
            try key(orEnd: "a key or '}'")
            return nil
        case UInt8(ascii: "["):
            try checkDepth()
            position += 1
            skipWhiteSpace()
            if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
                position += 1
                return .array([])
            }
            containers.append(Container(isObject: false, start: values.count))
            return nil
        case UInt8(ascii: "t"):
            return try word("true", .bool(true))
        case UInt8(ascii: "f"):
            return try word("false", .bool(false))
        case UInt8(ascii: "n"):
            return try word("null", .null)
        default:
            return .number(try number())
        }
    }

    /// Adds a value to the open container and tells whether another one follows.
    private mutating func continues(
        _ container: Container,
        after value: JSONValue
    ) throws(JSONError) -> Bool {
        let end: UInt8
        if container.isObject {
            guard let key = keys.popLast() else { return false }
            members.append(JSONObject.Member(key: key, value: value))
            end = UInt8(ascii: "}")
        } else {
            values.append(value)
            end = UInt8(ascii: "]")
        }
        skipWhiteSpace()
        let expectation = container.isObject ? "',' or '}'" : "',' or ']'"
        guard position < bytes.count else { throw error(.unexpectedEnd(expected: expectation)) }
        let byte = bytes[position]
        guard byte == UInt8(ascii: ",") || byte == end else {
            throw error(.expected(expectation))
        }
        position += 1
        guard byte == UInt8(ascii: ",") else { return false }
        if container.isObject {
            skipWhiteSpace()
            try key(orEnd: "a key")
        }
        return true
    }

    /// Takes the values of the innermost container off the stack.
    private mutating func close(_ container: Container) -> JSONValue {
        containers.removeLast()
        if container.isObject {
            if containers.isEmpty {
                // The outermost object has the stack for itself.
                defer { members = [] }
                return .object(JSONObject(members: members))
            }
            let own = Array(members[container.start...])
            members.removeSubrange(container.start...)
            return .object(JSONObject(members: own))
        }
        let own = Array(values[container.start...])
        values.removeSubrange(container.start...)
        return .array(own)
    }

    /// Reads a key with the colon behind it.
    private mutating func key(orEnd expectation: String) throws(JSONError) {
        guard position < bytes.count else { throw error(.unexpectedEnd(expected: expectation)) }
        guard bytes[position] == UInt8(ascii: "\"") else { throw error(.expected(expectation)) }
        keys.append(try string())
        skipWhiteSpace()
        guard position < bytes.count else { throw error(.unexpectedEnd(expected: "':'")) }
        guard bytes[position] == UInt8(ascii: ":") else { throw error(.expected("':'")) }
        position += 1
    }

    private func checkDepth() throws(JSONError) {
        guard containers.count < options.maximumDepth else {
            throw error(.tooDeep(limit: options.maximumDepth))
        }
    }

    /// The next byte that is no white space; 0 at the end.
    @inline(__always)
    mutating func peek() -> UInt8 {
        skipWhiteSpace()
        return position < bytes.count ? bytes[position] : 0
    }

    /// Passes over a byte after white space, if it is the one wanted.
    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position &+= 1
        return true
    }

    @inline(__always)
    private mutating func skipWhiteSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
            default: return
            }
        }
    }

    func error(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason, at: position, in: bytes[...])
    }
}
