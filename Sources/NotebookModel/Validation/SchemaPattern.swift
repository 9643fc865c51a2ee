/// The regular expressions of nbformat's schemas, each as a test of a text.
///
/// They are searched by Python's `re`, where a dot is anything but a line feed, and `$` is the end
/// of the text or the place before a line feed at its end. So all but the one for tags let a text
/// pass that ends in one line feed.
enum SchemaPattern {
    /// `^[a-zA-Z0-9-_]+$`, of 1 to 64 characters: the id of a cell.
    static func isID(_ text: String) -> Bool {
        let id = withoutFinalLineFeed(text)
        return text.utf8.count <= 64 && !id.isEmpty
            && id.allSatisfy { isLetterOrDigit($0) || $0 == hyphen || $0 == underscore }
    }

    /// `^.+$`: the name of a cell.
    static func isName(_ text: String) -> Bool {
        isLine(text) && !withoutFinalLineFeed(text).isEmpty
    }

    /// `^.*$`: the names of the times at which a cell ran.
    static func isLine(_ text: String) -> Bool {
        !withoutFinalLineFeed(text).contains(lineFeed)
    }

    /// `^[^,]+$`: a tag.
    static func isTag(_ text: String) -> Bool {
        !text.utf8.isEmpty && !text.utf8.contains(UInt8(ascii: ","))
    }

    /// `^application/(.*\+)?json$`: the MIME types whose content is any JSON value.
    static func isJSON(_ text: String) -> Bool {
        guard isLine(text), text.utf8.starts(with: "application/".utf8) else { return false }
        let rest = withoutFinalLineFeed(text).dropFirst("application/".utf8.count)
        return rest.elementsEqual("json".utf8) || rest.suffix(5).elementsEqual("+json".utf8)
    }

    /// `^[a-zA-Z0-9]+/[a-zA-Z0-9\-\+\.]+$`: the MIME types of results in format 3.
    static func isMIMEType(_ text: String) -> Bool {
        guard let parts = typeAndSubtype(text) else { return false }
        return parts.type.allSatisfy(isLetterOrDigit)
    }

    /// `[a-zA-Z0-9]+/[a-zA-Z0-9\-\+\.]+$`: the MIME types of displayed data in format 3.
    static func endsWithMIMEType(_ text: String) -> Bool {
        typeAndSubtype(text) != nil
    }

    /// Takes a text apart at its last slash, if what stands around it is there and allowed.
    private static func typeAndSubtype(
        _ text: String
    ) -> (type: Substring.UTF8View, subtype: Substring.UTF8View)? {
        let bytes = withoutFinalLineFeed(text)
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        let type = bytes[..<slash]
        let subtype = bytes[bytes.index(after: slash)...]
        guard let last = type.last, isLetterOrDigit(last), !subtype.isEmpty,
            subtype.allSatisfy({ isLetterOrDigit($0) || [hyphen, 0x2B, 0x2E].contains($0) })
        else { return nil }
        return (type, subtype)
    }

    private static let lineFeed: UInt8 = 0x0A
    private static let hyphen = UInt8(ascii: "-")
    private static let underscore = UInt8(ascii: "_")

    private static func withoutFinalLineFeed(_ text: String) -> Substring.UTF8View {
        let bytes = text[...].utf8
        return bytes.last == lineFeed ? bytes.dropLast() : bytes
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
