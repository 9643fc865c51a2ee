/// Tells the lines that IPython understands and a script doesn't, as jupytext tells them.
///
/// A magic may be commented out any number of times already: one comment more or less is what
/// tells a magic in a script from a comment that looks like one.
struct JupytextMagic {
    private let language: String
    private let comment: [UInt8]
    private let isEnabled: Bool
    private let isPython: Bool
    /// Whether the magics of the language start with something else than `%`.
    private let isOdd: Bool

    /// Makes a test for the lines of a language.
    ///
    /// - Parameters:
    ///   - language: The language of the cell.
    ///   - isEnabled: Whether magics are commented unless they ask for it (`# escape`).
    init(language: String, isEnabled: Bool = true) {
        let usual = PercentLanguage.usualName(language)
        self.language = usual
        self.isEnabled = isEnabled
        isPython = usual == "python"
        isOdd = usual == "rust" || usual == "csharp" || usual == "go"
        let hasNone = ["matlab", "sas", "jenner", "logtalk"].contains(usual)
        comment = hasNone ? [] : Array((PercentLanguage.comments[usual] ?? "").utf8)
    }

    /// Tells whether a line is a magic that stands commented in a script.
    func matches(_ line: ArraySlice<UInt8>) -> Bool {
        guard !comment.isEmpty, mayMatch(line) else { return false }
        let name = endOfMagicName(line)
        let percent = isOdd ? endOfPercentName(line) : name
        // jupytext has the remark the other way round for the magics of Rust and C#.
        let forced =
            isOdd && language != "go"
            ? name.map { hasRemark(line[$0...], "noescape") }
            : percent.map { hasRemark(line[$0...], "escape") }
        if forced == true { return true }
        guard isEnabled else { return false }
        if let percent, hasRemark(line[percent...], "noescape") { return false }
        if name != nil { return true }
        guard isPython else { return false }
        return isCommandOrHelp(line) || isAssignment(line) || isHelp(line) || isCommand(line)
    }

    /// Tells whether a line is a magic that stands commented in a script.
    func matches(_ line: Span<UInt8>) -> Bool {
        !comment.isEmpty && mayMatch(line) && matches(line.copy)
    }

    /// Tells whether a line of Python without `!`, `%` and `?` is such a magic.
    func matches(plain line: Span<UInt8>) -> Bool {
        guard isEnabled, JupytextMagic.endOfCommand(line) != nil else { return false }
        return isCommand(line.copy)
    }

    /// Tells whether a look at a line is worth it: most lines have no sign of a magic.
    func mayMatch(_ line: ArraySlice<UInt8>) -> Bool { mayMatch(line.span) }

    /// Tells whether a look at a line is worth it.
    func mayMatch(_ line: Span<UInt8>) -> Bool {
        if isOdd { return true }
        if isPython, JupytextMagic.endOfCommand(line) != nil { return true }
        var signs = ByteBlocks.Mask(repeating: false)
        ByteBlocks.forEach(in: line) { signs = signs .| JupytextMagic.signs(in: $0) }
        return ByteBlocks.isAny(signs)
    }

    /// The signs that all magics but commands have: `!`, `%` and `?`.
    @inline(__always)
    static func signs(in block: ByteBlocks.Block) -> ByteBlocks.Mask {
        ByteBlocks.places(of: 0x21, in: block) .| ByteBlocks.places(of: 0x25, in: block)
            .| ByteBlocks.places(of: 0x3F, in: block)
    }

    /// Where the first letter of a magic's name ends, if the line starts with one.
    private func endOfMagicName(_ line: ArraySlice<UInt8>) -> Int? {
        var index = line.startIndex
        if !isOdd { return endOfPercentName(line) }
        switch language {
        case "rust":
            index = skipComments(line, from: index)
            return take(line, &index, ":") && takeLetter(line, &index) ? index : nil
        case "csharp":
            index = skipComments(line, from: index)
            return take(line, &index, "#!") && takeLetter(line, &index) ? index : nil
        default:
            index = skipComments(line, from: index)
            if take(line, &index, "!") {
                _ = take(line, &index, "*")
                return takeLetter(line, &index) ? index : nil
            }
            return PythonLines.skipSpace(line, from: index) == index
                ? endOfPercentName(line[index...]) : nil
        }
    }

    private func endOfPercentName(_ line: ArraySlice<UInt8>) -> Int? {
        var index = PythonLines.skipSpace(line, from: line.startIndex)
        index = skipComments(line, from: index)
        var count = 0
        while count < 3, take(line, &index, "%") { count += 1 }
        return count > 0 && takeLetter(line, &index) ? index : nil
    }

    private func isComment(_ line: ArraySlice<UInt8>, at index: Int) -> Bool {
        guard index + comment.count <= line.endIndex, line[index] == comment[0] else {
            return false
        }
        return comment.count == 1 || line[index...].starts(with: comment)
    }

