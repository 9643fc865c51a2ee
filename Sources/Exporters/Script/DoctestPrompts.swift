/// The prompts `>>>` and `...` of pasted Python sessions, as IPython 9 removes them.
///
/// They stay in a triple-quoted string that starts a line.
struct DoctestPrompts {
    private let lines: [ArraySlice<UInt8>]
    private var openQuote: UInt8?
    private var keepsPrompts = false
    private var hasSeenPrompt = false

    private init(_ lines: [ArraySlice<UInt8>]) {
        self.lines = lines
    }

    /// Removes the prompts and the indentation that they leave, if there is any `>>>`.
    static func strip(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
        guard lines.contains(where: { promptEnd(of: $0, mark: UInt8(ascii: ">")) != nil })
        else { return lines }
        var prompts = DoctestPrompts(lines)
        return prompts.strip()
    }

    private mutating func strip() -> [ArraySlice<UInt8>] {
        var isKept: [Bool] = []
        for index in lines.indices { isKept.append(keeps(lines[index])) }
        let isPasted = zip(lines, isKept).contains { line, isKept in
            !isKept && DoctestPrompts.promptEnd(of: line, mark: UInt8(ascii: ">")) != nil
        }
        guard isPasted else { return lines }
        var result: [ArraySlice<UInt8>] = []
        result.reserveCapacity(lines.count)
        var segment: [UInt8] = []
        var segmentStart = 0
        var isStripped = false
        for (index, line) in lines.enumerated() {
            if isKept[index] {
                result.append(line)
            } else {
                let end = DoctestPrompts.anyPromptEnd(of: line)
                isStripped = isStripped || end > line.startIndex
                result.append(line[end...])
                segment += line[end...]
            }
            guard index + 1 == lines.count || isKept[index + 1] != isKept[index] else { continue }
            if isStripped {
                let text = IPythonCleanup.dedented(segment[...])
                result.replaceSubrange(segmentStart..., with: PythonCharacter.lines(of: text))
            }
            segment = []
            segmentStart = result.count
            isStripped = false
        }
        return result
    }

    /// Tells whether a line belongs to a string in which prompts stay, and follows the strings.
    private mutating func keeps(_ line: ArraySlice<UInt8>) -> Bool {
        var isKept = openQuote != nil && keepsPrompts
        var isFirst = true
        var index = line.startIndex
        while index < line.endIndex {
            let byte = line[index]
            guard PythonLexis.isQuote(byte), PythonLexis.isTripleQuote(in: line, at: index),
                index == line.startIndex || line[index - 1] != UInt8(ascii: "\\")
            else {
                index += 1
                continue
            }
            if openQuote == nil {
                openQuote = byte
                keepsPrompts = isFirst && startsKeptString(line, before: index)
                isKept = keepsPrompts
            } else if openQuote == byte {
                openQuote = nil
                keepsPrompts = false
            }
            isFirst = false
            index += 3
        }
        let hasPrompt = DoctestPrompts.promptEnd(of: line, mark: UInt8(ascii: ">")) != nil
        hasSeenPrompt = hasSeenPrompt || hasPrompt
        return isKept
    }

    /// Tells whether nothing but a prompt and a prefix stands before the quotes.
    private func startsKeptString(_ line: ArraySlice<UInt8>, before quote: Int) -> Bool {
        let before = line[line.startIndex..<quote]
        var start =
            DoctestPrompts.promptEnd(of: before, mark: UInt8(ascii: ">")) ?? before.startIndex
        start = DoctestPrompts.promptEnd(of: before[start...], mark: UInt8(ascii: ".")) ?? start
        if start > before.startIndex, hasSeenPrompt { return false }
        start = PythonCharacter.spaceEnd(in: before, from: start)
        let prefix = before[start..<PythonCharacter.trimmedEnd(of: before[start...])]
        return prefix.allSatisfy { "rubf".utf8.contains($0 | 0x20) }
    }

    /// The place behind either prompt, or the start of the line.
    private static func anyPromptEnd(of line: ArraySlice<UInt8>) -> Int {
        promptEnd(of: line, mark: UInt8(ascii: ">")) ?? promptEnd(of: line, mark: UInt8(ascii: "."))
            ?? line.startIndex
    }

    /// The place behind three marks and a blank, white space before them.
    private static func promptEnd(of line: ArraySlice<UInt8>, mark: UInt8) -> Int? {
        let start = PythonCharacter.spaceEnd(in: line, from: line.startIndex)
        guard start + 3 <= line.endIndex,
            line[start..<(start + 3)].allSatisfy({ $0 == mark })
        else { return nil }
        let end = start + 3
        return end < line.endIndex && (line[end] == 0x20 || line[end] == 0x09) ? end + 1 : end
    }
}
