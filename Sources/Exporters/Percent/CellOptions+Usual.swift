internal import NotebookModel

extension CellOptions {
    private static let markdown = Array("[markdown]".utf8)
    private static let raw = Array("[raw]".utf8)

    /// Writes what stands behind a marker as jupytext does, for metadata that is text to it and no
    /// more; `nil` for any other.
    ///
    /// - Parameters:
    ///   - metadata: The metadata, of which what is about runs and views is left out.
    ///   - kind: What the cell is, of the known types.
    /// - Returns: The text.
    static func usual(_ metadata: JSONObject, of kind: Cell.Kind) -> [UInt8]? {
        var options =
            switch kind {
            case .markdown: markdown
            case .raw: raw
            default: [] as [UInt8]
            }
        if metadata.isEmpty { return options }
        guard PythonJSON.hasFewMembers(metadata) else { return nil }
        options.reserveCapacity(64)
        for member in metadata.members where !MetadataFilter.isPassing(member.key) {
            guard !MetadataFilter.isInstruction(member.key), MetadataFilter.isValidKey(member.key)
            else { return nil }
            if member.key == "tags" {
                guard case .array(let tags) = member.value, !tags.contains(where: isActivity) else {
                    return nil
                }
                if tags.isEmpty { continue }
            }
            if !options.isEmpty { options.append(0x20) }
            options.append(contentsOf: member.key.utf8)
            if member.value.isNull { continue }
            options.append(0x3D)
            PythonJSON.append(member.value, respelled: true, to: &options)
        }
        return options
    }

    /// Tells whether a tag says where a cell is active.
    private static func isActivity(_ tag: JSONValue) -> Bool {
        tag.stringValue?.hasPrefix("active-") == true
    }
}