    /// Goes over comment signs, each with at most one space behind it.
    private func skipComments(_ line: ArraySlice<UInt8>, from start: Int) -> Int {
        var index = start
        while isComment(line, at: index) {
            index += comment.count
            if index < line.endIndex, line[index] == 0x20 { index += 1 }
        }
        return index
    }

    /// Tells whether a comment in the rest of a line starts with a word.
    private func hasRemark(_ rest: ArraySlice<UInt8>, _ word: String) -> Bool {
        var index = rest.startIndex
        while let found = rest[index...].firstIndex(of: comment[0]) {
            if isComment(rest, at: found) {
                let start = PythonLines.skipSpace(rest, from: found + comment.count)
                if rest[start...].starts(with: word.utf8) { return true }
            }
            index = found + 1
        }
        return false
    }

    /// `!command` or `?name`, with blanks anywhere.
    private func isCommandOrHelp(_ line: ArraySlice<UInt8>) -> Bool {
        var index = PythonLines.skipSpace(line, from: line.startIndex)
        index = PythonLines.skipSpace(line, from: skipComments(line, from: index))
        guard take(line, &index, "?") || take(line, &index, "!") else { return false }
        index = PythonLines.skipSpace(line, from: index)
        guard index < line.endIndex else { return false }
        return isLetter(line[index]) || ".~$\\/{}".utf8.contains(line[index])
    }

    /// `name = %magic` or `name = !command`.
    private func isAssignment(_ line: ArraySlice<UInt8>) -> Bool {
        var index = skipComments(line, from: line.startIndex)
        index = PythonLines.skipSpace(line, from: index)
        guard takeLetter(line, &index) || take(line, &index, "_") else { return false }
        while index < line.endIndex,
            isLetter(line[index]) || (0x30...0x39).contains(line[index])
                || line[index] == 0x5F || line[index] == 0x24
        {
            index += 1
        }
        index = PythonLines.skipSpace(line, from: index)
        guard take(line, &index, "=") else { return false }
        index = PythonLines.skipSpace(line, from: index)
        if !take(line, &index, "!") {
            var count = 0
            while count < 3, take(line, &index, "%") { count += 1 }
            if count == 0 { return false }
        }
        return takeLetter(line, &index)
    }

    /// `name?`, with no blanks inside.
    private func isHelp(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.last.map({ $0 == 0x3F || $0 >= 0x80 || $0 <= 0x20 }) == true else {
            return false
        }
        let text = PythonLines.rightStripped(line)
        guard text.last == 0x3F else { return false }
        var index = PythonLines.skipSpace(text, from: text.startIndex)
        while text[index...].hasPrefix("# ") { index += 2 }
        while index < text.endIndex {
            if PythonLines.spaceLength(text, at: index) > 0 { return false }
            index += 1
        }
        return true
    }

    private static let commands = [
        "cat", "cd", "cp", "mv", "rm", "rmdir", "mkdir", "copy", "ddir", "echo", "ls", "ldir",
        "ren",
    ].map { Array($0.utf8) }

    /// Where the name of a command of a shell ends, commented or not, if the line starts with one.
    private static func endOfCommand(_ line: Span<UInt8>) -> Int? {
        var start = 0
        while start < line.count, line[start] == 0x23 {
            start += 1
            if start < line.count, line[start] == 0x20 { start += 1 }
        }
        guard start < line.count else { return nil }
        switch line[start] {
        case 0x63, 0x64, 0x65, 0x6C, 0x6D, 0x72: break  // c, d, e, l, m, r
        default: return nil
        }
        var end = start
        while end < line.count, end < start + 6, (0x61...0x7A).contains(line[end]) { end += 1 }
        let isKnown = commands.contains { command in
            command.count == end - start
                && command.indices.allSatisfy { command[$0] == line[start + $0] }
        }
        return isKnown ? end : nil
    }

    /// A command of a shell that IPython takes without `%` or `!`.
    private func isCommand(_ line: ArraySlice<UInt8>) -> Bool {
        guard let length = JupytextMagic.endOfCommand(line.span) else { return false }
        let end = line.startIndex + length
        if end == line.endIndex { return true }
        let space = PythonLines.spaceLength(line, at: end)
        guard space > 0 else { return false }
        let next = end + space
        return next == line.endIndex || (line[next] != 0x3D && line[next] != 0x2C)
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private func takeLetter(_ line: ArraySlice<UInt8>, _ index: inout Int) -> Bool {
        guard index < line.endIndex, isLetter(line[index]) else { return false }
        index += 1
        return true
    }

    private func take(_ line: ArraySlice<UInt8>, _ index: inout Int, _ text: String) -> Bool {
        guard index < line.endIndex, line[index] == text.utf8.first,
            text.utf8.count == 1 || line[index...].starts(with: text.utf8)
        else { return false }
        index += text.utf8.count
        return true
    }
}
