// Compiled by Scripts/fuzz against the module NotebookModel, whose internals it looks at.

import Foundation

@testable import NotebookModel

/// One input of libFuzzer: as JSON, and as a notebook.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNotebook(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    json(bytes)
    notebook(bytes)
    return 0
}

private func json(_ bytes: [UInt8]) {
    _ = JSONWriter(styleOf: bytes)
    let value = try? JSONParser().parse(bytes)
    precondition(JSONParser().accepts(bytes) == (value != nil), "scanner and parser disagree")
    guard let value else { return }
    let isValid = NotebookValidator().isValid(value)
    let problems = NotebookValidator().problems(in: value)
    let hasErrors = problems.contains { $0.severity == .error }
    precondition(isValid != hasErrors, "valid and with errors, or neither")
    let repaired = RepairedNotebook(repairing: value)
    precondition(!problems.isEmpty || repaired.repairs.isEmpty, "a sound notebook was repaired")
    let styled = JSONWriter(styleOf: bytes).bytes(for: value)
    for written in [value.compactBytes(), styled] {
        let again = try? JSONParser().parse(written)
        precondition(again == value, "writing changed the value")
    }
}

private func notebook(_ bytes: [UInt8]) {
    guard var notebook = try? Notebook(reading: bytes) else { return }
    let isOriginal = notebook.head.part != nil
    let viaJSON = (try? JSONParser().parse(bytes)).flatMap { try? Notebook($0) }
    precondition(viaJSON == notebook, "a file and its JSON give different notebooks")
    _ = notebook.hashValue
    if isOriginal { precondition(notebook.jsonBytes() == bytes, "an untouched notebook changed") }
    let normalized = notebook.normalizedBytes()
    let again = try? Notebook(reading: normalized)
    precondition(again?.normalizedBytes() == normalized, "normalizing twice differs from once")

    var older = notebook
    _ = older.convert(to: .v40)
    _ = notebook.changes(from: older)

    if bytes.count <= 1 << 16 { editing(notebook) }  // `Codable` takes seconds for large shapes

    notebook.cells.append(.code("1"))
    notebook.metadata["fuzz"] = 1
    if let first = notebook.cells.indices.first {
        notebook.cells[first].source += "\n\u{7F}ä\u{2028}"
        notebook.cells[first].metadata["fuzz"] = nil
    }
    let changed = try? Notebook(reading: notebook.jsonBytes())
    precondition(changed?.cells.count == notebook.cells.count, "an edit lost cells")
    precondition(changed?.cells.first?.source == notebook.cells.first?.source, "an edit was lost")
}

/// Edits at the first cells, which their opposites undo, and outputs that are shown again.
private func editing(_ notebook: Notebook) {
    for index in notebook.cells.indices.prefix(notebook.cells.count > 100 ? 1 : 8) {
        let cell = notebook.cells[index]
        var edited = notebook
        if (try? edited.splitCell(.index(index), at: cell.source.endIndex)) != nil {
            precondition(edited.cells.count == notebook.cells.count + 1, "a split lost cells")
            let merged = try? edited.mergeCells(.index(index), through: .index(index + 1))
            precondition(merged == index, "the halves of a cell can't be merged")
        }
        edited = notebook
        if (try? edited.insertCell(.code("new"), at: .before(.index(index)))) != nil {
            _ = try? edited.removeCell(.index(index))
            precondition(edited == notebook, "what was inserted left traces")
        }
        guard case .code(let code) = cell.kind else { continue }
        let merged = code.outputs.mergingStreams()
        precondition(merged.mergingStreams() == merged, "merged streams are merged once more")
    }
    guard let encoded = try? JSONEncoder().encode(notebook) else { return }
    _ = try? JSONDecoder().decode(Notebook.self, from: encoded)
}
