/// Tells what kind of code follows a line of a script, for the style of the blank lines.
///
/// What is found is kept for every line that a search goes over, so that all searches together
/// cost no more than a few times the lines.
struct FollowingCode {
    private let lines: [ArraySlice<UInt8>]
    private var code: [UInt8] = []
    private var functions: [UInt8] = []

    init(_ lines: [ArraySlice<UInt8>]) {
        self.lines = lines
    }

    /// The blank lines that the style asks for between lines and what starts at an index.
    ///
    /// - Parameters:
    ///   - body: The lines.
    ///   - hasTriples: Whether strings of several lines may be in them.
    ///   - index: The index.
    /// - Returns: The number of lines.
    mutating func blankLines(
        behind body: ArraySlice<ArraySlice<UInt8>>,
        hasTriples: Bool,
        before index: Int
    ) -> Int {
        guard index < lines.count else { return 1 }
        if FollowingCode.endsWithFunctionOrClass(body, hasTriples) {
            return hasCode(from: index) ? 2 : 1
        }
        guard let last = body.last, !PythonLines.isBlank(last), last.first != 0x23 else { return 1 }
        return startsWithFunctionOrClass(from: index) ? 2 : 1
    }

    /// Tells whether the last line at the margin, comments aside, starts a function or class.
    private static func endsWithFunctionOrClass(
        _ body: ArraySlice<ArraySlice<UInt8>>,
        _ hasTriples: Bool
    ) -> Bool {
        // With strings of several lines the lines have to be read in order.
        if hasTriples {
            var text = PercentLines()
            for line in body { text.append(line: line) }
            return BlankLines.endsWithFunctionOrClass(text)
        }
        var previousIsBlank = false
        for index in body.indices.reversed() {
            if PythonLines.isBlank(body[index]) {
                if previousIsBlank { return false }
                previousIsBlank = true
                continue
            }
            previousIsBlank = false
            if let first = body[index].first, BlankLines.isSkipped(first) { continue }
            return BlankLines.startsFunctionOrClass(body[index])
        }
        return false
    }

    private mutating func hasCode(from start: Int) -> Bool {
        if code.isEmpty { code = Array(repeating: 0, count: lines.count) }
        var answer: Bool?
        var index = start
        while answer == nil {
            if index >= lines.count {
                answer = false
                break
            }
            let line = PythonLines.leftStripped(lines[index])
            if line.isEmpty {
                if index > start, PythonLines.isBlank(lines[index - 1]) { answer = false }
            } else if code[index] != 0 {
                answer = code[index] == 2
            } else if line.first != 0x23 {
                answer = true
            }
            index += 1
        }
        for known in start..<min(index, lines.count) { code[known] = answer == true ? 2 : 1 }
        return answer ?? false
    }

    private mutating func startsWithFunctionOrClass(from start: Int) -> Bool {
        if functions.isEmpty { functions = Array(repeating: 0, count: lines.count * 3) }
        var answer: Bool?
        var path: [Int] = []
        var quotes = QuoteTracker(language: "python")
        var index = start
        while answer == nil {
            if index >= lines.count {
                answer = false
                break
            }
            let line = lines[index]
            let isInside = quotes.isInside
            let isBlank = PythonLines.isBlank(line)
            let state = index * 3 + (quotes.open == 0 ? 0 : quotes.open == 0x22 ? 1 : 2)
            if isInside || !isBlank {
                if functions[state] != 0 {
                    answer = functions[state] == 2
                    break
                }
                path.append(state)
            }
            if QuoteTracker.mayMatter(in: line) { quotes.read(line) }
            if !isInside {
                if isBlank {
                    if index > start, PythonLines.isBlank(lines[index - 1]) { answer = false }
                } else if BlankLines.startsFunctionOrClass(line) {
                    answer = true
                } else if ![0x23, 0x40, 0x20, 0x29].contains(line.first) {
                    answer = false
                }
            }
            index += 1
        }
        for state in path { functions[state] = answer == true ? 2 : 1 }
        return answer ?? false
    }
}
