/// A block of HTML in Markdown, by what ends it (CommonMark 0.31, section 4.6).
enum HTMLBlock: Equatable {
    /// Goes on to an end tag of such an element, the tag of its first line being the usual one.
    case literal(tag: String)
    /// Goes on to some text.
    case delimited(end: String)
    /// Goes on to a blank line.
    case plain

    /// The block that a line starts, if it starts one.
    ///
    /// - Parameters:
    ///   - line: The line from its first byte that is no white space.
    ///   - interrupts: Whether the line stands below text, where some tags start no block.
    init?(_ line: ArraySlice<UInt8>, interrupts: Bool) {
        guard line.first == UInt8(ascii: "<") else { return nil }
        let body = line.dropFirst()
        switch body.first {
        case UInt8(ascii: "!"):
            if body.starts(with: "!--".utf8) {
                self = .delimited(end: "-->")
            } else if body.starts(with: "![CDATA[".utf8) {
                self = .delimited(end: "]]>")
            } else if let next = body.dropFirst().first, HTMLBlock.isLetter(next) {
                self = .delimited(end: ">")
            } else {
                return nil
            }
        case UInt8(ascii: "?"):
            self = .delimited(end: "?>")
        default:
            let isEnd = body.first == UInt8(ascii: "/")
            let name = HTMLBlock.name(in: isEnd ? body.dropFirst() : body)
            let next = name.endIndex < line.endIndex ? line[name.endIndex] : 0x20
            let isSpace = next == 0x20 || next == 0x09
            let closes = line[name.endIndex...].starts(with: "/>".utf8)
            let lowercase = String(decoding: name.map { $0 | 0x20 }, as: UTF8.self)
            if !isEnd, isSpace || next == UInt8(ascii: ">"),
                HTMLBlock.literalElements.contains(lowercase)
            {
                self = .literal(tag: lowercase)
            } else if isSpace || next == UInt8(ascii: ">") || closes,
                HTMLBlock.blockElements.contains(lowercase)
            {
                self = .plain
            } else if !interrupts, HTMLBlock.isWholeTag(line) {
                self = .plain
            } else {
                return nil
            }
        }
    }

    /// What a line has to hold to end the block; `nil` if blank lines end it.
    var closing: String? {
        switch self {
        case .literal(let tag): "</\(tag)>"
        case .delimited(let end): end
        case .plain: nil
        }
    }

    /// Tells whether a line ends the block.
    func ends(in line: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .delimited(let end): HTMLBlock.contains(end, in: line)
        case .literal:
            HTMLBlock.literalElements.contains { HTMLBlock.contains("</\($0)>", in: line) }
        case .plain: false
        }
    }

    /// Finds a text, letters in either case.
    static func contains(_ text: String, in line: ArraySlice<UInt8>) -> Bool {
        let text = Array(text.utf8)
        var rest = line
        while let start = rest.firstIndex(of: text[0]) {
            let candidate = rest[start...].prefix(text.count)
            if candidate.elementsEqual(text, by: { $0 == $1 || isLetter($0) && $0 | 0x20 == $1 }) {
                return true
            }
            rest = rest[(start + 1)...]
        }
        return false
    }

    private static func name(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = text.first, isLetter(first) else { return text.prefix(0) }
        return text.prefix { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    /// Tells whether a line is nothing but one tag (section 6.6).
    private static func isWholeTag(_ line: ArraySlice<UInt8>) -> Bool {
        let isEnd = line.dropFirst().first == UInt8(ascii: "/")
        let name = name(in: line.dropFirst(isEnd ? 2 : 1))
        guard !name.isEmpty else { return false }
        var rest = line[name.endIndex...]
        while true {
            let spaces = rest.prefix(while: isSpace)
            rest = rest[spaces.endIndex...]
            guard let next = rest.first else { return false }
            if next == UInt8(ascii: ">") { return rest.dropFirst().allSatisfy(isSpace) }
            guard !isEnd else { return false }
            if next == UInt8(ascii: "/") {
                return rest.dropFirst().first == UInt8(ascii: ">")
                    && rest.dropFirst(2).allSatisfy(isSpace)
            }
            guard !spaces.isEmpty, let attribute = attribute(in: rest) else { return false }
            rest = rest[attribute...]
        }
    }

    /// The end of the attribute that a text starts with.
    private static func attribute(in text: ArraySlice<UInt8>) -> Int? {
        let name = text.prefix {
            isLetter($0) || (0x30...0x3A).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
        }
        guard let first = name.first, isLetter(first) || first == 0x5F || first == 0x3A else {
            return nil
        }
        let sign = text[name.endIndex...].drop(while: isSpace)
        guard sign.first == UInt8(ascii: "=") else { return name.endIndex }
        let value = sign.dropFirst().drop(while: isSpace)
        guard let quote = value.first else { return nil }
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            return value.dropFirst().firstIndex(of: quote).map { $0 + 1 }
        }
        let plain = value.prefix { $0 > 0x20 && !"\"'=<>`".utf8.contains($0) }
        return plain.isEmpty ? nil : plain.endIndex
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static let literalElements: Set<String> = ["script", "pre", "style", "textarea"]

    private static let blockElements: Set<String> = [
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption",
        "center", "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2",
        "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link",
        "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param",
        "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title",
        "tr", "track", "ul",
    ]
}
