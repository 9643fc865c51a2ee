/// How many blank lines stand between two cells, by the style of PEP 8 as jupytext has it.
///
/// Two lines stand around functions and classes. What follows a cell is asked for once for each
/// state in which a scan may reach it, so that many cells without an answer cost no more than
/// their lines.
struct BlankLines {
    /// What a scan of a cell's lines found.
    private enum Scan {
        /// The answer.
        case found(Bool)
        /// The cell ends without one, inside a string with this quote or outside of any (0).
        case open(UInt8)
    }

    private var codeAnswers: [Bool?]
    /// For each cell the answers outside of strings and in those of both quotes.
    private var functionAnswers: [Bool?]
    /// The places in ``functionAnswers`` that a search has gone over.
    private var path: [Int] = []

    /// Says how many blank lines stand behind each cell of a script.
    ///
    /// - Parameters:
    ///   - texts: The cells' lines in order.
    ///   - given: How many blank lines follow a cell if that isn't for the style to say.
    static func add(to texts: inout [PercentLines], given: [Int?]) {
        var state = BlankLines(count: texts.count)
        for index in texts.indices.reversed() {
            texts[index].blankLines = 0
            texts[index].blankLines = given[index] ?? state.count(behind: index, in: texts)
        }
    }

    private init(count: Int) {
        codeAnswers = Array(repeating: nil, count: count + 1)
        functionAnswers = Array(repeating: nil, count: 3 * codeAnswers.count)
    }

    private static func place(_ index: Int, _ open: UInt8) -> Int {
        3 * index + (open == 0 ? 0 : open == 0x22 ? 1 : 2)
    }

    private mutating func count(behind index: Int, in texts: [PercentLines]) -> Int {
        guard index + 1 < texts.count else { return 1 }
        let text = texts.span
        if BlankLines.endsWithFunctionOrClass(text[index]) {
            return hasCode(from: index + 1, in: texts) ? 2 : 1
        }
        return BlankLines.endsWithCode(text[index])
            && startsWithFunctionOrClass(from: index + 1, in: texts) ? 2 : 1
    }

    /// Tells whether the last line at the margin, comments aside, starts a function or class.
    static func endsWithFunctionOrClass(_ lines: PercentLines) -> Bool {
        if lines.isComment || lines.isFreeOfDefinitions { return false }
        var outside: [Bool]?
        if !lines.isFreeOfTriples, QuoteTracker.mayMatter(in: lines.bytes.span) {
            var quotes = QuoteTracker()
            outside = (0..<lines.count).map { index in
                defer { quotes.read(lines[index]) }
                return !quotes.isInside
            }
        }
        var previousIsBlank = false
        for index in (0..<lines.count).reversed() where outside?[index] ?? true {
            if lines.isBlank(index) {
                if previousIsBlank { return false }
                previousIsBlank = true
                continue
            }
            previousIsBlank = false
            if let first = lines.first(of: index), isSkipped(first) { continue }
            return startsFunctionOrClass(lines[index])
        }
        return false
    }

    /// Tells whether a byte starts a comment or a line that goes on with what is before it.
    static func isSkipped(_ byte: UInt8) -> Bool {
        byte == 0x23 || byte == 0x20 || byte == 0x29
    }

    static func endsWithCode(_ lines: PercentLines) -> Bool {
        guard lines.count > 0 else { return false }
        return !lines.isBlank(lines.count - 1) && lines.first(of: lines.count - 1) != 0x23
    }

    static func startsFunctionOrClass(_ line: ArraySlice<UInt8>) -> Bool {
        startsFunctionOrClass(line.span)
    }

    static func startsFunctionOrClass(_ line: Span<UInt8>) -> Bool {
        guard !line.isEmpty else { return false }
        return switch line[0] {
        case 0x61: line.hasPrefix("async ")
        case 0x63: line.hasPrefix("class ")
        case 0x64: line.hasPrefix("def ")
        default: false
        }
    }

    private mutating func hasCode(from start: Int, in texts: [PercentLines]) -> Bool {
        var index = start
        var answer = codeAnswers[index]
        while answer == nil {
            if index == texts.count {
                answer = false
            } else if case .found(let found) = BlankLines.scanForCode(texts[index]) {
                answer = found
            } else {
                index += 1
                answer = codeAnswers[index]
            }
        }
        for known in start...index { codeAnswers[known] = answer }
        return answer ?? false
    }

    private mutating func startsWithFunctionOrClass(
        from start: Int,
        in texts: [PercentLines]
    ) -> Bool {
        if let known = functionAnswers[BlankLines.place(start, 0)] { return known }
        path.removeAll(keepingCapacity: true)
        var index = start
        var open: UInt8 = 0
        var answer = functionAnswers[BlankLines.place(index, open)]
        while answer == nil {
            path.append(BlankLines.place(index, open))
            if index == texts.count {
                answer = false
                break
            }
            switch BlankLines.scanForFunction(texts.span[index], open: open) {
            case .found(let found): answer = found
            case .open(let quote):
                index += 1
                open = quote
                answer = functionAnswers[BlankLines.place(index, open)]
            }
        }
        for place in path { functionAnswers[place] = answer }
        return answer ?? false
    }

    private static func scanForCode(_ lines: PercentLines) -> Scan {
        var previousIsBlank = false
        for index in 0..<lines.count {
            let line = PythonLines.leftStripped(lines[index])
            if line.isEmpty {
                if previousIsBlank { return .found(false) }
                previousIsBlank = true
            } else if line.first != 0x23 {
                return .found(true)
            } else {
                previousIsBlank = false
            }
        }
        return .open(0)
    }

    private static func scanForFunction(_ lines: PercentLines, open: UInt8) -> Scan {
        if lines.isComment, open == 0 { return lines.blankLines > 1 ? .found(false) : .open(0) }
        var quotes = QuoteTracker(open: open)
        for index in 0..<lines.count {
            let isInside = quotes.isInside
            if !lines.isFreeOfTriples || isInside { quotes.read(lines[index]) }
            if isInside { continue }
            if lines.isBlank(index) {
                if index > 0, lines.isBlank(index - 1) { return .found(false) }
                continue
            }
            guard let first = lines.first(of: index), isSkipped(first) || first == 0x40 else {
                return .found(startsFunctionOrClass(lines[index]))
            }
        }
        return .open(quotes.open)
    }
}
