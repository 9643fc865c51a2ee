/// What becomes of the elements that somebody's HTML holds.
///
/// The page's own elements around such HTML are `main`, `section` and, where nothing inside may be
/// one, `details`. None of them can come out of here, so no end tag can close one of them, however
/// a browser repairs the rest.
enum ElementPolicy {
    /// What becomes of an element.
    enum Role {
        /// It stays, perhaps under another name.
        case kept(String)
        /// It stays and has neither content nor end tag.
        case void
        /// A picture.
        case picture
        /// A sound or a film; its name stays.
        case media
        /// Something that shows another page; it becomes a link to it.
        case embedded
        /// A style sheet.
        case styleSheet
        /// A drawing, which becomes a picture.
        case drawing
        /// A check box or a radio button, which style sheets use to fold things.
        case input
        /// It goes, with all that is in it, which is no markup.
        case removed
        /// Its tags go and its content stays.
        case unwrapped
    }

    private static let kept: Set<String> = [
        "a", "abbr", "address", "b", "bdi", "bdo", "big", "blockquote", "caption", "center", "cite",
        "code", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
        "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd", "label", "li",
        "mark", "meter", "ol", "p", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp",
        "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td",
        "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var",
    ]

    /// Blocks that become `div`.
    private static let blocks: Set<String> = [
        "article", "aside", "fieldset", "footer", "form", "header", "hgroup", "main", "nav",
        "section",
    ]

    /// Elements whose content browsers take as text, or which carry no text for readers.
    private static let removed: Set<String> = [
        "noembed", "noframes", "plaintext", "script", "textarea", "title", "xmp", "select",
        "template", "math",
    ]

    /// Tells what becomes of an element of a name in small letters.
    static func role(of name: String) -> Role {
        if kept.contains(name) { return .kept(name) }
        if blocks.contains(name) { return .kept("div") }
        if removed.contains(name) { return .removed }
        return switch name {
        case "br", "hr", "wbr", "col": .void
        case "img", "image": .picture
        case "audio", "video", "source": .media
        case "iframe", "embed", "frame": .embedded
        case "style": .styleSheet
        case "svg": .drawing
        case "input": .input
        default: .unwrapped
        }
    }

    /// Elements that are part of how a page is built and that nobody misses.
    static let silentlyUnwrapped: Set<String> = [
        "html", "head", "body", "param", "noscript", "canvas", "track", "picture", "legend", "menu",
        "nobr", "hgroup", "search", "data", "output", "option",
    ]

    /// The attributes that every kept element may have as they are.
    private static let common: Set<String> = ["title", "dir", "lang", "align", "valign"]

    private static let own: [String: Set<String>] = [
        "td": ["colspan", "rowspan", "headers", "scope"],
        "th": ["colspan", "rowspan", "headers", "scope"],
        "col": ["span", "width"], "colgroup": ["span"],
        "table": ["width"],
        "ol": ["start", "type", "reversed"], "ul": ["type"], "li": ["value"],
        "details": ["open"], "time": ["datetime"], "del": ["datetime"], "ins": ["datetime"],
        "font": ["color", "size"], "hr": ["width"],
        "progress": ["value", "max"], "meter": ["value", "max", "min", "low", "high"],
        "input": ["checked", "disabled"], "label": ["for"],
    ]

    /// Tells whether an attribute may stay as it is.
    static func keeps(_ attribute: String, of element: String) -> Bool {
        common.contains(attribute) || own[element]?.contains(attribute) == true
    }
}
