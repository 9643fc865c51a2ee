/// The step from a notebook of format 1, 2 or 3 to format 4.5, JSON to JSON, as nbformat takes it.
///
/// Worksheets become one list of cells; headings and HTML become Markdown; `input`,
/// `prompt_number`, `pyout`, `pyerr`, `stream` and the short names of data get their names of
/// format 4. The language of a code cell, the name and the signature of the notebook and what
/// worksheets hold beside cells are dropped. Ids are not made here.
///
/// Where nbformat fails or loses something, this does neither:
/// - Members of the wrong type stay as they are, for the reader of format 4 to keep; so do lists
///   of lines that hold something else than texts, JSON that can't be parsed, and levels of
///   headings that are no integers up to ``maximumHeadingLevel``.
/// - Missing metadata and outputs are added empty. An entry of the worksheets that has no list of
///   cells stands as a cell.
/// - Where a member has its name of format 4 already, it stays. If it is there by both names, the
///   old one counts as in nbformat: format 4 has no place for the other.
/// - What format 1 doesn't define stays, outputs and cells of other types among it; lines are
///   joined as in 2. Format 1 is noted as such, not as 2.
package struct NotebookUpgrade {
    /// The highest level of a heading that becomes that many `#`.
    static let maximumHeadingLevel = 100

    /// The major version of the file.
    let major: Int
    private let file: JSONObject
    /// Reads JSON inside of texts; its limit of bytes is what is left for all of them.
    var parser: JSONParser

    /// Makes the step for a file, or `nil` if it has no format from 1 to 3.
    ///
    /// A file that doesn't tell its format has format 1 if it looks like that.
    ///
    /// - Parameters:
    ///   - file: The JSON of the notebook.
    ///   - parser: The limits for JSON inside of texts; all of it together may have as many bytes
    ///     as a file may have values.
    package init?(of file: JSONObject, parser: JSONParser = JSONParser()) {
        if let version = file["nbformat"] {
            guard let major = version.lenientInt, (1...3).contains(major) else { return nil }
            self.major = major
        } else {
            guard NotebookUpgrade.looksLikeVersion1(file) else { return nil }
            major = 1
        }
        self.file = file
        self.parser = parser
        self.parser.maximumByteCount = min(parser.maximumByteCount, parser.maximumValueCount)
        // The data of an output lie six levels deep.
        self.parser.maximumDepth = max(parser.maximumDepth, 6) - 6
    }

    /// Takes the step.
    ///
    /// - Returns: The notebook in format 4.5, its cells without ids.
    /// - Throws: `NotebookError.notNotebook` if there is no list of worksheets, or of cells in
    ///   format 1.
    package mutating func upgraded() throws(NotebookError) -> JSONObject {
        let list = major == 1 ? "cells" : "worksheets"
        guard let value = file[list] else { throw .notNotebook("'\(list)' is missing") }
        guard case .array(let entries) = value else {
            throw .notNotebook("'\(list)' has to be a list")
        }
        var cells: [JSONValue] = []
        for entry in entries {
            if major > 1, case .array(let sheet)? = entry["cells"] {
                for value in sheet { cells.append(cell(value)) }
            } else {
                cells.append(cell(entry))
            }
        }
        var notebook = file
        notebook[list] = .array(cells)
        notebook.rename(list, to: "cells")
        notebook["nbformat"] = 4
        notebook["nbformat_minor"] = 5
        upgradeMetadata(of: &notebook)
        return notebook
    }

    /// Drops what format 4 has no use for and notes the format of the file, as nbformat does.
    private func upgradeMetadata(of notebook: inout JSONObject) {
        guard case .object(var metadata) = notebook["metadata"] ?? [:] else { return }
        let noted = notebook.removeValue(forKey: "orig_nbformat")?.lenientInt ?? 0
        let minor = notebook.removeValue(forKey: "orig_nbformat_minor")?.lenientInt ?? 0
        metadata["orig_nbformat"] = .number(major == 3 && noted > 0 ? noted : major)
        metadata["orig_nbformat_minor"] = .number(minor)
        metadata.removeText("name")
        metadata.removeText("signature")
        notebook["metadata"] = .object(metadata)
    }

    private static func looksLikeVersion1(_ file: JSONObject) -> Bool {
        guard case .array(let cells)? = file["cells"] else { return false }
        return cells.allSatisfy { cell in
            let type = cell["cell_type"]?.stringValue
            return (type == "code" || type == "text") && cell["source"] == nil
        }
    }
}
