internal import NotebookModel

/// A script in our own form, which `ScriptImporter` reads back.
struct BetterScript {
    private enum Previous {
        case header
        case text
        case code(endsBlank: Bool)
    }

    private let language: ScriptLanguage
    private let magics: ScriptExporter.MagicForm
    private var previous = Previous.header
    private var prelude = PythonPrelude()

    init(_ notebook: Notebook, magics: ScriptExporter.MagicForm) {
        language = ScriptLanguage.better(notebook)
        self.magics = magics
    }

    /// What stands before the first cell.
    var header: [UInt8] {
        guard language.isPython else { return [] }
        return Array((magics == .calls ? ScriptLayout.jupyterHeader : ScriptLayout.header).utf8)
    }

    /// What stands behind the last cell, so that blank lines at the end of its code are kept.
    var footer: [UInt8] {
        if case .code(endsBlank: true) = previous { [0x0A] } else { [] }
    }

    /// What a cell becomes, and whether reading it back gives another text.
    mutating func text(of cell: Cell) -> (bytes: [UInt8], isAmbiguous: Bool) {
        let (source, isChanged) = CommentBlock.settled(Array(cell.source.utf8))
        var isAmbiguous = isChanged
        var output: [UInt8] = []
        output.reserveCapacity(source.count + 64)
        switch cell.kind {
        case .code(_, let count):
            isAmbiguous = addCode(source, count: count, to: &output) || isAmbiguous
        case .markdown:
            separate(&output)
            CommentBlock.append(source[...], prefix: language.comment, to: &output)
            output.append(0x0A)
            previous = .text
        case .raw:
            addRaw(source, type: rawType(of: cell), to: &output)
        case .unknown:
            break
        }
        return (output, isAmbiguous)
    }

    private func separate(_ output: inout [UInt8]) {
        switch previous {
        case .header: if language.isPython { output.append(0x0A) }
        case .text: output.append(0x0A)
        case .code: output += [0x0A, 0x0A]
        }
    }

    /// Adds code; gives whether it is read back as another text.
    private mutating func addCode(
        _ source: [UInt8],
        count: Int?,
        to output: inout [UInt8]
    ) -> Bool {
        let number = count.flatMap { $0 > 0 ? String($0) : nil } ?? " "
        separate(&output)
        output += "\(language.comment) In[\(number)]:\n\n\n".utf8
        let isCalls = magics == .calls
        let body =
            !language.isPython
            ? source
            : isCalls
                ? callForm(of: source) : ScriptCode.encode(source, prelude: &prelude)
        output += body
        output.append(0x0A)
        previous = .code(endsBlank: body.isEmpty || body.last == 0x0A)
        guard language.isPython else { return false }
        let isOpenEnded = ScriptLayout.isOpenEnded(body)
        if isOpenEnded, !isCalls {
            output += "\n\n# Out[\(number)]:\n".utf8
            previous = .text
        }
        guard isCalls else { return false }
        let lines = CommentBlock.lines(of: body[...])
        return isOpenEnded || IPythonCallReader.source(of: lines[...]) != source
    }

    /// The code with calls in the place of magics, or as comments if it does not compile then.
    private mutating func callForm(of source: [UInt8]) -> [UInt8] {
        var code = IPythonTransformer.transform(source)
        if source.last != 0x0A, code.last == 0x0A { code.removeLast() }
        let isUsable =
            PythonSyntax.isValid(code[...], prelude: &prelude)
            && !ScriptCode.holdsMark(code[...])
        return isUsable ? code : ScriptCode.refused(source)
    }

    private func rawType(of cell: Cell) -> String {
        let type = cell.metadata["raw_mimetype"]?.stringValue ?? ""
        return ScriptMark(Array("Raw[\(type)]:".utf8)[...]) == .raw(type: type) ? type : ""
    }

    /// Adds a raw cell: as code if it is Python, else as a comment.
    private mutating func addRaw(_ source: [UInt8], type: String, to output: inout [UInt8]) {
        separate(&output)
        output += "\(language.comment) Raw\(type.isEmpty ? "" : "[\(type)]"):\n\n\n".utf8
        let body = pythonRaw(source, type: type)
        if let body {
            output += body
        } else {
            CommentBlock.append(source[...], prefix: language.comment, to: &output)
        }
        output.append(0x0A)
        previous = .code(endsBlank: body.map { $0.isEmpty || $0.last == 0x0A } ?? false)
    }

    /// The source of a raw cell if it is meant for Python scripts and can be told apart in one.
    private mutating func pythonRaw(_ source: [UInt8], type: String) -> [UInt8]? {
        guard language.isPython, type.lowercased() == "text/x-python",
            !ScriptCode.isComment(source[...]), !ScriptCode.holdsMark(source[...]),
            !ScriptLayout.isOpenEnded(source),
            PythonSyntax.isValid(source[...], prelude: &prelude)
        else { return nil }
        return source
    }
}
