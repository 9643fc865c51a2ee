/// The code of a cell without IPython's own syntax, as `TransformerManager.transform_cell` of
/// IPython 9 under Python 3.11 gives it.
///
/// Magics, shell commands, requests for help and quoting calls become calls, mostly of
/// `get_ipython()`. Where IPython fails this goes on: after 500 replacements, and behind an
/// indentation that fits no block. Only where thousands of commands open brackets that nothing
/// closes do the last of them stay as they are.
struct IPythonTransformer {
    /// How many bytes are scanned again behind replacements, beside 16 times the code.
    ///
    /// In brackets that stay open each replacement needs a scan of all that follows.
    private static let maximumRescan = 1 << 22

    private var lines: [ArraySlice<UInt8>]
    private var tokenizer = IPythonTokenizer()
    private var bracketLevel = 0
    private var tokens: [IPythonToken] = []
    /// Whether an escape or a request for help without meaning hides all that follow of its kind.
    private var hides = (escape: false, help: false)
    private var rescanned = 0

    /// Transforms the code of a cell; the result ends in a line end.
    static func transform(_ source: [UInt8]) -> [UInt8] {
        var source = source
        if source.last != 0x0A { source.append(0x0A) }
        let lines = IPythonCleanup.lines(of: source[...])
        if lines[0].starts(with: "%%".utf8), !asksForCellMagic(lines[0]) {
            return IPythonCall.cellMagic(lines)
        }
        var output: [UInt8] = []
        output.reserveCapacity(source.count)
        if lines.contains(where: mayHoldSyntax) {
            var transformer = IPythonTransformer(lines: lines)
            transformer.replaceAll()
            for line in transformer.lines { output += line }
        } else {
            for line in lines { output += line }
        }
        return output
    }

    private init(lines: [ArraySlice<UInt8>]) {
        self.lines = lines
    }

    /// Tells whether a line asks for help on a cell magic (`%%name?`).
    private static func asksForCellMagic(_ line: ArraySlice<UInt8>) -> Bool {
        var index = line.startIndex + 2
        while index < line.endIndex {
            let (scalar, end) = PythonLexis.scalar(in: line, at: index)
            guard PythonCharacter.isWord(scalar) else { break }
            index = end
        }
        return index > line.startIndex + 2 && index < line.endIndex
            && line[index] == UInt8(ascii: "?")
    }

