/// Finds the ends of code spans in a block.
///
/// Where the last run of each length stands is noted as soon as a search fails, so that no second
/// one is made in vain.
struct CodeSpanSearch {
    private var lastRuns: [Int: Int]?

    /// Finds the next run of backticks of the same length.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - start: The place behind the opening run.
    ///   - end: The end of the block.
    ///   - length: The length of the opening run.
    /// - Returns: Where the closing run starts.
    mutating func closing(_ text: [UInt8], _ start: Int, _ end: Int, length: Int) -> Int? {
        if let lastRuns, lastRuns[length, default: -1] < start { return nil }
        var runs: [Int: Int] = [:]
        var index = start
        while index < end {
            if text[index] != Mark.backtick {
                index += 1
                continue
            }
            let run = index
            while index < end, text[index] == Mark.backtick { index += 1 }
            if index - run == length { return run }
            runs[index - run] = run
        }
        lastRuns = runs
        return nil
    }
}

extension InlineParser {
    mutating func parseCodeSpan() {
        var opening = index
        while opening < end, text[opening] == Mark.backtick { opening += 1 }
        let length = opening - index
        guard let closing = codeSpans.closing(text, opening, end, length: length) else {
            index = opening
            return
        }
        let token = append(.code, end: closing + length)
        update(token) {
            $0.start = opening
            $0.end = closing
        }
    }
}
