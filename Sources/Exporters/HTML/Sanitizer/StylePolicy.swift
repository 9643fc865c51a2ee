/// Which styles may stand in a page.
enum StylePolicy {
    /// Properties that change how a text looks and nothing else: none that place it over others,
    /// load something or run something.
    private static let properties: Set<String> = [
        "background", "background-color", "border", "border-bottom", "border-collapse",
        "border-color", "border-left", "border-radius", "border-right", "border-spacing",
        "border-style", "border-top", "border-width", "clear", "color", "display", "float",
        "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height",
        "letter-spacing", "line-height", "list-style-type", "margin", "margin-bottom",
        "margin-left", "margin-right", "margin-top", "max-height", "max-width", "min-height",
        "min-width", "overflow", "overflow-x", "overflow-y", "padding", "padding-bottom",
        "padding-left", "padding-right", "padding-top", "text-align", "text-decoration",
        "text-indent", "text-transform", "vertical-align", "white-space", "width", "word-break",
    ]

    private static let functions: Set<String> = [
        "rgb", "rgba", "hsl", "hsla", "calc", "linear-gradient", "var",
    ]

    /// The harmless declarations of a `style` attribute, and the properties of those that would load
    /// something or place it over others.
    ///
    /// Text on a ground of its own gets a colour too if it has none, since the page's may be light.
    static func declarations(_ style: [UInt8]) -> (kept: [UInt8], refused: [String]) {
        guard style.count <= 4_000 else { return ([], ["style"]) }
        var output: [UInt8] = []
        var refused: [String] = []
        var (hasColor, hasGround) = (false, false)
        for part in style.split(separator: UInt8(ascii: ";")) {
            guard let colon = part.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = String(decoding: trimmed(part[..<colon]), as: UTF8.self).lowercased()
            let value = trimmed(part[(colon + 1)...])
            guard properties.contains(name), isHarmless(value) else {
                if name == "position" || properties.contains(name) { refused.append(name) }
                continue
            }
            // A negative margin would lay a text over its neighbours.
            if name.hasPrefix("margin"), value.contains(UInt8(ascii: "-")) { continue }
            if name == "color" { hasColor = true }
            if name.hasPrefix("background"), !isClear(value) { hasGround = true }
            if !output.isEmpty { output.append(UInt8(ascii: ";")) }
            output.add(name + ":")
            output.append(contentsOf: value)
        }
        if hasGround, !hasColor { output.add(";color:#1d1d1f") }
        return (output, refused)
    }

    /// The text of a style sheet, if it can neither load anything nor end its element.
    static func sheet(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let small = String(decoding: text, as: UTF8.self).lowercased()
        // A backslash could spell any of these another way.
        let forbidden = ["<", "\\", "url", "@import", "image", "src", "expression", "element("]
        return forbidden.contains { contains(small, $0) } ? nil : text
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        let (text, part) = (Array(text.utf8), Array(part.utf8))
        var index = 0
        while let next = text[index...].firstIndex(of: part[0]) {
            if text[next...].starts(with: part) { return true }
            index = next + 1
        }
        return false
    }

    private static func isClear(_ value: ArraySlice<UInt8>) -> Bool {
        ["none", "transparent", "inherit", "initial", "unset"]
            .contains(String(decoding: value, as: UTF8.self).lowercased())
    }

    private static func isHarmless(_ value: ArraySlice<UInt8>) -> Bool {
        var word: [UInt8] = []
        for byte in value {
            switch byte {
            case UInt8(ascii: "("):
                let name = String(decoding: word, as: UTF8.self).lowercased()
                guard word.isEmpty || functions.contains(name) else { return false }
                word = []
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                word.append(byte)
            case UInt8(ascii: " "), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "."),
                UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: "'"),
                UInt8(ascii: "\""), UInt8(ascii: "!"), 0x0A, 0x09:
                word = []
            default:
                return false
            }
        }
        return !value.isEmpty
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, HTMLTokenizer.isSpace(first) { bytes.removeFirst() }
        while let last = bytes.last, HTMLTokenizer.isSpace(last) { bytes.removeLast() }
        return bytes
    }
}
