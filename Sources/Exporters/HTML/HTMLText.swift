/// Text on its way into HTML, byte by byte.
enum HTMLText {
    /// What a byte becomes where it can't stand for itself, empty for all others.
    private static let replacements: [[UInt8]] = {
        var table = [[UInt8]](repeating: [], count: 256)
        table[0x22] = Array("&quot;".utf8)
        table[0x26] = Array("&amp;".utf8)
        table[0x27] = Array("&#39;".utf8)
        table[0x3C] = Array("&lt;".utf8)
        table[0x3E] = Array("&gt;".utf8)
        // A NUL has no place in HTML, not even as a reference.
        table[0x00] = Array("\u{FFFD}".utf8)
        return table
    }()

    private static let isSpecial: [Bool] = replacements.map { !$0.isEmpty }

    /// Adds text so that it stands for itself, between tags and in a quoted attribute alike.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - output: What it is appended to.
    static func escape(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        let isSpecial = isSpecial
        var start = bytes.startIndex
        for index in bytes.indices where isSpecial[Int(bytes[index])] {
            output.append(contentsOf: bytes[start..<index])
            output.append(contentsOf: replacements[Int(bytes[index])])
            start = index + 1
        }
        output.append(contentsOf: bytes[start...])
    }
}

extension [UInt8] {
    /// Adds markup or text that needs no escapes.
    mutating func add(_ markup: String) {
        append(contentsOf: markup.utf8)
    }

    /// Adds text so that it stands for itself.
    mutating func addEscaped(_ text: String) {
        HTMLText.escape(Array(text.utf8)[...], to: &self)
    }

    /// Adds text so that it stands for itself.
    mutating func addEscaped(_ bytes: ArraySlice<UInt8>) {
        HTMLText.escape(bytes, to: &self)
    }
}
