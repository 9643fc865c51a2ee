internal import NotebookModel

/// Brings the metadata of a notebook into the form that jupytext writes.
enum JupytextMetadata {
    /// The metadata with old spellings of jupytext's members replaced (its `formats.py`).
    static func rearranged(_ metadata: JSONObject) -> JSONObject {
        var metadata = PythonJSON.distinct(metadata)
        // nbformat drops these on reading.
        for key in ["orig_nbformat", "orig_nbformat_minor", "signature"] { metadata[key] = nil }
        for key in ["nbrmd_formats", "nbrmd_format_version"] {
            if let value = metadata.removeValue(forKey: key) {
                metadata["jupytext" + key.dropFirst(5)] = value
            }
        }
        let present = metadata["jupytext"]
        guard present == nil || present?.objectValue != nil else { return metadata }
        var own = PythonJSON.distinct(present?.objectValue ?? [:])
        if let value = metadata.removeValue(forKey: "jupytext_formats") { own["formats"] = value }
        if let value = metadata.removeValue(forKey: "jupytext_format_version") {
            own["text_representation"] = ["format_version": value]
        }
        for key in ["main_language", "encoding", "executable"] {
            if let value = metadata.removeValue(forKey: key) { own[key] = value }
        }
        if let filters = own.removeValue(forKey: "metadata_filter") {
            if let value = filters["notebook"] { own["notebook_metadata_filter"] = value }
            if let value = filters["cells"] { own["cell_metadata_filter"] = value }
        }
        for key in ["notebook_metadata_filter", "cell_metadata_filter"] {
            guard let value = own[key], case .object = value else { continue }
            own[key] = .string(MetadataFilter(value).text)
        }
        let version = own["text_representation"]?["jupytext_version"]?.stringValue
        if version?.hasPrefix("0.") == true, let formats = own["formats"]?.stringValue {
            let list = formats.split(separator: ",", omittingEmptySubsequences: false)
            own["formats"] = .string(
                list.map { ($0.dropFirst().contains(".") ? "." : "") + $0 }.joined(separator: ",")
            )
        }
        if let formats = own["formats"]?.stringValue, !formats.isEmpty {
            own["formats"] = .string(
                JupytextFormat.normalized(formats, metadata: metadata) ?? formats
            )
        }
        if !own.isEmpty || present != nil { metadata["jupytext"] = .object(own) }
        return metadata
    }

    /// What text says about itself in its header.
    ///
    /// jupytext adds its own version, which it doesn't need for reading.
    static let textRepresentation: JSONValue = [
        "extension": ".py", "format_name": "percent", "format_version": "1.3",
    ]
}
