internal import NotebookModel

extension CellOptions {
    /// Writes what stands behind a marker so that it is read as the same.
    ///
    /// - Parameters:
    ///   - metadata: The metadata, title and depth included.
    ///   - type: The type, `nil` for code.
    ///   - hint: The hint, if there is one.
    ///   - usesJSON: Whether the metadata is written as JSON in any case.
    /// - Returns: The text: `Title [markdown] key=value`, or in JSON if a name needs it.
    static func written(
        _ metadata: JSONObject,
        type: String?,
        hint: PercentHint?,
        usesJSON: Bool
    ) -> [UInt8] {
        // Nothing here can be read otherwise.
        if hint == nil, metadata.members.allSatisfy({ $0.key == "cell_type" }) {
            return type.map { Array("[\($0)]".utf8) } ?? []
        }
        var whole = metadata
        // The type stands in brackets, so the key can't be told from it.
        whole["cell_type"] = nil
        if let hint { whole[PercentHint.key] = hint.value }
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
            if isRead(text, as: whole, type: type) { return text }
            let plain = CellOptions.text(type.map { ["[\($0)]"] } ?? [], whole, usesJSON: false)
            if isRead(plain, as: whole, type: type) { return plain }
        }
        let text = text(words, named, usesJSON: true)
        if isRead(text, as: whole, type: type) { return text }
        return CellOptions.text(type.map { ["[\($0)]"] } ?? [], whole, usesJSON: true)
    }

    /// Tells whether a title is one for itself.
    private static func isPlain(_ title: String) -> Bool {
        !title.isEmpty
            && title.unicodeScalars.allSatisfy { scalar in
                scalar.value >= 0x20 && scalar != "\u{7F}" && scalar != "\u{85}"
                    && scalar != "\u{2028}" && scalar != "\u{2029}" && scalar.value < 0x10F800
            }
    }

    private static func isRead(_ text: [UInt8], as metadata: JSONObject, type: String?) -> Bool {
        let read = CellOptions(text[...])
        return read.broken == nil && read.type == type
            && BetterCell.isSame(.object(read.metadata), .object(metadata))
    }

    private static func text(_ words: [String], _ metadata: JSONObject, usesJSON: Bool) -> [UInt8] {
        var parts = words.map { Array($0.utf8) }
        if usesJSON {
            if !metadata.isEmpty { parts.append(PythonJSON.exact(.object(metadata))) }
        } else {
            for member in metadata.members where MetadataFilter.isPlainKey(member.key) {
                parts.append(Array(member.key.utf8) + [0x3D] + PythonJSON.exact(member.value))
            }
        }
        return Array(parts.joined(separator: [0x20]))
    }
}
