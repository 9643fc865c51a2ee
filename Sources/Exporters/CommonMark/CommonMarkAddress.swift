/// Rules for the addresses of links and images.
enum CommonMarkAddress {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Tells whether an address can do no harm in a page.
    ///
    /// Scripts, files and data are refused, but images may be data. As in browsers, case doesn't
    /// count, nor do control characters and blanks before the scheme or in it.
    static func isSafe(_ address: [UInt8], use: CommonMarkRenderer.AddressUse) -> Bool {
        var scheme: [UInt8] = []
        var rest = address[...]
        while let byte = rest.popFirst(), byte != Mark.colon {
            if byte > 0x20 { scheme.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
            if scheme.count > 16 { return true }
        }
        switch String(decoding: scheme, as: UTF8.self) {
        case "javascript", "vbscript", "file":
            return false
        case "data":
            let head = rest.prefix(11).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            let types = ["image/png;", "image/gif;", "image/jpeg;", "image/webp;", "image/svg+x"]
            return use == .image && types.contains { head.starts(with: $0.utf8) }
        default:
            return true
        }
    }

    /// Appends an address percent-encoded and escaped for an attribute; codes in it stay.
    static func append(_ address: [UInt8], to output: inout [UInt8]) {
        for index in address.indices {
            let byte = address[index]
            switch byte {
            case Mark.ampersand:
                output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "%"):
                let isCode =
                    index + 2 < address.count && Mark.isHexDigit(address[index + 1])
                    && Mark.isHexDigit(address[index + 2])
                output.append(byte)
                if !isCode { output.append(contentsOf: "25".utf8) }
            case Mark.quotation, Mark.less, Mark.greater, Mark.leftBracket, Mark.backslash,
                Mark.rightBracket, UInt8(ascii: "^"), Mark.backtick, Mark.leftBrace, Mark.bar,
                Mark.rightBrace, 0...0x20, 0x7F...:
                output.append(UInt8(ascii: "%"))
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            default:
                output.append(byte)
            }
        }
    }
}
