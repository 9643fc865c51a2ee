internal import NotebookModel

/// What stands behind the marker of a cell: a title, a type and metadata.
struct CellOptions {
    /// The metadata, title and depth included, the type not.
    private(set) var metadata = JSONObject()
    /// The type that is said: `markdown`, `raw` or what the metadata has.
    private(set) var type: String?
    /// Whether the metadata is written as JSON.
    private(set) var isJSON = false
    /// What can't be understood, if anything.
    private(set) var broken: String?

    /// Reads the text behind `%%`, which jupytext writes and people do.
    init(_ bytes: ArraySlice<UInt8>) {
        let text = PythonLines.stripped(bytes)
        if text.isEmpty { return }
        // Most cells that are no code say just that.
        if text.count == 10, text.hasPrefix("[markdown]") {
            type = "markdown"
            return
        }
        let brace = text.firstIndex(of: 0x7B)
        let equals = text.firstIndex(of: 0x3D)
        var title: ArraySlice<UInt8>
        if let brace, equals.map({ brace < $0 }) ?? true {
            isJSON = true
            title = PythonLines.stripped(text[..<brace])
            if case .object(let object)? = CellOptions.value(text[brace...]) {
                metadata = PythonJSON.distinct(object)
            } else {
                setBroken(text[brace...])
            }
        } else {
            title = CellOptions.title(text, equals: equals)
            parse(text[title.endIndex...])
        }
        takeType(from: &title)
        takeDepth(from: &title)
        if !title.isEmpty { metadata["title"] = .string(SurrogateText.decoded(title)) }
        if let value = metadata.removeValue(forKey: "cell_type") {
            type = value.stringValue ?? "raw"
        }
    }

    /// The words before the last one before `=`, or all of them if there is none.
    private static func title(_ text: ArraySlice<UInt8>, equals: Int?) -> ArraySlice<UInt8> {
        var words = (equals.map { text[..<$0] } ?? text)
            .split(separator: 0x20, omittingEmptySubsequences: false)
        if equals != nil {
            while words.last?.isEmpty == true { words.removeLast() }
            if !words.isEmpty { words.removeLast() }
        }
        while let last = words.last, last.first == 0x2E || PythonLines.isBlank(last) {
            words.removeLast()
        }
        return text[..<(words.last?.endIndex ?? text.startIndex)]
    }

    /// Takes `[markdown]` and its like out of a title; the rest keeps its place.
    private mutating func takeType(from title: inout ArraySlice<UInt8>) {
        guard let bracket = title.firstIndex(of: 0x5B) else { return }
        if title.startIndex == bracket, title.hasPrefix("[markdown]"), title.count == 10 {
            title = []
            metadata["cell_type"] = "markdown"
            return
        }
        for name in ["markdown", "raw", "md"] {
            let mark = "[\(name)]"
            guard title.range(of: mark) != nil else { continue }
            var rest: [UInt8] = []
            while let range = title.range(of: mark) {
                rest += title[..<range.lowerBound]
                title = title[range.upperBound...]
            }
            rest += title
            title = PythonLines.stripped(rest[...])
            metadata["cell_type"] = .string(name == "md" ? "markdown" : name)
            if name == "md" { metadata["region_name"] = "md" }
            return
        }
    }

    private mutating func takeDepth(from title: inout ArraySlice<UInt8>) {
        let depth = title.prefix { $0 == 0x25 }.count
        guard depth > 0 else { return }
        metadata["cell_depth"] = .number(depth)
        title = PythonLines.stripped(title.dropFirst(depth))
    }

    /// A value as JSON, else as a literal of Python.
    private static func value(_ text: ArraySlice<UInt8>) -> JSONValue? {
        let text = PythonLines.stripped(text)
        guard let first = text.first else { return nil }
        // Most attempts fail at once.
        let canBeJSON = first < 0x80 && "{[\"-0123456789tfnNI".utf8.contains(first)
        if canBeJSON, let value = try? JSONValue(parsing: Array(text)) { return value }
        return PythonLiteralReader.read(text)
    }

    private mutating func setBroken(_ text: ArraySlice<UInt8>) {
        let decoded = SurrogateText.decoded(text)
        broken = decoded
        metadata["incorrectly_encoded_metadata"] = .string(decoded)
    }

    /// Reads `key=value key ...`, from the end, since values may hold anything.
    private mutating func parse(_ whole: ArraySlice<UInt8>) {
        var rest = PythonLines.stripped(whole)
        var found: [(key: ArraySlice<UInt8>, value: JSONValue)] = []
        var attempts = 0
        parts: while !rest.isEmpty {
            let space = rest.lastIndex(of: 0x20)
            let word = rest[(space.map { $0 + 1 } ?? rest.startIndex)...]
            if CellOptions.isIdentifier(word), !rest.hasPrefix("--") {
                found.append((word, .null))
                rest = PythonLines.stripped(rest[..<(space ?? rest.startIndex)])
                continue
            }
            var end = rest.endIndex
            while let equals = rest[..<end].lastIndex(of: 0x3D), attempts < 1_000 {
                end = equals
                guard let key = CellOptions.key(before: equals, in: rest) else { continue }
                attempts += 1
                guard let value = CellOptions.value(rest[(equals + 1)...]) else { continue }
                found.append((key, value))
                rest = PythonLines.stripped(rest[..<key.startIndex])
                continue parts
            }
            setBroken(rest)
            break
        }
        for (key, value) in found.reversed() {
            let name = String(decoding: key, as: UTF8.self)
            if value.isNull, metadata[name] != nil { continue }
            metadata[name] = value
        }
    }

    private static func isIdentifier(_ word: ArraySlice<UInt8>) -> Bool {
        guard let first = word.first, !(0x30...0x39).contains(first) else { return false }
        return word.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
                || byte == 0x2E
        }
    }

    /// The name before an equals sign, if it is one.
    private static func key(before equals: Int, in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let trimmed = PythonLines.rightStripped(text[..<equals])
        var start = trimmed.endIndex
        while start > trimmed.startIndex, isKeyByte(trimmed[start - 1]) { start -= 1 }
        guard start < trimmed.endIndex else { return nil }
        return start == text.startIndex || text[start - 1] == 0x20 ? trimmed[start...] : nil
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x2D...0x39).contains(byte) || byte == 0x40
            || byte == 0x5F
    }
}
