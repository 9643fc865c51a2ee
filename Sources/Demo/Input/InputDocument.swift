import SandboxCore
import NotebookModel

/// What is to be run or exported.
enum InputDocument {
    /// Reads a notebook, a percent script (`.py`), or either from standard input (`-`), where a
    /// script is one cell.
    ///
    /// - Throws: ``CommandError`` if it can't be read or is neither.
    static func read(_ path: String) throws(CommandError) -> Notebook {
        let bytes = try Files.read(path)
        if path.hasSuffix(".py") {
            return PercentScript.notebook(try text(bytes, path))
        }
        if path == "-", !looksLikeJSON(bytes) {
            return Notebook(cells: [.code(try text(bytes, "standard input"))])
        }
        do {
            return try Notebook(reading: bytes)
        } catch {
            let name = path == "-" ? "standard input" : "'\(path.escapingControls)'"
            throw .usage("\(name) is no notebook: \(error)")
        }
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

    private static func text(_ bytes: [UInt8], _ name: String) throws(CommandError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .usage("'\(name.escapingControls)' is not UTF-8 text; convert it")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    }
}
