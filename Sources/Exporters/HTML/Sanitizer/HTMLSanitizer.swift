/// Writes somebody's HTML anew with nothing in it that could harm a reader.
///
/// An allow-list says which elements, attributes, properties and addresses stay; every tag that
/// comes out is spelled by us, and every element that is opened is closed. It can be fed in pieces,
/// as the HTML within Markdown comes.
struct HTMLSanitizer {
    /// Where the HTML will stand.
    enum Place {
        /// In a text, which may refer to its parts by their ids.
        case text
        /// Among outputs.
        case output
        /// In a frame, where style sheets, classes and ids reach nothing outside.
        case frame
    }

    /// As deep as elements are opened in one another; deeper tags are left out.
    private static let maximumDepth = 200

    let place: Place
    /// Tells whether `details` elements stay.
    var keepsDetails = true
    /// Tells whether there was anything to see.
    private(set) var hasContent = false
    /// Tells whether a style sheet was left out that would have changed something.
    private(set) var lacksStyles = false
    /// The names of elements and attributes that could have run or loaded something.
    private(set) var removed: [String] = []
    /// Resolves the addresses of pictures.
    var pictures: HTMLPictures

    private var open: [String] = []
    private var openCounts: [String: Int] = [:]

    init(place: Place, pictures: HTMLPictures = HTMLPictures()) {
        self.place = place
        self.pictures = pictures
    }

    /// Tells whether an element is open.
    func isOpen(_ name: String) -> Bool {
        openCounts[name, default: 0] > 0
    }

    /// Adds a piece of HTML.
    mutating func append(_ html: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var tokens = HTMLTokenizer(html)
        while let token = tokens.next() {
            switch token {
            case .text(let text):
                if !hasContent { hasContent = text.contains { !HTMLTokenizer.isSpace($0) } }
                HTMLReferences.appendText(text, to: &output)
            case .start(let tag): start(tag, &tokens, to: &output)
            case .end(let name): end(name, to: &output)
            }
        }
    }

    /// Closes what is still open.
    mutating func close(to output: inout [UInt8]) {
        while let name = open.popLast() { output.add("</\(name)>") }
        openCounts = [:]
    }

    /// Notes something that was taken away.
    mutating func note(_ name: String) {
        let name = String(name.prefix(40))
        if removed.count < 20, !removed.contains(name) { removed.append(name) }
    }

    private mutating func start(
        _ tag: HTMLTag,
        _ tokens: inout HTMLTokenizer,
        to output: inout [UInt8]
    ) {
        switch ElementPolicy.role(of: tag.name) {
        case .kept(let name):
            if tag.name == "form" { note("form") }
            guard open.count < HTMLSanitizer.maximumDepth, isAllowed(name) else { return }
            write(tag, as: name, to: &output)
            open.append(name)
            openCounts[name, default: 0] += 1
        case .void:
            write(tag, as: tag.name, to: &output)
        case .picture:
            hasContent = true
            addPicture(tag, to: &output)
        case .media:
            addMedia(tag, to: &output)
        case .embedded:
            addEmbedded(tag, to: &output)
            if tag.name == "iframe" { _ = tokens.takeRawText(of: "iframe") }
        case .styleSheet:
            addStyleSheet(tag, tokens.takeRawText(of: "style"), to: &output)
        case .drawing:
            hasContent = true
            addDrawing(tag, &tokens, to: &output)
        case .input:
            addInput(tag, to: &output)
        case .removed:
            note(tag.name)
            _ = tokens.takeRawText(of: tag.name)
        case .unwrapped:
            for attribute in tag.attributes where attribute.name.hasPrefix("on") {
                note(attribute.name)
            }
            if !ElementPolicy.silentlyUnwrapped.contains(tag.name) { note(tag.name) }
        }
    }

    private func isAllowed(_ name: String) -> Bool {
        switch name {
        case "details", "summary": keepsDetails
        // A link in a link isn't one for any browser.
        case "a": !isOpen("a")
        default: true
        }
    }

    private mutating func end(_ name: String, to output: inout [UInt8]) {
        if name == "br" { return output.add("<br>") }
        var name = name
        if case .kept(let other) = ElementPolicy.role(of: name) { name = other }
        guard isOpen(name) else { return }
        close(through: name, to: &output)
    }

    /// Closes elements up to the innermost of a name.
    private mutating func close(through name: String, to output: inout [UInt8]) {
        while let last = open.popLast() {
            output.add("</\(last)>")
            openCounts[last, default: 1] -= 1
            if last == name { return }
        }
    }

    /// Opens an element that isn't one of the kept ones.
    mutating func push(_ name: String) {
        open.append(name)
        openCounts[name, default: 0] += 1
    }

    /// Notes that there is something to see.
    mutating func noteContent() {
        hasContent = true
    }

    /// Notes that a style sheet is missing.
    mutating func noteMissingStyles() {
        lacksStyles = true
    }
}
