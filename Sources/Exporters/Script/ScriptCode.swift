/// The code of a cell as a part of a script that runs without IPython, and back.
///
/// The rules, each of which can be undone:
/// - A line that is a magic, a shell command or a request for help becomes a comment, with `pass`
///   before it where it is indented, since the block may hold nothing else.
/// - A comment that looks like such a line gets another `# `.
/// - `from __future__ import` becomes a comment where Python would refuse it.
/// - A cell magic whose body is Python leaves the body as it is, others make comments of all.
/// - What does not compile then becomes a comment as a whole, below a line that says so.
enum ScriptCode {
    private static let note = Array("# This cell is no Python that runs in a script:".utf8)
    /// The cell magics that run their body as Python in place.
    private static let pythonMagics: Set<String> = [
        "%%capture", "%%debug", "%%memit", "%%prun", "%%pyinstrument", "%%scalene", "%%snakeviz",
        "%%time", "%%timeit", "%%wandb",
    ]

    /// Writes the code of a cell.
    ///
    /// - Parameters:
    ///   - source: The code, without lone CR and null.
    ///   - escapes: Tells whether comments get another `# ` where they need it to be read back.
    ///   - prelude: What stands before it in the script; updated.
    /// - Returns: Lines that compile, without a line end at the end.
    static func encode(
        _ source: [UInt8],
        escapes: Bool = true,
        prelude: inout PythonPrelude
    ) -> [UInt8] {
        let lineEnd = source.firstIndex(of: 0x0A) ?? source.endIndex
        let firstLine = source[..<lineEnd]
        if let magic = MagicLine(firstLine), magic.levels == 0, isCellMagic(firstLine) {
            let name = firstLine.prefix { $0 > 0x20 }
            if pythonMagics.contains(String(decoding: name, as: UTF8.self)),
                lineEnd < source.endIndex
            {
                let code = encodeLines(source[(lineEnd + 1)...], escapes, &prelude)
                if let code, !isComment(code[...]) { return "# ".utf8 + firstLine + [0x0A] + code }
            }
            return commented(source)
        }
        if let code = encodeLines(source[...], escapes, &prelude), !code.starts(with: note) {
            return code
        }
        return refused(source)
    }

    /// Writes code that does not compile, as comments below a note.
    static func refused(_ source: [UInt8]) -> [UInt8] {
        note + [0x0A] + commented(source)
    }

    /// Reads back code that did not compile; `nil` if it is other code.
    static func decodeRefused(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8]? {
        guard let first = lines.first, first.elementsEqual(note), lines.count > 1,
            lines.allSatisfy({ $0.first == UInt8(ascii: "#") })
        else { return nil }
        return CommentBlock.text(of: lines.dropFirst())
    }

    /// Reads back what `encode` wrote.
    static func decode(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
        if let source = decodeRefused(lines) { return source }
        guard let first = lines.first else { return [] }
        let body = Array(lines.joined(separator: [0x0A]))
        guard isCommentedCellMagic(first) else { return decodeLines(body[...]) }
        if lines.allSatisfy({ $0.first == UInt8(ascii: "#") }) {
            return CommentBlock.text(of: lines)
        }
        return first.dropFirst(2) + [0x0A] + decodeLines(body[(first.count + 1)...])
    }

    /// Tells whether a text holds a line that is a mark, even within a string.
    static func holdsMark(_ text: ArraySlice<UInt8>) -> Bool {
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            if text[start] == UInt8(ascii: "#"), ScriptMark.of(text[start..<end]) != nil {
                return true
            }
            start = end + 1
        }
        return false
    }

    private static func isCellMagic(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: "%%".utf8)
    }

    private static func isCommentedCellMagic(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: "# %%".utf8), let magic = MagicLine(line) else { return false }
        return magic.levels == 1 && magic.kind == .command
    }

    static func isComment(_ text: ArraySlice<UInt8>) -> Bool {
        CommentBlock.lines(of: text).allSatisfy { $0.first == UInt8(ascii: "#") }
    }

    static func commented(_ source: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        CommentBlock.append(source[...], to: &output)
        return output
    }

    /// Makes comments of commands; `nil` if the result does not compile or holds a mark.
    private static func encodeLines(
        _ source: ArraySlice<UInt8>,
        _ escapes: Bool,
        _ prelude: inout PythonPrelude
    ) -> [UInt8]? {
        if ScriptLines.areUnchanged(source) {
            let isValid = PythonSyntax.isValid(source, prelude: &prelude)
            return isValid && !holdsMark(source) ? Array(source) : nil
        }
        var lines = ScriptLines(source)
        lines.comment(future: false, escapes: escapes)
        if PythonSyntax.isValid(lines.output[...], prelude: &prelude) {
            return holdsMark(lines.output[...]) ? nil : lines.output
        }
        guard lines.hasFuture else { return nil }
        lines = ScriptLines(source)
        lines.comment(future: true, escapes: escapes)
        guard PythonSyntax.isValid(lines.output[...], prelude: &prelude),
            !holdsMark(lines.output[...])
        else { return nil }
        return lines.output
    }

    private static func decodeLines(_ body: ArraySlice<UInt8>) -> [UInt8] {
        if ScriptLines.areUnchanged(body) { return Array(body) }
        var lines = ScriptLines(body)
        lines.uncomment()
        return lines.output
    }
}
