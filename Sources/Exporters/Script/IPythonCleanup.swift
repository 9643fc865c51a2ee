/// What IPython removes around the code of a cell before it looks at the code.
enum IPythonCleanup {
    /// Drops blank lines at the start, common indentation and the prompts of pasted sessions.
    ///
    /// - Parameter source: The code, with a line end at its end.
    /// - Returns: The lines, as `str.splitlines(keepends=True)` gives them.
    static func lines(of source: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        let text = dedented(withoutLeadingBlankLines(source))
        let lines = PythonCharacter.lines(of: text)
        return withoutIPythonPrompts(DoctestPrompts.strip(lines))
    }

    /// Drops the blank lines at the start, unless there is nothing else.
    private static func withoutLeadingBlankLines(_ source: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let first = PythonCharacter.spaceEnd(in: source, from: source.startIndex)
        guard first < source.endIndex else { return source }
        var start = source.startIndex
        while true {
            let end = PythonCharacter.lineEnd(in: source, from: start)
            if end > first { return source[start...] }
            start = end
        }
    }

    /// Removes common indentation and the blanks of blank lines (`textwrap.dedent`).
    static func dedented(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var margin: ArraySlice<UInt8>?
        var hasBlanks = false
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let code = text[start..<end].firstIndex { $0 != 0x20 && $0 != 0x09 }
            if let code {
                let indent = text[start..<code]
                margin = margin.map { commonPrefix($0, indent) } ?? indent
            } else if end > start {
                hasBlanks = true
            }
            start = end + 1
        }
        let count = margin?.count ?? 0
        return count == 0 && !hasBlanks ? text : removing(count, from: text)
    }

    private static func removing(_ count: Int, from text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            if text[start..<end].contains(where: { $0 != 0x20 && $0 != 0x09 }) {
                output += text[(start + count)..<end]
            }
            if end < text.endIndex { output.append(0x0A) }
            start = end + 1
        }
        return output[...]
    }

    private static func commonPrefix(
        _ left: ArraySlice<UInt8>,
        _ right: ArraySlice<UInt8>
    ) -> ArraySlice<UInt8> {
        var count = 0
        for (one, other) in zip(left, right) {
            guard one == other else { break }
            count += 1
        }
        return left.prefix(count)
    }

    /// Removes `In [1]:` and `...:`, if one of the first two lines has such a prompt.
    private static func withoutIPythonPrompts(
        _ lines: [ArraySlice<UInt8>]
    ) -> [ArraySlice<UInt8>] {
        guard lines.prefix(2).contains(where: { promptEnd(of: $0) != nil }) else { return lines }
        return lines.map { line in promptEnd(of: line).map { line[$0...] } ?? line }
    }

    /// The place behind an IPython prompt at the start of a line.
    private static func promptEnd(of line: ArraySlice<UInt8>) -> Int? {
        inputPromptEnd(of: line) ?? continuationPromptEnd(of: line)
    }

    /// The place behind `In [1]: `, before which the mode of an editor may stand.
    private static func inputPromptEnd(of line: ArraySlice<UInt8>) -> Int? {
        var rest = line
        for mode in ["[nav] ", "[ins] ", " "] where rest.starts(with: mode.utf8) {
            rest = rest.dropFirst(mode.utf8.count)
            break
        }
        guard rest.starts(with: "In [".utf8) else { return nil }
        rest = rest.dropFirst(4)
        let start = rest.startIndex
        while rest.startIndex < rest.endIndex {
            let (scalar, end) = PythonLexis.scalar(in: rest, at: rest.startIndex)
            guard PythonCharacter.isDecimal(scalar) else { break }
            rest = rest[end...]
        }
        guard rest.startIndex > start, rest.starts(with: "]: ".utf8) else { return nil }
        return rest.startIndex + 3
    }

    /// The place behind `...: `, of three dots or more.
    private static func continuationPromptEnd(of line: ArraySlice<UInt8>) -> Int? {
        let start = PythonCharacter.spaceEnd(in: line, from: line.startIndex)
        let rest = line[start...].drop { $0 == UInt8(ascii: ".") }
        guard rest.startIndex - start >= 3, rest.first == UInt8(ascii: ":") else { return nil }
        let end = rest.startIndex + 1
        return end < line.endIndex && line[end] == 0x20 ? end + 1 : end
    }
}
