/// Takes HTML apart into text and tags, as browsers do (WHATWG HTML, 13.2.5).
///
/// It never goes back, so any text takes time in proportion to its length.
struct HTMLTokenizer {
    enum Token {
        /// Text, with its character references.
        case text(ArraySlice<UInt8>)
        /// A start tag.
        case start(HTMLTag)
        /// An end tag, its name in small letters.
        case end(String)
    }

    private(set) var rest: ArraySlice<UInt8>

    init(_ html: ArraySlice<UInt8>) {
        rest = html
    }

    /// Reads on; comments and declarations are passed over.
    ///
    /// A tag without end is text, as is everything behind it.
    mutating func next() -> Token? {
        while let first = rest.first {
            guard first == UInt8(ascii: "<") else {
                let end = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
                return .text(take(to: end))
            }
            let second = rest.dropFirst().first ?? 0
            if HTMLTokenizer.isLetter(second) {
                return startTag() ?? .text(take(to: rest.endIndex))
            } else if second == UInt8(ascii: "/") {
                if let token = endTag() { return token }
            } else if second == UInt8(ascii: "!") || second == UInt8(ascii: "?") {
                guard let end = commentEnd() else { return .text(take(to: rest.endIndex)) }
                rest = rest[end...]
            } else {
                return .text(take(to: rest.startIndex + 1))
            }
        }
        return nil
    }

    /// Passes over everything up to the end tag of an element whose content is no markup.
    ///
    /// - Returns: What was passed over.
    mutating func takeRawText(of name: String) -> ArraySlice<UInt8> {
        let name = Array(name.utf8)
        var index = rest.startIndex
        while let open = rest[index...].firstIndex(of: UInt8(ascii: "<")) {
            let tag = rest[open...].prefix(name.count + 3)
            if tag.count > name.count + 2, tag.dropFirst().first == UInt8(ascii: "/"),
                tag.dropFirst(2).prefix(name.count).elementsEqual(name, by: { $0 | 0x20 == $1 }),
                tag.last.map(HTMLTokenizer.endsName) == true
            {
                let content = take(to: open)
                let end = rest.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? rest.endIndex
                rest = rest[end...]
                return content
            }
            index = open + 1
        }
        return take(to: rest.endIndex)
    }

    private mutating func take(to end: Int) -> ArraySlice<UInt8> {
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    private func commentEnd() -> Int? {
        guard rest.starts(with: [0x3C, 0x21, 0x2D, 0x2D]) else {
            return rest.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
        }
        // `<!-->` and `<!--->` are whole comments.
        var index = rest.startIndex + 2
        while let end = rest[index...].firstIndex(of: UInt8(ascii: ">")) {
            let head = rest[(rest.startIndex + 2)..<end]
            if head.suffix(2).elementsEqual([0x2D, 0x2D])
                || head.suffix(3).elementsEqual([0x2D, 0x2D, 0x21])
            {
                return end + 1
            }
            index = end + 1
        }
        return nil
    }

    private mutating func endTag() -> Token? {
        let start = rest.startIndex + 2
        guard start < rest.endIndex, let end = rest[start...].firstIndex(of: UInt8(ascii: ">"))
        else {
            return .text(take(to: rest.endIndex))
        }
        defer { rest = rest[(end + 1)...] }
        guard HTMLTokenizer.isLetter(rest[start]) else { return nil }
        return .end(
            HTMLTokenizer.lowercased(rest[start..<end].prefix { !HTMLTokenizer.endsName($0) })
        )
    }

    private mutating func startTag() -> Token? {
        var cursor = rest.dropFirst()
        let name = cursor.prefix { !HTMLTokenizer.endsName($0) }
        var tag = HTMLTag(name: HTMLTokenizer.lowercased(name))
        cursor = cursor[name.endIndex...]
        while let byte = cursor.first {
            if byte == UInt8(ascii: ">") {
                rest = cursor.dropFirst()
                return .start(tag)
            }
            if byte == UInt8(ascii: "/") || HTMLTokenizer.isSpace(byte) {
                tag.closesItself = byte == UInt8(ascii: "/")
                cursor.removeFirst()
                continue
            }
            tag.closesItself = false
            guard let attribute = HTMLTokenizer.attribute(&cursor) else { return nil }
            tag.attributes.append(attribute)
        }
        return nil
    }

    private static func attribute(_ cursor: inout ArraySlice<UInt8>) -> HTMLTag.Attribute? {
        let first = cursor.startIndex
        // A name may start with `=`.
        let end =
            cursor.dropFirst().firstIndex { endsName($0) || $0 == UInt8(ascii: "=") }
            ?? cursor.endIndex
        let name = lowercased(cursor[first..<end])
        cursor = cursor[end...].drop(while: isSpace)
        guard cursor.first == UInt8(ascii: "=") else {
            return HTMLTag.Attribute(
                name: name,
                value: cursor[cursor.startIndex..<cursor.startIndex]
            )
        }
        cursor = cursor.dropFirst().drop(while: isSpace)
        guard let quote = cursor.first else { return nil }
        var value: ArraySlice<UInt8>
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            cursor = cursor.dropFirst()
            guard let close = cursor.firstIndex(of: quote) else { return nil }
            value = cursor[..<close]
            cursor = cursor[(close + 1)...]
        } else {
            value = cursor.prefix { !isSpace($0) && $0 != UInt8(ascii: ">") }
            cursor = cursor[value.endIndex...]
        }
        return HTMLTag.Attribute(name: name, value: value)
    }

    /// Tells whether a byte is white space of HTML.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    private static func lowercased(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
