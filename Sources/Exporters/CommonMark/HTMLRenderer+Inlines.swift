extension HTMLRenderer {
    /// Writes the tokens of the text that was parsed last.
    mutating func writeInlines() {
        for index in inlines.tokens.indices {
            let token = inlines.tokens[index]
            if imageDepth > 0 { writePlain(token) } else { write(token) }
        }
    }

    private mutating func write(_ token: InlineToken) {
        switch token.kind {
        case .hardBreak:
            write("<br />\n")
        case .code:
            write("<code>")
            writeCode(token)
            write("</code>")
        case .html:
            options.writeRawHTML(inlines.text[token.start..<token.end], &output)
        case .formula:
            writeFormula(token, "math")
        case .displayFormula:
            writeFormula(token, "math display")
        case .delimiters:
            writeEmphasis(token.firstClosing, ends: true)
            writeEscaped(inlines.text, token.start..<token.end)
            writeEmphasis(token.firstOpening, ends: false)
        case .address:
            writeAddress(token, prefix: "")
        case .mailAddress:
            writeAddress(token, prefix: "mailto:")
        case .webAddress:
            writeAddress(token, prefix: "http://")
        case .linkStart:
            isInLink = true
            startLink(inlines.targets[token.target])
        case .linkEnd:
            isInLink = false
            write("</a>")
        case .imageStart:
            startImage(inlines.targets[token.target])
        case .text, .entity, .softBreak, .imageEnd:
            writePlain(token)
        }
    }

    /// Writes the text of a token without markup, as in the description of an image.
    private mutating func writePlain(_ token: InlineToken) {
        switch token.kind {
        case .text, .delimiters, .html, .formula, .displayFormula, .address, .mailAddress,
            .webAddress:
            writeEscaped(inlines.text, token.start..<token.end)
        case .entity:
            var characters: [UInt8] = []
            Entity.decode(inlines.text[token.start..<token.end], into: &characters)
            writeEscaped(characters, characters.indices)
        case .code:
            writeCode(token)
        case .softBreak, .hardBreak:
            output.append(Mark.lineFeed)
        case .imageStart:
            imageDepth += 1
        case .imageEnd:
            imageDepth -= 1
            if imageDepth == 0 { endImage(inlines.targets[token.target]) }
        case .linkStart, .linkEnd:
            break
        }
    }

    private mutating func writeEmphasis(_ first: Int, ends: Bool) {
        var index = first
        while index >= 0 {
            let emphasis = inlines.emphasis[index]
            switch emphasis.kind {
            case .emphasis: write(ends ? "</em>" : "<em>")
            case .strong: write(ends ? "</strong>" : "<strong>")
            case .strikethrough: write(ends ? "</del>" : "<del>")
            }
            index = emphasis.next
        }
    }

    private mutating func writeCode(_ token: InlineToken) {
        var range = token.start..<token.end
        let text = inlines.text
        let isPadded =
            range.count > 2 && HTMLRenderer.isPadding(text[range.lowerBound])
            && HTMLRenderer.isPadding(text[range.upperBound - 1])
            && !text[range].allSatisfy(HTMLRenderer.isPadding)
        if isPadded { range = range.lowerBound + 1..<range.upperBound - 1 }
        let start = output.count
        writeEscaped(text, range)
        for index in start..<output.count where output[index] == Mark.lineFeed {
            output[index] = Mark.space
        }
    }

    private static func isPadding(_ byte: UInt8) -> Bool {
        byte == Mark.space || byte == Mark.lineFeed
    }

    private mutating func writeFormula(_ token: InlineToken, _ name: String) {
        write("<span class=\"\(name)\">")
        writeFormula(token)
        write("</span>")
    }

    /// Writes a formula with its delimiters.
    mutating func writeFormula(_ token: InlineToken) {
        let range = token.start..<token.end
        if !options.writeFormula(inlines.text[range], &output) {
            writeEscaped(inlines.text, range)
        }
    }

    private mutating func writeAddress(_ token: InlineToken, prefix: String) {
        let range = token.start..<token.end
        write("<a")
        writeAddress(Array(prefix.utf8) + inlines.text[range], "href", .link)
        write(options.linkAttributes)
        write(">")
        writeEscaped(inlines.text, range)
        write("</a>")
    }

    /// Writes an attribute with an address, unless the caller wants none.
    private mutating func writeAddress(
        _ address: [UInt8],
        _ attribute: String,
        _ use: CommonMarkRenderer.AddressUse
    ) {
        guard let address = options.mapAddress(address, use) else { return }
        write(" \(attribute)=\"")
        CommonMarkAddress.append(address, to: &output)
        write("\"")
    }

    private mutating func writeAddress(
        _ target: LinkTarget,
        _ attribute: String,
        _ use: CommonMarkRenderer.AddressUse
    ) {
        var address: [UInt8] = []
        Entity.appendUnescaped(inlines.text, target.destination, into: &address)
        writeAddress(address, attribute, use)
    }

    private mutating func startLink(_ target: LinkTarget) {
        write("<a")
        writeAddress(target, "href", .link)
        write(options.linkAttributes)
        writeTitle(target)
        write(">")
    }

    private mutating func startImage(_ target: LinkTarget) {
        imageDepth = 1
        imageStart = output.count
        if options.writeImage != nil { return }
        write("<img")
        writeAddress(target, "src", .image)
        write(" alt=\"")
    }

    private mutating func endImage(_ target: LinkTarget) {
        if let writeImage = options.writeImage {
            var image = CommonMarkRenderer.Image(
                description: Array(output[imageStart...]),
                isInLink: isInLink
            )
            output.removeSubrange(imageStart...)
            Entity.appendUnescaped(inlines.text, target.destination, into: &image.address)
            Entity.appendUnescaped(inlines.text, target.title, into: &image.title)
            return writeImage(image, &output)
        }
        write("\"")
        writeTitle(target)
        write(" />")
    }

    private mutating func writeTitle(_ target: LinkTarget) {
        guard !target.title.isEmpty else { return }
        var title: [UInt8] = []
        Entity.appendUnescaped(inlines.text, target.title, into: &title)
        write(" title=\"")
        writeEscaped(title, title.indices)
        write("\"")
    }
}
