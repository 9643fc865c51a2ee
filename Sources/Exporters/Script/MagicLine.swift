/// A line that is a command of IPython, or a comment that looks like one.
///
/// In a script commands are comments. So that they can be told from comments of the author, those
/// that look like a command, or like a mark of a script, get another `# `.
struct MagicLine: Hashable {
    /// What the line is apart from comment signs.
    enum Kind: Hashable {
        /// A magic, a shell command, a request for help or an assignment of such.
        case command
        /// `from __future__ import`, which Python takes at the start of a script only.
        case future
        /// A mark; it is of interest in comments only.
        case mark
    }

    /// The white space at the start.
    var indentation: ArraySlice<UInt8>
    /// Tells whether `pass` stands before the comment, which keeps an indented block from being
    /// empty.
    var hasPass: Bool
    /// How often `# ` stands there.
    var levels: Int
    var text: ArraySlice<UInt8>
    var kind: Kind

    private static let pass = Array("pass  # ".utf8)

    /// Reads a line without its line feed; `nil` if it is none.
    init?(_ line: ArraySlice<UInt8>) {
        let start = line.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? line.endIndex
        guard start < line.endIndex else { return nil }
        indentation = line[..<start]
        var rest = line[start...]
        hasPass = !indentation.isEmpty && rest.starts(with: MagicLine.pass)
        if hasPass { rest = rest.dropFirst(6) }
        (levels, text) = CommentBlock.withoutPrefixes(rest)
        guard let kind = MagicLine.kind(of: text) else { return nil }
        if kind == .mark, levels == 0 || !indentation.isEmpty { return nil }
        self.kind = kind
    }

    /// Appends the line as a comment.
    func appendCommented(to output: inout [UInt8]) {
        output += indentation
        if hasPass {
            output += "pass  ".utf8
        } else if levels == 0, !indentation.isEmpty {
            output += "pass  ".utf8
        }
        for _ in 0...levels { output += "# ".utf8 }
        output += text
    }

    /// Appends the line with one comment sign less.
    func appendUncommented(to output: inout [UInt8]) {
        output += indentation
        if hasPass, levels > 1 { output += "pass  ".utf8 }
        for _ in 1..<max(1, levels) { output += "# ".utf8 }
        output += text
    }

    /// Tells whether a backslash continues a line.
    static func isContinued(_ line: ArraySlice<UInt8>) -> Bool {
        (line.last == 0x0D ? line.dropLast() : line).last == UInt8(ascii: "\\")
    }

    private static func kind(of line: ArraySlice<UInt8>) -> Kind? {
        guard let first = line.first else { return nil }
        let second = line.dropFirst().first ?? 0x20
        switch first {
        case UInt8(ascii: "%"):
            let name = second == first ? line.dropFirst(2).first ?? 0x20 : second
            if PythonLexis.isNameStart(name) { return .command }
        case UInt8(ascii: "!"):
            if second != UInt8(ascii: "=") { return .command }
        case UInt8(ascii: "?"):
            return .command
        default:
            break
        }
        if ScriptMark(line) != nil { return .mark }
        if line.starts(with: "from __future__ import ".utf8), !isContinued(line),
            !line.contains(UInt8(ascii: "(")), !line.contains(UInt8(ascii: ";"))
        {
            return .future
        }
        return asksForHelp(line) || assignsCommand(line) ? .command : nil
    }

    /// `name?` and `name??`.
    private static func asksForHelp(_ line: ArraySlice<UInt8>) -> Bool {
        let line = line[..<PythonCharacter.trimmedEnd(of: line)]
        guard line.last == UInt8(ascii: "?"), let target = IPythonHelpTarget(endOf: line)
        else { return false }
        return target.name.startIndex == line.startIndex
    }

    /// `names = !command` and `names = %magic`, without strings or brackets but `[]`.
    private static func assignsCommand(_ line: ArraySlice<UInt8>) -> Bool {
        guard PythonLexis.isNameStart(line.first ?? 0),
            let sign = line.firstIndex(of: UInt8(ascii: "="))
        else { return false }
        let right = line[(sign + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
        guard right.first == UInt8(ascii: "!") || right.first == UInt8(ascii: "%"),
            let next = right.dropFirst().first, next != 0x0D
        else { return false }
        if right.first == UInt8(ascii: "%"), !PythonLexis.isNameStart(next) { return false }
        return line[..<sign].allSatisfy { byte in
            PythonLexis.isNameStart(byte) || PythonLexis.isDigit(byte)
                || " .,[]".utf8.contains(byte)
        }
    }
}
