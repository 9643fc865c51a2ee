internal import NotebookModel

extension CellOptions {
    /// What stands behind a marker.
    struct Written {
        /// The text: `Title [markdown] key=value`, or in JSON if a name needs it.
        var text: [UInt8]
        /// Whether it is read as what it was written of; if not, nothing is known.
        var isExact: Bool
    }

    /// Writes what stands behind a marker so that it is read as the same.
    ///
    /// - Parameters:
    ///   - metadata: The metadata, title and depth included.
    ///   - type: The type, `nil` for code.
    ///   - hint: The hint, if there is one.
    ///   - usesJSON: Whether the metadata is written as JSON in any case.
    /// - Returns: The text, and whether it is read as the same.
    static func written(
        _ metadata: JSONObject,
        type: String?,
        hint: PercentHint?,
        usesJSON: Bool
    ) -> Written {
        // Nothing here can be read otherwise.
        if hint == nil, metadata.members.allSatisfy({ $0.key == "cell_type" }) {
            return Written(text: type.map { Array("[\($0)]".utf8) } ?? [], isExact: true)
        }
        var whole = metadata
        // The type stands in brackets, so the key can't be told from it.
        whole["cell_type"] = nil
        if let hint { whole[PercentHint.key] = hint.value }
        if !usesJSON, isSimple(whole, type: type) {
            let text = text(type.map { ["[\($0)]"] } ?? [], whole, usesJSON: false)
            return Written(text: text, isExact: true)
        }
        var named = whole
        var words: [String] = []
        if let depth = whole["cell_depth"]?.intValue, (1...100).contains(depth) {
            words.append(String(repeating: "%", count: depth))
            named["cell_depth"] = nil
        }
        if let title = whole["title"]?.stringValue, isPlain(title) {
            words.append(title)
            named["title"] = nil
        }
        if let type {
            let isShort = type == "markdown" && whole["region_name"]?.stringValue == "md"
            words.append(isShort ? "[md]" : "[\(type)]")
            if isShort { named["region_name"] = nil }
        }
        if !usesJSON {
            let text = text(words, named, usesJSON: false)
            if isRead(text, as: whole, type: type) { return Written(text: text, isExact: true) }
            let plain = CellOptions.text(type.map { ["[\($0)]"] } ?? [], whole, usesJSON: false)
            if isRead(plain, as: whole, type: type) { return Written(text: plain, isExact: true) }
        }
        let text = text(words, named, usesJSON: true)
        if isRead(text, as: whole, type: type) { return Written(text: text, isExact: true) }
        let last = CellOptions.text(type.map { ["[\($0)]"] } ?? [], whole, usesJSON: true)
        return Written(text: last, isExact: false)
    }

    /// Tells whether a title is one for itself.
    private static func isPlain(_ title: String) -> Bool {
        !title.isEmpty
            && title.unicodeScalars.allSatisfy { scalar in
                scalar.value >= 0x20 && scalar != "\u{7F}" && scalar != "\u{85}"
                    && scalar != "\u{2028}" && scalar != "\u{2029}"
                    && scalar.value < LoneSurrogate.first
            }
    }

    /// Tells whether members are surely read from `[type] key=value key=value` as they are.
    ///
    /// Where no value has an equals sign, the last one of the text is that of the last member.
    private static func isSimple(_ metadata: JSONObject, type: String?) -> Bool {
        guard metadata.count <= 100, type == nil || type == "markdown" || type == "raw" else {
            return false
        }
        return metadata.members.allSatisfy { member in
            MetadataFilter.isPlainKey(member.key) && isSimple(member.value, depth: 8)
                && !["title", "cell_depth", "region_name"].contains(member.key)
        }
    }

    private static func isSimple(_ value: JSONValue, depth: Int) -> Bool {
        switch value {
        case .null: false
        case .bool: true
        case .number(let number): number.isJSON
        case .string(let text): isSimple(text)
        case .array(let values):
            depth > 0 && values.allSatisfy { isSimple($0, depth: depth - 1) }
        case .object(let object):
            depth > 0
                && object.members.allSatisfy { member in
                    isSimple(member.key) && isSimple(member.value, depth: depth - 1)
                }
        }
    }

    /// Tells whether a text is ASCII without control characters and equals signs.
    private static func isSimple(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x3D }
    }

    private static func isRead(_ text: [UInt8], as metadata: JSONObject, type: String?) -> Bool {
        let read = CellOptions(text[...])
        return read.broken == nil && read.type == type
            && BetterCell.isSame(.object(read.metadata), .object(metadata))
    }

    private static func text(_ words: [String], _ metadata: JSONObject, usesJSON: Bool) -> [UInt8] {
        var text = Array(words.joined(separator: " ").utf8)
        if usesJSON {
            if metadata.isEmpty { return text }
            if !words.isEmpty { text.append(0x20) }
            PythonJSON.append(.object(metadata), respelled: false, to: &text)
            return text
        }
        for member in metadata.members where MetadataFilter.isPlainKey(member.key) {
            if !text.isEmpty { text.append(0x20) }
            text.append(contentsOf: member.key.utf8)
            text.append(0x3D)
            PythonJSON.append(member.value, respelled: false, to: &text)
        }
        return text
    }
}
