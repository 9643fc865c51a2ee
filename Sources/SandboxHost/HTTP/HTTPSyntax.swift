/// Which bytes may stand where.
enum HTTPSyntax {
    static let tab = UInt8(ascii: "\t")
    static let space = UInt8(ascii: " ")
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    /// Methods and field names: RFC 9110, section 5.6.2.
    static func isToken(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    /// Field values and reason phrases, without control characters: RFC 9110, section 5.5.
    static func isText(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.allSatisfy { $0 == tab || ($0 >= space && $0 != 0x7F) }
    }

    /// Without blanks at the ends.
    static func trimmed<Bytes: BidirectionalCollection<UInt8>>(
        _ bytes: Bytes
    ) -> Bytes.SubSequence {
        let isBlank = { (byte: UInt8) in byte == tab || byte == space }
        let rest = bytes.drop(while: isBlank)
        let end = rest.lastIndex { !isBlank($0) }.map { rest.index(after: $0) }
        return rest[..<(end ?? rest.startIndex)]
    }

    /// A number of these digits only, or nil; nil too if it is beyond `Int`.
    static func number(_ digits: some Collection<UInt8>, radix: Int) -> Int? {
        guard !digits.isEmpty else { return nil }
        var number = 0
        for digit in digits {
            guard let value = Character(Unicode.Scalar(digit)).hexDigitValue, value < radix
            else { return nil }
            let (product, overflows) = number.multipliedReportingOverflow(by: radix)
            let (sum, exceeds) = product.addingReportingOverflow(value)
            guard !overflows, !exceeds else { return nil }
            number = sum
        }
        return number
    }
}
