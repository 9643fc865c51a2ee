import Exporters
import NotebookModel
import SandboxCore

/// What is to be run or exported.
struct InputDocument {
    var notebook: Notebook
    /// What was not read as it was meant.
    var warnings: [ImportWarning] = []

    /// Reads a notebook, a script (`.py`), or either from standard input (`-`).
    ///
    /// - Throws: ``CommandError`` if it can't be read or is neither.
    static func read(_ path: String) throws(CommandError) -> InputDocument {
        let bytes = try Files.read(path)
        if path.hasSuffix(".py") || path == "-" && !looksLikeJSON(bytes) {
            return try script(bytes, path)
        }
        do {
            return InputDocument(notebook: try Notebook(reading: bytes))
        } catch {
            throw .usage("\(name(of: path)) is no notebook: \(error)")
        }
    }

    /// Reads a script; one that is no notebook is one cell, as it stands.
    private static func script(
        _ bytes: [UInt8],
        _ path: String
    ) throws(CommandError) -> InputDocument {
        let importer: any NotebookImporter =
            ScriptImporter.recognizes(bytes) ? ScriptImporter() : PercentImporter()
        do {
            let result = try importer.read(bytes)
            var document = InputDocument(notebook: result.notebook, warnings: result.warnings)
            if !isNotebook(bytes), !document.notebook.cells.isEmpty {
                document.notebook.cells = [.code(plainText(bytes))]
            }
            if document.notebook.language == nil {
                document.notebook.metadata["language_info"] = [
                    "file_extension": ".py", "mimetype": "text/x-python", "name": "python",
                    "nbconvert_exporter": "python",
                ]
            }
            document.notebook.addMissingIDs()
            return document
        } catch {
            throw .usage("\(name(of: path)) is no script: \(error)")
        }
    }

    private static func plainText(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// Whether a script is a notebook in one of the forms that can be read.
    static func isNotebook(_ bytes: [UInt8]) -> Bool {
        ScriptImporter.recognizes(bytes) || PercentImporter.recognizes(bytes)
    }

    private static func name(of path: String) -> String {
        path == "-" ? "standard input" : "'\(path.escapingControls)'"
    }

    /// Whether the first character that is no blank opens an object.
    private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        let first = rest.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard first == UInt8(ascii: "{") else { return false }
        // A set or a dictionary display may begin a script too.
        return (try? JSONValue(parsing: bytes))?.objectValue != nil
            || bytes.count > 1 && text(ofStart: rest).contains("\"cells\"")
    }

    private static func text(ofStart bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix(4096), as: UTF8.self)
    }
}
