internal import NotebookModel

extension HTMLSanitizer {
    /// Adds a picture whose bytes are there, or a link to it.
    mutating func addPicture(_ tag: HTMLTag, to output: inout [UInt8]) {
        let alt = tag["alt"] ?? []
        guard let source = tag["src"], let picture = LinkPolicy.picture(source) else {
            note("img src")
            return output.addEscaped(alt[...])
        }
        var attributes: [UInt8] = []
        for name in ["width", "height", "align", "title"] {
            if let value = tag[name] { add(name, value, to: &attributes) }
        }
        if let style = tag["style"].map({ StylePolicy.declarations($0).kept }), !style.isEmpty {
            add("style", style, to: &attributes)
        }
        let isLinked = isOpen("a")
        pictures.append(picture, alt: alt, attributes: attributes, isLinked: isLinked, to: &output)
        if case .link = picture { note("img src") }
    }

    /// Adds a sound or a film whose bytes are there, or a link to it.
    mutating func addMedia(_ tag: HTMLTag, to output: inout [UInt8]) {
        let address = tag["src"]
        let data = address.flatMap(LinkPolicy.media)
        if data != nil { noteContent() }
        if tag.name == "source" {
            guard isOpen("audio") || isOpen("video") else { return }
            if let data {
                output.add("<source")
                add("src", data, to: &output)
                output.add(">")
            } else if let address {
                addLink(to: address, name: "source", to: &output)
            }
            return
        }
        output.add("<\(tag.name) controls")
        if let data { add("src", data, to: &output) }
        for name in ["width", "height"] {
            if let value = tag[name] { add(name, value, to: &output) }
        }
        output.add(">")
        push(tag.name)
        if data == nil, let address { addLink(to: address, name: tag.name, to: &output) }
    }

    /// Adds a link to another page that was to be shown within this one.
    mutating func addEmbedded(_ tag: HTMLTag, to output: inout [UInt8]) {
        note(tag.name)
        if let address = tag["src"] { addLink(to: address, name: tag.name, to: &output) }
    }

    /// Adds a link whose text is its address.
    private mutating func addLink(to address: [UInt8], name: String, to output: inout [UInt8]) {
        note("\(name) src")
        guard let destination = LinkPolicy.destination(address), !destination.isEmpty else {
            return
        }
        noteContent()
        HTMLPictures.appendLink(
            to: destination,
            text: destination,
            isLinked: isOpen("a"),
            to: &output
        )
    }

    /// Adds a style sheet where it reaches nothing of the page.
    mutating func addStyleSheet(
        _ tag: HTMLTag,
        _ text: ArraySlice<UInt8>,
        to output: inout [UInt8]
    ) {
        // `scoped` is what pandas writes, for alignments that our tables have anyway.
        if tag.attributes.contains(where: { $0.name == "scoped" }), place != .frame { return }
        guard let sheet = StylePolicy.sheet(text) else { return note("style") }
        guard place == .frame else {
            if place == .text { note("style") }
            return noteMissingStyles()
        }
        output.add("<style>")
        output.append(contentsOf: sheet)
        output.add("</style>")
    }

    /// Adds a drawing as a picture, in which browsers neither run nor load anything.
    ///
    /// So it needs no frame, though the output around it may.
    mutating func addDrawing(
        _ tag: HTMLTag,
        _ tokens: inout HTMLTokenizer,
        to output: inout [UInt8]
    ) {
        var svg: [UInt8] = Array("<svg".utf8)
        if tag["xmlns"] == nil { svg.add(" xmlns=\"http://www.w3.org/2000/svg\"") }
        for attribute in tag.attributes {
            svg.add(" \(HTMLSanitizer.drawingName(attribute.name))=\"")
            svg.addEscaped(HTMLReferences.resolve(attribute.value)[...])
            svg.add("\"")
        }
        svg.add(">")
        if !tag.closesItself { svg.append(contentsOf: tokens.takeRawText(of: "svg")) }
        svg.add("</svg>")
        output.add("<img alt=\"\" src=\"data:image/svg+xml;base64,")
        output.add(Base64.encode(svg))
        output.add("\"")
        for name in ["width", "height"] {
            guard let value = tag[name], value.allSatisfy({ (0x30...0x39).contains($0) }) else {
                continue
            }
            add(name, value, to: &output)
        }
        if let style = tag["style"].map({ StylePolicy.declarations($0).kept }), !style.isEmpty {
            add("style", style, to: &output)
        }
        if place == .frame, let value = tag["class"] { add("class", value, to: &output) }
        output.add(">")
    }

    /// XML tells capital letters apart, which HTML does not.
    private static func drawingName(_ name: String) -> String {
        switch name {
        case "viewbox": "viewBox"
        case "preserveaspectratio": "preserveAspectRatio"
        default: name
        }
    }

    /// Adds a check box or a radio button in a frame.
    mutating func addInput(_ tag: HTMLTag, to output: inout [UInt8]) {
        let type = String(decoding: tag["type"] ?? [], as: UTF8.self).lowercased()
        guard type == "checkbox" || type == "radio" else { return note("input") }
        guard place == .frame else { return }
        output.add("<input type=\"\(type)\"")
        addAttributes(of: tag, as: "input", to: &output)
        output.add(">")
    }
}
