internal import NotebookModel

/// The language of a notebook's code, as far as scripts ask for it.
struct ScriptLanguage: Hashable {
    /// Tells whether the code is Python.
    var isPython: Bool
    /// What starts a comment; `#` if that isn't known.
    var comment: String
    /// The kind of file that holds such code.
    var type: DocumentType

    private static let python = ScriptLanguage(
        isPython: true,
        comment: "#",
        type: DocumentType(mediaType: "text/x-python", fileExtension: "py")
    )

    /// The language as nbconvert's script exporter sees it: `language_info.nbconvert_exporter`
    /// alone makes a notebook a Python one.
    ///
    /// - Note: nbconvert hands notebooks that name another of its exporters to that one and fails
    ///   if it doesn't know it; here their code is written as it is.
    static func compatible(_ notebook: Notebook) -> ScriptLanguage {
        let info = notebook.metadata["language_info"]
        let exporter = info?["nbconvert_exporter"]?.stringValue
        if exporter == "python" || exporter?.lowercased() == "python" { return python }
        var type = type(info)
        if info?["file_extension"]?.stringValue == "" { type.fileExtension = "" }
        return ScriptLanguage(isPython: false, comment: "#", type: type)
    }

    /// The language that the metadata tells of, Python if they tell nothing.
    static func better(_ notebook: Notebook) -> ScriptLanguage {
        let info = notebook.metadata["language_info"]
        let names = [notebook.language, info?["nbconvert_exporter"]?.stringValue]
        if names.allSatisfy({ $0 == nil }) { return python }
        for name in names.compactMap({ $0?.lowercased() })
        where ["python", "python2", "python3", "ipython", "ipython3"].contains(name) {
            return python
        }
        return ScriptLanguage(
            isPython: false,
            comment: comment(of: notebook.language ?? ""),
            type: type(info)
        )
    }

    /// The kind of file that the metadata of a language tell of, if that is a usual one.
    private static func type(_ info: JSONValue?) -> DocumentType {
        let end = info?["file_extension"]?.stringValue ?? ""
        let isPlain =
            end.utf8.count < 16 && end.utf8.first == UInt8(ascii: ".")
            && end.utf8.dropFirst().allSatisfy { byte in
                PythonLexis.isDigit(byte) || (0x61...0x7A).contains(byte | 0x20)
            }
        let mediaType = info?["mimetype"]?.stringValue ?? ""
        return DocumentType(
            mediaType: mediaType.isEmpty ? "text/plain" : PercentEncoding.mediaType(mediaType),
            fileExtension: isPlain && end.utf8.count > 1 ? String(end.dropFirst()) : "txt"
        )
    }

    private static func comment(of language: String) -> String {
        let sign = PercentLanguage.comments[PercentLanguage.usualName(language)]
        if let sign, ["#", "//", "--", "%", ";;"].contains(sign) { return sign }
        // Those that jupytext does not know.
        return switch language.lowercased() {
        case "c", "kotlin", "swift", "php", "dart": "//"
        case "sql", "ada": "--"
        case "latex", "tex", "prolog", "erlang": "%"
        case "lisp", "common-lisp", "racket", "hy": ";;"
        default: "#"
        }
    }
}
