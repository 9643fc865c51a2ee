/// Highlights Python with what IPython adds to it: magics, shell lines and questions.
struct PythonHighlighter {
    private let source: [UInt8]
    private var tokenizer: PythonTokenizer
    /// Where the text begins that isn't written yet.
    private var written = 0
    private var openClass: HighlightClass?
    private var isAtLineStart = true
    private var isFirstOfLine = true
    private var previous = Previous.none

    /// The token before, as far as it matters.
    private enum Previous {
        case none
        case definition
        case dot
        case other
    }

    /// Magics whose cell is Python.
    private static let pythonMagics: Set<String> = [
        "time", "timeit", "capture", "prun", "python", "python3", "py", "pypy", "debug", "memit",
        "mprun", "lprun", "cython", "snakeviz", "scalene", "pyspark", "spark", "local",
        "matplotlib",
    ]

    private init(_ source: [UInt8]) {
        self.source = source
        tokenizer = PythonTokenizer(source)
    }

    /// Adds source code as HTML.
    ///
    /// - Parameters:
    ///   - source: The source in UTF-8.
    ///   - output: What it is appended to.
    static func append(_ source: [UInt8], to output: inout [UInt8]) {
        var highlighter = PythonHighlighter(source)
        if highlighter.startsWithForeignMagic {
            highlighter.write(.magic, 0..<highlighter.lineEnd(from: 0), &output)
        } else {
            while highlighter.step(&output) {}
        }
        highlighter.closeClass(&output)
        output.addEscaped(source[highlighter.written...])
    }

    /// Tells whether a cell magic says that the rest is no Python.
    private var startsWithForeignMagic: Bool {
        guard source.starts(with: [UInt8(ascii: "%"), UInt8(ascii: "%")]) else { return false }
        let name = source.dropFirst(2).prefix { $0 > 0x20 }
        let known = PythonHighlighter.pythonMagics
        return !name.isEmpty && !known.contains(String(decoding: name, as: UTF8.self))
    }

    /// Writes the next token; false at the end.
    private mutating func step(_ output: inout [UInt8]) -> Bool {
        if isAtLineStart, !tokenizer.hasOpenContexts, writeMagicLine(&output) { return true }
        guard let token = tokenizer.next() else { return false }
        switch token.kind {
        case .newline, .nonlogicalNewline:
            isAtLineStart = true
            isFirstOfLine = true
            previous = .none
            return true
        case .indentation, .continuation:
            isAtLineStart = false
            return true
        default:
            break
        }
        isAtLineStart = false
        let range = token.range
        switch token.kind {
        case .comment:
            write(.comment, range, &output)
            return true
        case .string, .formattedStart, .formattedText, .formattedEnd:
            write(.string, range, &output)
            previous = .other
        case .number:
            write(.number, range, &output)
            previous = .other
        case .name:
            writeName(range, &output)
        case .operator:
            writeOperator(range, &output)
        case .error where source[range.lowerBound] == UInt8(ascii: "?"):
            write(.magic, range, &output)
        default:
            previous = .other
        }
        isFirstOfLine = false
        return true
    }

    private mutating func writeName(_ range: Range<Int>, _ output: inout [UInt8]) {
        let before = previous
        previous = .other
        if before == .definition {
            return write(.definedName, range, &output)
        }
        guard before != .dot, let meaning = PythonWords.meaning(of: source[range]) else { return }
        let kind: HighlightClass
        switch meaning {
        case .keyword: kind = .keyword
        case .constant: kind = .constant
        case .builtin:
            if isArgumentName(endingAt: range.upperBound) { return }
            kind = .builtin
        case .receiver: kind = .receiver
        case .definition:
            kind = .keyword
            previous = .definition
        case .softKeyword:
            guard isFirstOfLine, startsStatement(after: range.upperBound) else {
                guard source[range].elementsEqual("type".utf8) else { return }
                return write(.builtin, range, &output)
            }
            kind = .keyword
        }
        write(kind, range, &output)
    }

    /// Tells whether a name is that of an argument in a call, as in `sorted(x, key=len)`.
    private func isArgumentName(endingAt end: Int) -> Bool {
        tokenizer.hasOpenContexts && end + 1 < source.count && source[end] == UInt8(ascii: "=")
            && source[end + 1] != UInt8(ascii: "=")
    }

