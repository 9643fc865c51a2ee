extension HTMLSanitizer {
    /// Writes a start tag with the attributes that may stay.
    mutating func write(_ tag: HTMLTag, as name: String, to output: inout [UInt8]) {
        output.add("<\(name)")
        addAttributes(of: tag, as: name, to: &output)
        output.add(">")
    }

    /// Writes the attributes of an element that may stay, the first of each name.
    mutating func addAttributes(of tag: HTMLTag, as name: String, to output: inout [UInt8]) {
        var seen: Set<String> = []
        for attribute in tag.attributes where seen.insert(attribute.name).inserted {
            let key = attribute.name
            if key.hasPrefix("on") {
                note(key)
            } else if ElementPolicy.keeps(key, of: name) {
                add(key, HTMLReferences.resolve(attribute.value), to: &output)
            } else {
                addSpecial(key, HTMLReferences.resolve(attribute.value), of: name, to: &output)
            }
        }
    }

    /// Writes an attribute.
    func add(_ name: String, _ value: [UInt8], to output: inout [UInt8]) {
        output.add(" \(name)=\"")
        output.addEscaped(value[...])
        output.add("\"")
    }

    private mutating func addSpecial(
        _ key: String,
        _ value: [UInt8],
        of element: String,
        to output: inout [UInt8]
    ) {
        switch key {
        case "style":
            let style = StylePolicy.declarations(value)
            for name in style.refused { note("style \(name)") }
            if !style.kept.isEmpty { add("style", style.kept, to: &output) }
        case "href" where element == "a":
            guard let address = LinkPolicy.destination(value) else { return note("a href") }
            add("href", address, to: &output)
            output.add(" rel=\"noopener noreferrer\"")
        case "id", "name":
            guard place != .output, key == "id" || element == "a" else { return }
            add("id", value, to: &output)
        case "class" where place == .frame:
            add("class", value, to: &output)
        default:
            break
        }
    }
}
