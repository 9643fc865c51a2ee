import NotebookModel

/// Data URIs (RFC 2397) made of what notebooks hold.
enum DataURI {
    /// Classes of bytes in Base64: 0 for digits, 1 for white space, 2 for padding, 3 for others.
    private static let classes: [UInt8] = {
        var classes = [UInt8](repeating: 3, count: 256)
        for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { classes[Int(byte)] = 0 }
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") {
            classes[Int(byte)] = 0
            classes[Int(byte | 0x20)] = 0
        }
        classes[Int(UInt8(ascii: "+"))] = 0
        classes[Int(UInt8(ascii: "/"))] = 0
        for byte in 0x09...0x0D { classes[byte] = 1 }
        classes[0x20] = 1
        classes[Int(UInt8(ascii: "="))] = 2
        return classes
    }()

    /// Adds a content as a data URI, which needs no escapes in HTML.
    ///
    /// - Parameters:
    ///   - content: The content.
    ///   - type: Its MIME type; one that isn't simple becomes that of plain bytes.
    ///   - output: What it is appended to.
    /// - Returns: Whether there is data that can be decoded; if not, an unfinished URI stands there.
    static func append(
        _ content: MIMEBundle.Content,
        type: String,
        to output: inout [UInt8]
    ) -> Bool {
        output.add("data:\(PercentEncoding.mediaType(type));base64,")
        switch content {
        case .text(let text):
            // JupyterLab attaches SVG as Base64 too, where outputs have it as text.
            let start = output.count
            if text.utf8.first(where: { $0 > 0x20 }) != UInt8(ascii: "<"),
                appendDigits(Array(text.utf8), to: &output)
            {
                return true
            }
            output.removeSubrange(start...)
            output.add(Base64.encode(Array(text.utf8)))
            return !text.isEmpty
        case .base64(let digits):
            return appendDigits(Array(digits.utf8), to: &output)
        case .json:
            return false
        }
    }

    /// Adds digits without the white space between them.
    ///
    /// - Returns: Whether they can be decoded and there are any.
    static func appendDigits(_ digits: [UInt8], to output: inout [UInt8]) -> Bool {
        let classes = classes
        var rest = digits[...]
        var count = 0
        // For the large ones only: to make room each time would copy all that is there.
        if digits.count > output.count { output.reserveCapacity(output.count + digits.count + 512) }
        while !rest.isEmpty {
            let end = rest.firstIndex { classes[Int($0)] != 0 } ?? rest.endIndex
            output.append(contentsOf: rest[..<end])
            count += end - rest.startIndex
            guard end < rest.endIndex else { break }
            if classes[Int(rest[end])] != 1 {
                return count > 0 && finish(rest[end...], after: count, to: &output)
            }
            rest = rest[(end + 1)...]
        }
        return count > 0 && finish([], after: count, to: &output)
    }

    /// Checks what stands behind the last digit and pads the whole.
    private static func finish(
        _ padding: ArraySlice<UInt8>,
        after count: Int,
        to output: inout [UInt8]
    ) -> Bool {
        let isPadding = padding.allSatisfy { classes[Int($0)] == 1 || classes[Int($0)] == 2 }
        guard isPadding, padding.count(where: { classes[Int($0)] == 2 }) <= 2, count % 4 != 1 else {
            return false
        }
        output.add(["", "", "==", "="][count % 4])
        return true
    }
}