    /// Tells whether something follows a soft keyword as only behind a keyword: a blank and then
    /// neither an operator nor the end of the line.
    private func startsStatement(after end: Int) -> Bool {
        guard end < source.count, source[end] == 0x20 else { return false }
        guard let next = source[end...].prefix(200).first(where: { $0 != 0x20 }) else {
            return false
        }
        switch next {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""),
            UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "*"):
            return true
        default:
            return next >= 0x80 || next == 0x5F || (0x30...0x39).contains(next)
                || (0x61...0x7A).contains(next | 0x20)
        }
    }

    private mutating func writeOperator(_ range: Range<Int>, _ output: inout [UInt8]) {
        let byte = source[range.lowerBound]
        previous = .other
        switch byte {
        case UInt8(ascii: "."):
            if range.count == 1 { previous = .dot } else { write(.constant, range, &output) }
        case UInt8(ascii: "@") where isFirstOfLine && range.count == 1:
            let end = decoratorEnd(from: range.upperBound)
            write(.decorator, range.lowerBound..<end, &output)
            tokenizer.position = end
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ":"),
            UInt8(ascii: ";"):
            if range.count == 2 { fallthrough }
        default:
            write(.operator, range, &output)
            if byte == UInt8(ascii: "="), range.count == 1 {
                _ = writeMagic(isAssigned: true, &output)
            }
        }
    }

    /// Where the dotted name of a decorator ends.
    private func decoratorEnd(from start: Int) -> Int {
        var end = PythonLexis.nameEnd(in: source[...], from: start)
        while end > start, end + 1 < source.count, source[end] == UInt8(ascii: ".") {
            let next = PythonLexis.nameEnd(in: source[...], from: end + 1)
            guard next > end + 1 else { break }
            end = next
        }
        return end
    }

    private mutating func writeMagicLine(_ output: inout [UInt8]) -> Bool {
        guard writeMagic(isAssigned: false, &output) else { return false }
        isAtLineStart = false
        return true
    }

    /// Writes a magic or a shell command from the position on, up to the end of its line.
    ///
    /// Behind `=` neither `?` nor `%%` starts one.
    private mutating func writeMagic(isAssigned: Bool, _ output: inout [UInt8]) -> Bool {
        guard !tokenizer.hasOpenContexts else { return false }
        var start = tokenizer.position
        while start < source.count, PythonLexis.isBlank(source[start]) { start += 1 }
        guard start + 1 < source.count else { return false }
        let isLetter = (0x61...0x7A).contains(source[start + 1] | 0x20)
        switch source[start] {
        case UInt8(ascii: "!"): guard source[start + 1] != UInt8(ascii: "=") else { return false }
        case UInt8(ascii: "%"):
            guard isLetter || (!isAssigned && source[start + 1] == UInt8(ascii: "%")) else {
                return false
            }
        case UInt8(ascii: "?"): guard !isAssigned else { return false }
        default: return false
        }
        let end = lineEnd(from: start)
        write(.magic, start..<end, &output)
        tokenizer.position = end
        return true
    }

    /// The end of a line, of those that a backslash joins of the last.
    private func lineEnd(from start: Int) -> Int {
        var end = PythonLexis.lineEnd(in: source[...], from: start)
        while end > start, source[end - 1] == UInt8(ascii: "\\"),
            let next = PythonLexis.lineBreakEnd(in: source[...], at: end)
        {
            end = PythonLexis.lineEnd(in: source[...], from: next)
        }
        return end
    }

    /// Writes a part with its class; parts of one class that touch share an element.
    private mutating func write(
        _ kind: HighlightClass,
        _ range: Range<Int>,
        _ output: inout [UInt8]
    ) {
        guard !range.isEmpty else { return }
        if range.lowerBound > written || kind != openClass {
            closeClass(&output)
            output.addEscaped(source[written..<range.lowerBound])
            output.add("<span class=\"\(kind.rawValue)\">")
            openClass = kind
        }
        output.addEscaped(source[range])
        written = range.upperBound
    }

    private mutating func closeClass(_ output: inout [UInt8]) {
        if openClass != nil { output.add("</span>") }
        openClass = nil
    }
}
