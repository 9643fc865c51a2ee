/// Tokens as Python's module `tokenize` gives them up to Python 3.11, line by line.
///
/// The state holds what one line leaves to the next, so that the tokenizer can go back to a line
/// after IPython's syntax in it has been replaced.
struct IPythonTokenizer {
    /// What becomes of the rest after a line.
    enum Progress {
        case goesOn
        /// A line of nothing but blanks and form feeds ends the tokens.
        case stops
    }

    /// A string that goes on in the next line.
    struct OpenString: Hashable {
        var quote: UInt8
        var isTriple: Bool
        var line: Int
        var start: Int
    }

    private(set) var bracketLevel = 0
    private(set) var isContinued = false
    private(set) var openString: OpenString?
    /// Tells whether a string may only go on behind a backslash.
    ///
    /// In `tokenize` this outlives a string that lacks its end, and ends triple-quoted ones early.
    private var needsBackslash = false
    private(set) var indents = [0]

    /// Tells whether the text may not end here.
    var isIncomplete: Bool { openString != nil || bracketLevel != 0 || isContinued }

    /// Appends the tokens of a line, which is not empty.
    mutating func scan(
        _ line: ArraySlice<UInt8>,
        number: Int,
        into tokens: inout [IPythonToken]
    ) -> Progress {
        var position = line.startIndex
        if let string = openString {
            guard let end = endOfOpenString(string, in: line) else {
                if needsBackslash, !IPythonTokenizer.isContinuing(line) {
                    tokens.append(
                        IPythonToken(kind: .error, line: string.line, start: string.start)
                    )
                    openString = nil
                }
                return .goesOn
            }
            tokens.append(IPythonToken(kind: .other, line: string.line, start: string.start))
            openString = nil
            needsBackslash = false
            position = end
        } else if bracketLevel == 0, !isContinued {
            var column = 0
            while position < line.endIndex, PythonLexis.isBlank(line[position]) {
                switch line[position] {
                case 0x20: column += 1
                case 0x09: column = (column / 8 + 1) * 8
                default: column = 0
                }
                position += 1
            }
            guard position < line.endIndex else { return .stops }
            let byte = line[position]
            if byte == UInt8(ascii: "#") || PythonLexis.isLineEnd(byte) {
                appendBlank(line, number: number, from: position, into: &tokens)
                return .goesOn
            }
            indent(to: column, line: number, start: position, into: &tokens)
        } else {
            isContinued = false
        }
        var scanner = IPythonLineScanner(line: line, number: number, position: position)
        scanner.bracketLevel = bracketLevel
        scanner.scan(into: &tokens)
        bracketLevel = scanner.bracketLevel
        isContinued = scanner.isContinued
        openString = scanner.openString
        if let openString, !openString.isTriple { needsBackslash = true }
        return .goesOn
    }

    /// Appends what `tokenize` adds at the end of a complete text.
    func finish(line: Int, into tokens: inout [IPythonToken]) {
        for _ in indents.dropFirst() {
            tokens.append(IPythonToken(kind: .indentation, line: line, start: 0))
        }
        tokens.append(IPythonToken(kind: .endMarker, line: line, start: 0))
    }

    /// Tells whether a line ends in a backslash and LF or CRLF.
    static func isContinuing(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.last == 0x0A else { return false }
        let line = line.dropLast()
        return (line.last == 0x0D ? line.dropLast() : line).last == UInt8(ascii: "\\")
    }

    /// Appends the tokens of a line without code.
    private func appendBlank(
        _ line: ArraySlice<UInt8>,
        number: Int,
        from position: Int,
        into tokens: inout [IPythonToken]
    ) {
        var position = position
        if line[position] == UInt8(ascii: "#") {
            tokens.append(IPythonToken(kind: .other, line: number, start: position))
            // All line feeds and returns at the end, not only the last line break.
            position = line.endIndex
            while PythonLexis.isLineEnd(line[position - 1]) { position -= 1 }
        }
        tokens.append(IPythonToken(kind: .nonlogicalNewline, line: number, start: position))
    }

    /// Opens or closes blocks.
    ///
    /// Where `tokenize` refuses an indentation that fits no open block, the block is closed.
    private mutating func indent(
        to column: Int,
        line: Int,
        start: Int,
        into tokens: inout [IPythonToken]
    ) {
        let indentation = IPythonToken(kind: .indentation, line: line, start: start)
        if let last = indents.last, column > last {
            indents.append(column)
            tokens.append(indentation)
        }
        while let last = indents.last, column < last {
            indents.removeLast()
            tokens.append(indentation)
        }
    }

    private func endOfOpenString(_ string: OpenString, in line: ArraySlice<UInt8>) -> Int? {
        IPythonTokenizer.stringEnd(
            in: line,
            from: line.startIndex,
            quote: string.quote,
            isTriple: string.isTriple
        )
    }

    /// The place behind the quotes that end a string in a line, if they do.
    static func stringEnd(
        in line: ArraySlice<UInt8>,
        from start: Int,
        quote: UInt8,
        isTriple: Bool
    ) -> Int? {
        var index = start
        while index < line.endIndex {
            let byte = line[index]
            if byte == UInt8(ascii: "\\") {
                index += 2
            } else if byte != quote {
                index += 1
            } else if !isTriple {
                return index + 1
            } else if PythonLexis.isTripleQuote(in: line, at: index) {
                return index + 3
            } else {
                index += 1
            }
        }
        return nil
    }
}
