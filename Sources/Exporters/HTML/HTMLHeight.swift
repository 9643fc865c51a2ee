/// A guess at how high a document will be, since only a script could tell.
///
/// It goes by lines, rows and pictures and knows nothing of style sheets.
struct HTMLHeight {
    private static let line = 20
    private static let row = 28
    /// The number of characters that fit on a line.
    private static let columns = 105

    /// The bounds in `em`; the greater is for paper, screens show less and scroll.
    private static let bounds = (least: 3, most: 400)

    private static let blocks: Set<String> = [
        "address", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt", "figure",
        "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "summary",
        "table", "tr", "ul",
    ]
    private static let spaced: Set<String> = [
        "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "ul",
    ]

    private var pixels = 16
    private var width = 0
    private var tallest = 0
    /// The depth of `td` and `th` elements, whose content stands side by side.
    private var cells = 0
    /// The depth of `details` elements within a closed one, with that one.
    private var folds = 0
    private var isPreformatted = false

    /// Guesses the height of markup in `em` of 16 pixels.
    ///
    /// - Parameter markup: HTML that the sanitizer has written.
    /// - Returns: The height, within bounds.
    static func estimate(_ markup: ArraySlice<UInt8>) -> Int {
        var height = HTMLHeight()
        var tokens = HTMLTokenizer(markup)
        while let token = tokens.next(), height.pixels < bounds.most * 16 {
            switch token {
            case .text(let text): height.add(text)
            case .start(let tag) where tag.name == "style": _ = tokens.takeRawText(of: "style")
            case .start(let tag): height.start(tag)
            case .end(let name): height.end(name)
            }
        }
        height.endLine()
        return min(max((height.pixels + 15) / 16, bounds.least), bounds.most)
    }

    private mutating func add(_ text: ArraySlice<UInt8>) {
        guard folds == 0 else { return }
        var isAfterText = false
        for byte in text {
            let isSpace = byte <= 0x20
            if byte == 0x0A, isPreformatted {
                breakLine()
            } else if isAfterText || !isSpace, byte & 0xC0 != 0x80 {
                width += 1
            }
            isAfterText = !isSpace
        }
    }

    private mutating func start(_ tag: HTMLTag) {
        if tag.name == "details", folds > 0 || tag["open"] == nil {
            // What stays is the line of its summary.
            if folds == 0 {
                width += 1
                endBlock("details")
            }
            folds += 1
        }
        guard folds == 0 else { return }
        switch tag.name {
        case "br": breakLine()
        // A style sheet gives a size to what has a class, as to the small signs in a text.
        case "img": addPicture(Self.height(of: tag) ?? (tag["class"] == nil ? 240 : 0))
        case "video": addPicture(Self.height(of: tag) ?? 320)
        case "audio": addPicture(54)
        case "td", "th": cells += 1
        default: endBlock(tag.name)
        }
        if tag.name == "pre" { isPreformatted = true }
    }

    private mutating func end(_ name: String) {
        if folds > 0 {
            if name == "details" { folds -= 1 }
            return
        }
        if name == "td" || name == "th" { cells -= 1 }
        endBlock(name)
        if name == "pre" { isPreformatted = false }
    }

    private mutating func endBlock(_ name: String) {
        guard Self.blocks.contains(name), cells == 0 || name == "li" || name == "tr" else { return }
        if width > 0, name == "tr" {
            tallest = max(tallest + 8, Self.row)
            // What doesn't fit in a row is cut or scrolls more often than it wraps.
            width = 1
        }
        let hasText = width > 0
        endLine()
        if Self.spaced.contains(name), hasText || name == "hr" { pixels += Self.line }
    }

    /// Ends the line so far, be there something on it or not.
    private mutating func breakLine() {
        width = max(width, 1)
        endLine()
    }

    private mutating func addPicture(_ height: Int) {
        tallest = max(tallest, height)
        width += 1
    }

    /// Adds the line so far, if there is one.
    private mutating func endLine() {
        if width > 0 { pixels += max(tallest, Self.line * (1 + (width - 1) / Self.columns)) }
        width = 0
        tallest = 0
    }

    /// The height of a picture in pixels by its attribute or its style.
    private static func height(of tag: HTMLTag) -> Int? {
        let name = Array("height:".utf8)
        let style = tag["style"]?.split(separator: UInt8(ascii: ";")).first {
            $0.starts(with: name)
        }
        guard let value = style?.dropFirst(name.count) ?? tag["height"]?[...] else { return nil }
        let digits = value.drop { $0 == 0x20 }.prefix { (0x30...0x39).contains($0) }.prefix(5)
        let unit = value[digits.endIndex...].prefix { $0 != 0x20 }
        guard unit.isEmpty || unit.starts(with: "px".utf8) || unit.first == 0x2E else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
