internal import NotebookModel

extension PercentCell {
    /// Makes the cell's lines: its marker and its text.
    ///
    /// - Parameters:
    ///   - settings: What the notebook says.
    ///   - isSafe: Whether what follows the marker is written so that it is read as the same,
    ///     where jupytext may write something else.
    /// - Returns: The lines, no blank ones behind.
    mutating func rendered(
        _ settings: JupytextSettings,
        safely isSafe: Bool = false
    ) -> PercentLines {
        if settings.language == "go", language == "go" { source = source.map(GoMagic.escaped) }
        let isRunning = isActive(settings)
        if type == "raw", metadata["active"]?.stringValue == "" { metadata["active"] = nil }
        let isCode = self.isCode
        if !isCode, !isSafe, !metadata.isEmpty { metadata["cell_type"] = .string(type) }
        let options = isSafe ? safeOptions(settings) : takeOptions(settings)
        var lines = PercentLines()
        lines.reserve(options.count + text.bytes.count + text.bytes.count / 8 + 64)
        let isPlain = text.traits.isPlain && !isHeaded && language == "python"
        lines.append(
            marker: options,
            indent: isCode && isRunning ? self.indent(isPlain: isPlain) : []
        )
        if isPlain, quotes == nil || (isCode && isRunning) {
            if !isCode || !isRunning {
                lines.append(text: text.bytes.span)
            } else {
                lines.append(
                    code: text.bytes.span,
                    text.traits,
                    in: language,
                    settings.magic(for: language)
                )
            }
            return lines
        }
        if !isCode || !isRunning {
            appendText(to: &lines)
        } else if source.count != 1 || !source[0].isEmpty {
            appendCode(to: &lines, settings)
            lines.isFreeOfTriples = !text.traits.hasTriples
        }
        return lines
    }

    /// The white space before the first line, unless that is blank.
    private mutating func indent(isPlain: Bool) -> ArraySlice<UInt8> {
        if isPlain, let first = text.bytes.first, first > 0x20, first < 0x80 { return [] }
        guard let line = source.first else { return [] }
        let end = PythonLines.skipSpace(line, from: line.startIndex)
        return end == line.endIndex ? [] : line[..<end]
    }

    /// What follows `%%`, in a form that is read as the same.
    private mutating func safeOptions(_ settings: JupytextSettings) -> [UInt8] {
        let options = CellOptions.written(
            metadata,
            type: isCode ? nil : type,
            hint: nil,
            usesJSON: settings.usesJSON
        )
        hasExactOptions = options.isExact
        return options.text
    }

    /// What follows `%%`: depth, title and type, then the rest of the metadata.
    private mutating func takeOptions(_ settings: JupytextSettings) -> [UInt8] {
        if metadata.isEmpty { return isCode ? [] : PercentCell.bracketed(type) }
        if metadata.count == 1, let type = metadata["cell_type"] {
            return PercentCell.bracketed(PythonRepr.string(of: type))
        }
        var words: [String] = []
        if let title = metadata.removeValue(forKey: "title") {
            words.append(PythonRepr.string(of: title))
        }
        if let depth = metadata.removeValue(forKey: "cell_depth") {
            words.insert(String(repeating: "%", count: PercentCell.depth(depth)), at: 0)
        }
        if let type = metadata.removeValue(forKey: "cell_type") {
            let name = metadata.removeValue(forKey: "region_name") ?? type
            words.append("[\(PythonRepr.string(of: name))]")
        }
        let name = words.joined(separator: " ")
        for key in MetadataFilter.ownCellKeys { metadata[key] = nil }
        var options = SurrogateText.encoded(name)
        if settings.usesJSON {
            if !metadata.isEmpty {
                if !options.isEmpty { options.append(0x20) }
                PythonJSON.append(.object(metadata), respelled: true, to: &options)
            }
            return options
        }
        for (index, member) in metadata.members.enumerated() {
            if index > 0 || !options.isEmpty { options.append(0x20) }
            if member.key == "incorrectly_encoded_metadata" {
                options += SurrogateText.encoded(PythonRepr.string(of: member.value))
            } else {
                options.append(contentsOf: member.key.utf8)
                if member.value.isNull { continue }
                options.append(0x3D)
                PythonJSON.append(member.value, respelled: true, to: &options)
            }
        }
        return options
    }

    private static func bracketed(_ name: String) -> [UInt8] {
        var bytes: [UInt8] = [0x5B]
        bytes += SurrogateText.encoded(name)
        bytes.append(0x5D)
        return bytes
    }

    private static func depth(_ value: JSONValue) -> Int {
        switch value {
        case .bool(let bool): bool ? 1 : 0
        case .number(let number): min(max(number.int ?? 0, 0), 1_000)
        default: 0
        }
    }

    private mutating func appendCode(to lines: inout PercentLines, _ settings: JupytextSettings) {
        var quotes = QuoteTracker(language: language)
        let tracksQuotes = source.contains { QuoteTracker.mayMatter(in: $0) }
        let magic = settings.magic(for: language)
        let name = PercentLanguage.comments[language] ?? "#"
        let comment = Array((name + " ").utf8)[...]
        var continues = false
        for line in source {
            if !quotes.isInside, continues || magic.matches(line) {
                let text = continues ? line : PythonLines.leftStripped(line)
                lines.append(line[..<text.startIndex], comment, text)
                continues = language == "python" && PercentCell.continuesMagic(line)
            } else {
                lines.append(line: line)
            }
            if tracksQuotes { quotes.read(line) }
        }
    }

    /// Tells whether a magic goes on in the next line.
    static func continuesMagic(_ line: ArraySlice<UInt8>) -> Bool {
        PythonLines.rightStripped(line).last == 0x5C
    }

    private mutating func appendText(to lines: inout PercentLines) {
        guard let quotes, let (left, right) = PercentCell.quotes(quotes, around: source),
            let first = source.first, let last = source.last
        else {
            for line in source { lines.append(comment: line) }
            return
        }
        if source.count == 1 {
            lines.append(left[...], first, right[...])
            return
        }
        lines.append(left[...], first)
        for line in source.dropFirst().dropLast() { lines.append(line: line) }
        lines.append(last, right[...])
    }

    /// What stands before and behind a text in quotes, if the wish for quotes is a valid one.
    private static func quotes(
        _ wish: String,
        around source: [ArraySlice<UInt8>]
    ) -> (left: [UInt8], right: [UInt8])? {
        guard !wish.isEmpty else { return nil }
        var left: [UInt8]
        var right: [UInt8]
        func isPrefix(_ byte: UInt8?) -> Bool { byte == 0x72 || byte == 0x52 }
        let bytes = Array(wish.utf8)
        if let comma = bytes.firstIndex(of: 0x2C) {
            left = Array(bytes[..<comma])
            right = Array(bytes[(comma + 1)...])
        } else {
            left = bytes + [0x0A]
            right = [0x0A] + (isPrefix(bytes.first) ? bytes.dropFirst() : bytes[...])
        }
        let ending = right.suffix(3)
        let isQuoted =
            ending.elementsEqual(Array("\"\"\"".utf8)) || ending.elementsEqual(Array("'''".utf8))
        let isPair =
            left.prefix(3).elementsEqual(ending)
            || (isPrefix(left.first) && left.dropFirst().prefix(3).elementsEqual(ending))
        guard isQuoted, isPair else { return nil }
        if !isPrefix(left.first), source.contains(where: { $0.contains(0x5C) }) {
            left.insert(0x72, at: 0)
        }
        return (left, right)
    }
}
