import NotebookModel

/// A scan of Markdown for the destinations of its images, in one pass.
///
/// It knows fences, code spans, escapes and nested brackets, which is what keeps a destination from
/// being one; indented code it takes for text.
struct ImageReferenceScanner {
    /// The longest run of backticks that may open a code span; of hostile text, each length costs a
    /// search.
    private static let longestRun = 64

    private let text: [UInt8]
    private var index = 0
    private var isAtLineStart = true
    /// For each open bracket, whether it began an image.
    private var brackets: [Bool] = []
    private var found: [ImageReferences.Reference] = []
    /// The lengths of backtick runs that have no partner in the rest of the text.
    private var unclosed: Set<Int> = []
    /// The first `>` behind the elements seen so far, or the end of the text.
    private var elementEnd = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func scan() -> [ImageReferences.Reference] {
        while index < text.count {
            if isAtLineStart, skipFence() { continue }
            isAtLineStart = false
            switch text[index] {
            case UInt8(ascii: "\n"):
                index += 1
                isAtLineStart = true
                if index < text.count, text[index] == UInt8(ascii: "\n") { brackets = [] }
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "`"): skipCodeSpan()
            case UInt8(ascii: "["):
                brackets.append(index > 0 && text[index - 1] == UInt8(ascii: "!"))
                index += 1
            case UInt8(ascii: "]"):
                index += 1
                if brackets.popLast() == true, next == UInt8(ascii: "(") { takeDestination() }
            case UInt8(ascii: "<"): takeElement()
            default: index += 1
            }
        }
        return found
    }

    private var next: UInt8? { index < text.count ? text[index] : nil }

    /// Passes over a fenced block, if one begins at this line.
    private mutating func skipFence() -> Bool {
        let start = text[index...].prefix(4).firstIndex { $0 != 0x20 } ?? index
        guard start - index < 4, start < text.count else { return false }
        let mark = text[start]
        guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return false }
        let count = text[start...].prefix { $0 == mark }.count
        guard count >= 3 else { return false }
        index = lineEnd(from: start)
        if mark == UInt8(ascii: "`"), text[(start + count)..<index].contains(mark) {
            index = start
            isAtLineStart = false
            return false
        }
        while index < text.count {
            index += 1
            let line = index
            index = lineEnd(from: line)
            let body = text[line..<index].drop { $0 == 0x20 }
            let run = body.prefix { $0 == mark }.count
            if run >= count, body.dropFirst(run).allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { break }
        }
        return true
    }

    private func lineEnd(from start: Int) -> Int {
        text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    }

    private mutating func skipCodeSpan() {
        let count = text[index...].prefix { $0 == UInt8(ascii: "`") }.count
        index += count
        guard count <= Self.longestRun, !unclosed.contains(count) else { return }
        var end = index
        while let tick = text[end...].firstIndex(of: UInt8(ascii: "`")) {
            let run = text[tick...].prefix { $0 == UInt8(ascii: "`") }.count
            end = tick + run
            if run == count {
                index = end
                return
            }
        }
        unclosed.insert(count)
    }

    /// Takes a destination in parentheses, bare or in angle brackets.
    private mutating func takeDestination() {
        index += 1
        while next == 0x20 || next == 0x09 { index += 1 }
        let isAngled = next == UInt8(ascii: "<")
        if isAngled { index += 1 }
        let start = index
        var depth = 0
        while let byte = next, byte >= 0x20 {
            if isAngled {
                if byte == UInt8(ascii: ">") { break }
            } else if byte == 0x20 || byte == UInt8(ascii: ")") && depth == 0 {
                break
            }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            index += 1
        }
        add(start..<index)
    }

    /// Takes the source of an image element, or passes over a `<`.
    private mutating func takeElement() {
        index += 1
        let name = text[index...].prefix(3).map { $0 | 0x20 }
        guard name.elementsEqual("img".utf8) else { return }
        if elementEnd < index {
            elementEnd = text[index...].firstIndex(of: UInt8(ascii: ">")) ?? text.count
        }
        let end = elementEnd
        guard end < text.count else { return }
        while index < end {
            let isSource =
                text[index] <= 0x20
                && text[(index + 1)..<end].prefix(4)
                    .map { $0 | 0x20 }.elementsEqual("src=".utf8)
            guard isSource, index + 6 < end else {
                index += 1
                continue
            }
            let quote = text[index + 5]
            let start = index + 6
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let close = text[start..<end].firstIndex(of: quote)
            else { return }
            add(start..<close)
            index = close
        }
    }

    private mutating func add(_ range: Range<Int>) {
        let path = String(decoding: PercentText.decode(Array(text[range])), as: UTF8.self)
        let isLocal =
            !path.isEmpty && !path.utf8.contains(UInt8(ascii: ":"))
            && !path.hasPrefix("/") && !path.hasPrefix("\\") && !path.hasPrefix("#")
        if isLocal { found.append(ImageReferences.Reference(range: range, path: path)) }
    }
}
