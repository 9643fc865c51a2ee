internal import NotebookModel

/// One of the formats that a notebook is paired with, for example `scripts//py:percent`.
struct JupytextFormat {
    private var prefix: String?
    private var suffix: String?
    private var fileExtension: String
    private var name: String?

    /// The list of formats in its short form, with the format of scripts as it is written now.
    ///
    /// - Parameters:
    ///   - formats: The list, its parts separated by commas.
    ///   - metadata: The metadata that tells which language `auto` stands for.
    /// - Returns: The list, or `nil` if a part of it is no format.
    static func normalized(_ formats: String, metadata: JSONObject) -> String? {
        var list: [JupytextFormat] = []
        for part in formats.split(separator: ",") {
            guard let format = JupytextFormat(String(part), metadata: metadata) else { return nil }
            list.append(format)
        }
        let target = list.firstIndex { format in
            format.fileExtension == ".py" && format.prefix == nil && format.suffix == nil
        }
        if let target { list[target].name = "percent" }
        return list.map(\.shortForm).joined(separator: ",")
    }

    private init?(_ text: String, metadata: JSONObject) {
        let commonNames = [
            "notebook": "ipynb", "rmarkdown": "Rmd", "quarto": "qmd", "marimo": "py",
            "markdown": "md", "script": "auto", "c++": "cpp", "myst": "md:myst",
            "pandoc": "md:pandoc",
        ]
        var text = commonNames[text.lowercased()] ?? text
        if let slash = text.lastIndex(of: "/"), slash > text.startIndex {
            prefix = String(text[..<slash])
            text = String(text[text.index(after: slash)...])
        }
        if let colon = text.lastIndex(of: ":") {
            fileExtension = String(text[..<colon])
            let given = String(text[text.index(after: colon)...])
            name = given == "bare" ? "nomarker" : given
        } else if text.isEmpty || text.contains(".") || Self.extensions.contains("." + text)
            || text == "auto"
        {
            fileExtension = text
        } else {
            name = text
            fileExtension = ""
        }
        if let dot = fileExtension.lastIndex(of: "."), dot > fileExtension.startIndex {
            suffix = String(fileExtension[..<dot])
            fileExtension = String(fileExtension[dot...])
        }
        if !fileExtension.hasPrefix(".") { fileExtension = "." + fileExtension }
        if fileExtension == ".auto" {
            guard let found = JupytextFormat.automatic(metadata) else { return nil }
            fileExtension = found
        }
        if let name, !Self.names.contains(name) { return nil }
        guard Self.extensions.contains(fileExtension) else { return nil }
    }

    private var shortForm: String {
        var text = suffix.map { $0 + fileExtension } ?? String(fileExtension.dropFirst())
        if let prefix { text = prefix + "/" + text }
        guard let name, !name.isEmpty else { return text }
        let isMarkdown = [".md", ".markdown", ".Rmd"].contains(fileExtension)
        return isMarkdown && name != "pandoc" && name != "myst" ? text : text + ":" + name
    }

    private static let names: Set<String> = [
        "markdown", "rmarkdown", "light", "nomarker", "percent", "hydrogen", "spin", "sphinx",
        "pandoc", "quarto", "marimo", "myst",
    ]

    private static let extensions: Set<String> = Set(
        PercentLanguage.fileExtensions.map { "." + $0.name }
            + [".ipynb", ".md", ".markdown", ".Rmd", ".qmd", ".myst", ".mystnb", ".mnb"]
    )

    /// The file extension of scripts in the language of a notebook.
    private static func automatic(_ metadata: JSONObject) -> String? {
        let kernel = metadata["kernelspec"]?["language"]?.stringValue ?? ""
        var found = metadata["language_info"]?["file_extension"]?.stringValue
        if found == ".py", kernel == "sage" { found = ".sage" }
        if found == nil {
            let main = metadata["jupytext"]?["main_language"]?.stringValue ?? ""
            let language = kernel.isEmpty ? main : kernel
            if !language.isEmpty {
                let script = PercentLanguage.fileExtensions.first {
                    PercentLanguage.isSame(language, $0.language)
                }
                found = script.map { "." + $0.name }
            }
        }
        switch found {
        case ".r": return ".R"
        case ".fs": return ".fsx"
        case ".resource": return ".robot"
        case ".C": return ".cpp"
        case "": return nil
        default: return found
        }
    }
}
