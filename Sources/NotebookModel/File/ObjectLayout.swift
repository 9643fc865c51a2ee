/// Where the members of a JSON object stand in a text.
struct ObjectLayout: Sendable {
    struct Member: Sendable {
        var key: String
        /// From the opening quote of the key to the end of the value.
        var range: Range<Int>
        var value: Range<Int>
    }

    /// From the opening bracket to behind the closing one.
    var range: Range<Int>
    var members: [Member] = []

    /// Reads an object that has been found to be well formed.
    ///
    /// - Returns: `nil` if the value at the range is no object.
    init?(_ range: Range<Int>, in bytes: [UInt8]) {
        var scanner = JSONScanner(
            options: JSONParser(maximumDepth: .max),
            position: range.lowerBound
        )
        self.init(bytes, scanner: &scanner) { scanner, _, text in scanner.value(text, depth: 0) }
    }

    /// Reads an object, each of its values by a function that gets its key.
    ///
    /// - Returns: `nil` if there is no well-formed object.
    init?(
        _ bytes: [UInt8],
        scanner: inout JSONScanner,
        value: (inout JSONScanner, String, Span<UInt8>) -> Bool
    ) {
        let text = bytes.span
        guard scanner.take(UInt8(ascii: "{"), text) else { return nil }
        let start = scanner.position - 1
        range = start..<start
        if !scanner.take(UInt8(ascii: "}"), text) {
            repeat {
                guard let name = scanner.string(text), scanner.take(UInt8(ascii: ":"), text),
                    scanner.peek(text) != nil
                else { return nil }
                let begin = scanner.position
                let key = ObjectLayout.key(name, in: bytes)
                guard value(&scanner, key, text) else { return nil }
                members.append(
                    Member(
                        key: key,
                        range: name.lowerBound - 1..<scanner.position,
                        value: begin..<scanner.position
                    )
                )
            } while scanner.take(UInt8(ascii: ","), text)
            guard scanner.take(UInt8(ascii: "}"), text) else { return nil }
        }
        range = start..<scanner.position
    }

    /// The member that counts of those with a name.
    func member(_ key: String) -> Member? { members.last { $0.key == key } }

    private static func key(_ inside: Range<Int>, in bytes: [UInt8]) -> String {
        JSONReader.value(in: bytes, at: inside.lowerBound - 1..<inside.upperBound + 1).stringValue
            ?? ""
    }
}
