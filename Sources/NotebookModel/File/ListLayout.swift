/// Where the elements of a JSON array stand in a text.
struct ListLayout: Sendable {
    /// From the opening bracket to behind the closing one.
    var range: Range<Int>
    var elements: [Range<Int>] = []

    /// Reads an array that has been found to be well formed.
    ///
    /// - Returns: `nil` if the value at the range is no array.
    init?(_ range: Range<Int>, in bytes: [UInt8]) {
        var scanner = JSONScanner(
            options: JSONParser(maximumDepth: .max),
            position: range.lowerBound
        )
        self.init(bytes.span, scanner: &scanner, depth: 0)
    }

    /// Reads an array whose elements have a number of containers around them.
    ///
    /// - Returns: `nil` if there is no well-formed array.
    init?(_ text: Span<UInt8>, scanner: inout JSONScanner, depth: Int) {
        guard scanner.take(UInt8(ascii: "["), text) else { return nil }
        let start = scanner.position - 1
        range = start..<start
        if !scanner.take(UInt8(ascii: "]"), text) {
            repeat {
                guard scanner.peek(text) != nil else { return nil }
                let begin = scanner.position
                guard scanner.value(text, depth: depth) else { return nil }
                elements.append(begin..<scanner.position)
            } while scanner.take(UInt8(ascii: ","), text)
            guard scanner.take(UInt8(ascii: "]"), text) else { return nil }
        }
        range = start..<scanner.position
    }
}
