internal import NotebookModel

/// What the metadata of a notebook says about how its text is written and read.
struct JupytextSettings {
    /// The language of cells that say no other.
    private(set) var language: String
    /// Triple quotes around the text of cells that are no code, if wished.
    private(set) var cellMarkers: String?
    /// Whether magics are commented out.
    private(set) var commentsMagics = true
    /// The test for magics of the language.
    let languageMagic: JupytextMagic
    /// Whether the metadata of cells is written as JSON.
    private(set) var usesJSON = false
    /// Whether a YAML header of the notebook is its first cell.
    private(set) var keepsHeaderAsCell = true
    /// The filter of the notebook's metadata.
    private(set) var notebookFilter: MetadataFilter
    /// The filter of the cells' metadata.
    private(set) var cellFilter: MetadataFilter
    /// The names of magics, beside those of languages, whose cells are commented out.
    private(set) var customMagics: Set<String>

    /// Whether most cells have nothing about them that has to be asked for.
    let takesUsualCells: Bool
    /// What a source starts with that says which language it is in: `%%name`, or `#!name`.
    let cellMagicSign: UInt8

    /// Reads the settings of metadata that is in order (``JupytextMetadata``).
    init(_ metadata: JSONObject) {
        language = JupytextSettings.language(of: metadata)
        let own = metadata["jupytext"]?.objectValue ?? [:]
        var overrides = JSONObject()
        if let text = own["text_representation"]?.objectValue,
            text["extension"]?.stringValue == ".py", text["format_name"]?.stringValue == "percent"
        {
            overrides = text
        }
        func option(_ name: String) -> JSONValue? { overrides[name] ?? own[name] }
        cellMarkers = option("cell_markers")?.stringValue
        if let value = option("comment_magics") { commentsMagics = PythonJSON.isTrue(value) }
        languageMagic = JupytextMagic(language: language, isEnabled: commentsMagics)
        usesJSON = PythonJSON.isTrue(option("cell_metadata_json"))
        if let value = option("root_level_metadata_as_raw_cell") {
            keepsHeaderAsCell = PythonJSON.isTrue(value)
        }
        notebookFilter = MetadataFilter(option("notebook_metadata_filter"))
        cellFilter = MetadataFilter(option("cell_metadata_filter"))
        customMagics = []
        for name in ["custom_cell_magics", "custom_language_magics"] {
            // Without the option jupytext has the empty name here, so that `%% x` counts.
            let text = option(name)?.stringValue ?? ""
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                customMagics.insert(String(part))
            }
        }
        takesUsualCells =
            language != "go" && cellMarkers == nil && !usesJSON && cellFilter.isDefault
        cellMagicSign = language == "csharp" ? 0x23 : 0x25
    }

    /// The test for the magics of a cell.
    func magic(for language: String) -> JupytextMagic {
        language == self.language
            ? languageMagic : JupytextMagic(language: language, isEnabled: commentsMagics)
    }

    /// The main language of a notebook, `python` if nothing says another.
    static func language(of metadata: JSONObject) -> String {
        let main = metadata["jupytext"]?["main_language"]?.stringValue ?? ""
        let language = main.isEmpty ? kernelLanguage(of: metadata) : main
        if language == "R" || language == "sas" { return language }
        if language.hasPrefix("C++") { return "c++" }
        let name = language.lowercased()
        return name.utf8.contains(0x23) ? name.replacing("#", with: "sharp") : name
    }

    /// The language of the kernel, `python` if there is none.
    static func kernelLanguage(of metadata: JSONObject) -> String {
        let language = metadata["kernelspec"]?["language"]?.stringValue ?? ""
        return language.isEmpty ? "python" : language
    }
}
