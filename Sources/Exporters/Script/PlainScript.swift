internal import NotebookModel

/// The writing of a script without marks.
struct PlainScript {
    private let language: ScriptLanguage
    private var isEmpty = true
    private var prelude = PythonPrelude()

    init(language: ScriptLanguage) {
        self.language = language
    }

    /// What a cell becomes, with the blank line before it; nothing for a blank cell.
    mutating func text(of cell: Cell) -> [UInt8] {
        let source = PlainScript.trimmed(CommentBlock.settled(Array(cell.source.utf8)).text)
        guard !source.isEmpty else { return [] }
        var block: [UInt8] = []
        switch cell.kind {
        case .code:
            block =
                language.isPython
                ? ScriptCode.encode(source, escapes: false, prelude: &prelude) : source
        case .markdown:
            CommentBlock.append(
                PlainScript.imageLine(of: cell)?[...] ?? source[...],
                prefix: language.comment,
                to: &block
            )
        case .raw:
            if isPython(cell, source) {
                block = source
            } else {
                CommentBlock.append(source[...], prefix: language.comment, to: &block)
            }
        case .unknown:
            return []
        }
        let separator: [UInt8] = isEmpty ? start(for: block) : [0x0A]
        isEmpty = false
        return separator + block + [0x0A]
    }

    /// Tells whether a raw cell is meant for Python scripts and compiles.
    private mutating func isPython(_ cell: Cell, _ source: [UInt8]) -> Bool {
        guard language.isPython,
            cell.metadata["raw_mimetype"]?.stringValue?.lowercased() == "text/x-python"
        else { return false }
        return PythonSyntax.isValid(source[...], prelude: &prelude)
    }

    /// What has to stand before the first block.
    ///
    /// In its first two lines Python takes a comment with `coding:` for the name of an encoding.
    private func start(for block: [UInt8]) -> [UInt8] {
        guard language.isPython else { return [] }
        let isForeign = PythonEncodingLine.isForeignFile(block[...])
        return isForeign ? PythonEncodingLine.utf8 + [0x0A, 0x0A] : []
    }

    /// The line that stands for a cell with nothing but an image.
    private static func imageLine(of cell: Cell) -> [UInt8]? {
        guard let image = cell.image else { return nil }
        let caption = image.caption.isEmpty ? "" : "\(image.caption) "
        let line = "Image: \(caption)(\(image.name))"
        return line.utf8.map { $0 < 0x20 ? 0x20 : $0 }
    }

    /// Drops blank lines at the start, and white space at the end.
    private static func trimmed(_ source: [UInt8]) -> [UInt8] {
        guard let first = source.firstIndex(where: { $0 > 0x20 }),
            let last = source.lastIndex(where: { $0 > 0x20 })
        else { return [] }
        let start = source[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return Array(source[start...last])
    }
}