    /// Tells whether a line has a character without which it holds no syntax of IPython.
    private static func mayHoldSyntax(_ line: ArraySlice<UInt8>) -> Bool {
        for byte in line
        where byte == UInt8(ascii: "%") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
            return true
        }
        let first = line.first { !PythonLexis.isBlank($0) }
        return first == UInt8(ascii: ",") || first == UInt8(ascii: ";")
            || first == UInt8(ascii: "/")
    }

    /// Replaces the syntax logical line by logical line, as often as there is some in a line.
    private mutating func replaceAll() {
        let limit = lines.reduce(IPythonTransformer.maximumRescan) { $0 + 16 * $1.count }
        var line = 0
        while line < lines.count {
            let before = self.tokenizer
            let beforeLevel = bracketLevel
            let next = scanLogicalLine(from: line)
            if replaceFirst(from: line) {
                rescanned += (line..<next.line).reduce(0) { $0 + lines[$1].count }
                guard rescanned < limit else { return }
                tokenizer = before
                bracketLevel = beforeLevel
                continue
            }
            if next.isLast { return }
            line = next.line
        }
    }

    /// Collects the tokens up to the end of a logical line.
    ///
    /// - Returns: The line behind it, and whether the tokens end there.
    private mutating func scanLogicalLine(from start: Int) -> (line: Int, isLast: Bool) {
        tokens.removeAll(keepingCapacity: true)
        var line = start
        var stops = false
        while line < lines.count, !stops {
            let scanned = line
            line += 1
            if lines[scanned].isEmpty { continue }
            let first = tokens.count
            switch tokenizer.scan(lines[scanned], number: scanned, into: &tokens) {
            case .goesOn: break
            case .stops: stops = true
            }
            for token in tokens[first...] {
                switch token.character {
                case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                    if token.kind == .other { bracketLevel += 1 }
                case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                    if token.kind == .other { bracketLevel = max(0, bracketLevel - 1) }
                default: break
                }
            }
            guard let last = tokens.last, first < tokens.count else { continue }
            let isEnd =
                last.kind == .logicalNewline
                || (last.kind == .nonlogicalNewline && bracketLevel == 0)
            if isEnd { return (line, false) }
        }
        if stops || !tokenizer.isIncomplete {
            if stops, line > 1, let end = lines[line - 2].last, !PythonLexis.isLineEnd(end) {
                tokens.append(IPythonToken(kind: .logicalNewline, line: line - 2, start: 0))
                return (line, true)
            }
            tokenizer.finish(line: line, into: &tokens)
        }
        return (line, true)
    }

    /// Replaces the first syntax of IPython in a logical line.
    ///
    /// Candidates are tried by their place, help before an escape. An assignment is the first `=`
    /// outside brackets, whatever stands before it.
    private mutating func replaceFirst(from start: Int) -> Bool {
        guard let first = tokens.first(where: { $0.kind != .indentation }) else { return false }
        let asksForHelp =
            !hides.help && tokens.count > 2
            && tokens[tokens.count - 2].character == UInt8(ascii: "?")
        if asksForHelp, replaceHelp(from: first, to: tokens[tokens.count - 2].line) { return true }
        let isEscape = !hides.escape && "!?%,;/".utf8.contains(first.character)
        if isEscape, replaceEscape(at: first) { return true }
        if let assignment = assignmentStart() {
            replaceAssignment(at: assignment)
            return true
        }
        hides = (hides.escape || isEscape, hides.help || asksForHelp)
        return false
    }

    /// The token of `%` or `!` behind an assignment.
    private func assignmentStart() -> IPythonToken? {
        var level = 0
        for (index, token) in tokens.enumerated() {
            switch token.character {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): level += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): level = max(0, level - 1)
            case UInt8(ascii: "=") where level == 0: return assignedStart(behind: index)
            default: break
            }
        }
        return nil
    }

    private func assignedStart(behind index: Int) -> IPythonToken? {
        guard index + 1 < tokens.count else { return nil }
        let next = tokens[index + 1]
        if next.character == UInt8(ascii: "%") {
            return index + 2 < tokens.count && tokens[index + 2].kind == .name ? next : nil
        }
        let line = lines[tokens[index].line]
        let lineStart = PythonCharacter.spaceEnd(in: line, from: line.startIndex)
        if lineStart < line.endIndex, line[lineStart] == UInt8(ascii: "=") { return nil }
        for token in tokens[(index + 1)...] {
            guard token.kind == .error else { return nil }
            if token.character == UInt8(ascii: "!") { return token }
            guard token.isSpace else { return nil }
        }
        return nil
    }

    private mutating func replaceAssignment(at token: IPythonToken) {
        let command = continuedLine(from: token)
        var call: [UInt8] = []
        if token.character == UInt8(ascii: "!") {
            IPythonCall.append("getoutput", [command.text.dropFirst()], to: &call)
        } else {
            let (name, arguments) = IPythonCall.split(command.text.dropFirst())
            IPythonCall.append("run_line_magic", [name, arguments], to: &call)
        }
        replace(from: token, to: command.lastLine, by: call)
    }

    private mutating func replaceEscape(at token: IPythonToken) -> Bool {
        let command = continuedLine(from: token)
        var call: [UInt8] = []
        guard IPythonCall.appendEscaped(command.text, to: &call) else { return false }
        replace(from: token, to: command.lastLine, by: call)
        return true
    }

    private mutating func replaceHelp(from token: IPythonToken, to lastLine: Int) -> Bool {
        let text: ArraySlice<UInt8>
        if token.line == lastLine {
            text = lines[lastLine][token.start...]
        } else {
            let rest = lines[(token.line + 1)...lastLine].joined()
            text = (Array(lines[token.line][token.start...]) + rest)[...]
        }
        guard let target = IPythonHelpTarget(endOf: text) else { return false }
        var call: [UInt8] = []
        IPythonCall.appendHelp(target.name, isDetailed: target.isDetailed, to: &call)
        replace(from: token, to: lastLine, by: call)
        return true
    }

    /// The text from a token to the end of its line, lines joined that backslashes continue.
    private func continuedLine(
        from token: IPythonToken
    ) -> (text: ArraySlice<UInt8>, lastLine: Int) {
        var last = token.line
        var part = lines[last][token.start...]
        var text: [UInt8] = []
        while IPythonTransformer.endsInBackslash(lines[last]) {
            var next = last + 1
            while next < lines.count, lines[next].isEmpty { next += 1 }
            guard next < lines.count else { break }
            text += part[..<(PythonCharacter.trimmedEnd(of: part) - 1)]
            text.append(0x20)
            last = next
            part = lines[last]
        }
        part = part[..<PythonCharacter.trimmedEnd(of: part)]
        return text.isEmpty ? (part, last) : ((text + part)[...], last)
    }

    private static func endsInBackslash(_ line: ArraySlice<UInt8>) -> Bool {
        line.last == 0x0A && line.dropLast().last == UInt8(ascii: "\\")
    }

    /// Puts a call in the place of lines; all but the last of them become empty.
    private mutating func replace(from token: IPythonToken, to last: Int, by call: [UInt8]) {
        let line = lines[token.line]
        let replacement = Array(line[..<token.start]) + call + [0x0A]
        for index in token.line..<last { lines[index] = [] }
        lines[last] = replacement[...]
    }
}
