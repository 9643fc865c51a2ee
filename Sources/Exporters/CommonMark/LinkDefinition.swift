/// Where a link leads and what its title is, as places in the tree's text.
struct LinkTarget {
    var destination: Range<Int>
    var title: Range<Int>
}

/// A link reference definition.
struct LinkDefinition {
    let label: [UInt8]
    let target: LinkTarget

    /// The place behind the definition's last line.
    let end: Int

    /// Reads a definition from the start of a line in a paragraph.
    init?(_ text: [UInt8], _ start: Int, _ end: Int) {
        let open = LinkScanner.skipBlanks(text, start, end)
        guard open < end, text[open] == Mark.leftBracket,
            let colon = LinkScanner.label(text, open, end),
            colon < end, text[colon] == Mark.colon,
            let label = LinkDefinitions.normalized(text[open + 1..<colon - 1])
        else { return nil }
        let start = LinkScanner.skipSpace(text, colon + 1, end)
        guard let destination = LinkScanner.destination(text, start, end),
            destination.next > start
        else { return nil }
        let next = destination.next
        self.label = label
        let space = LinkScanner.skipSpace(text, next, end)
        if space > next, let title = LinkScanner.title(text, space, end),
            let lineEnd = LinkDefinition.lineEnd(text, title.next, end)
        {
            target = LinkTarget(destination: destination.range, title: title.range)
            self.end = lineEnd
        } else if let lineEnd = LinkDefinition.lineEnd(text, next, end) {
            target = LinkTarget(destination: destination.range, title: next..<next)
            self.end = lineEnd
        } else {
            return nil
        }
    }

    /// The start of the next line, if nothing but blanks stands in the rest of this one.
    private static func lineEnd(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
        let index = LinkScanner.skipBlanks(text, start, end)
        guard index < end else { return end }
        return text[index] == Mark.lineFeed ? index + 1 : nil
    }
}

/// The link reference definitions of a document.
struct LinkDefinitions {
    private var targets: [[UInt8]: LinkTarget] = [:]

    var isEmpty: Bool { targets.isEmpty }

    /// Adds a definition unless there is one for the label.
    mutating func add(_ definition: LinkDefinition) {
        if targets[definition.label] == nil { targets[definition.label] = definition.target }
    }

    /// The target for a label as it stands in the text.
    func target(_ label: ArraySlice<UInt8>) -> LinkTarget? {
        guard !targets.isEmpty, label.count <= LinkScanner.maximumLabel * 4,
            let key = LinkDefinitions.normalized(label)
        else { return nil }
        return targets[key]
    }

    /// Folds the case of a label and its runs of white space; nil if nothing is left.
    static func normalized(_ label: ArraySlice<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var isASCII = true
        var hasSpace = false
        for byte in label {
            if Mark.isSpace(byte) {
                hasSpace = !result.isEmpty
                continue
            }
            if hasSpace { result.append(Mark.space) }
            hasSpace = false
            if byte >= 0x80 { isASCII = false }
            result.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
        guard !result.isEmpty else { return nil }
        if isASCII { return result }
        // Lower case alone would tell "ß" from "SS".
        let text = String(decoding: result, as: UTF8.self)
        return Array(text.lowercased().uppercased().lowercased().utf8)
    }
}
