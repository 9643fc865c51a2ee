internal import NotebookModel

extension YAMLReader {
    /// Reads a literal (`|`) or folded (`>`) scalar.
    mutating func blockScalar(minimum: Int) throws(YAMLError) -> String {
        let isFolded = peek() == 0x3E
        position += 1
        var keeps: Bool?
        var indent: Int?
        while let next = peek(), !isSpaceOrEnd() {
            if next == 0x2B || next == 0x2D {
                keeps = next == 0x2B
            } else if (0x31...0x39).contains(next) {
                indent = max(minimum - 1, 0) + Int(next - 0x30)
            } else {
                throw failure("the head of a block is unknown")
            }
            position += 1
        }
        skipSpaces()
        skipComment()
        guard takeBreak() || peek() == nil else { throw failure("the head of a block is unknown") }
        var (lines, isEnded) = blockLines(minimum: minimum, indent: &indent)
        var trailing = 0
        while lines.last?.isEmpty == true {
            lines.removeLast()
            trailing += 1
        }
        var content =
            isFolded ? YAMLReader.foldedLines(lines) : Array(lines.joined(separator: [0x0A]))
        switch keeps {
        case true?:
            content += Array(
                repeating: 0x0A,
                count: trailing + (lines.isEmpty ? 0 : isEnded ? 1 : 0)
            )
        case false?: break
        case nil: if !lines.isEmpty, isEnded || trailing > 0 { content.append(0x0A) }
        }
        return LoneSurrogate.text(of: content)
    }

    /// The lines of a block without their indent, and whether the last one has an end.
    private mutating func blockLines(
        minimum: Int,
        indent: inout Int?
    ) -> (lines: [ArraySlice<UInt32>], isEnded: Bool) {
        var lines: [ArraySlice<UInt32>] = []
        var isEnded = true
        while peek() != nil {
            let start = position
            var first = start
            while first < text.count, text[first] == 0x20, first - start < indent ?? .max {
                first += 1
            }
            position = first
            if isBreakOrEnd() {
                lines.append([])
                if !takeBreak() { break }
                continue
            }
            if indent == nil { indent = max(first - start, minimum) }
            guard first - start >= indent ?? minimum else {
                position = start
                break
            }
            while !isBreakOrEnd() { position += 1 }
            lines.append(text[first..<position])
            isEnded = takeBreak()
        }
        return (lines, isEnded)
    }

    private static func isSpace(_ codePoint: UInt32) -> Bool {
        codePoint == 0x20 || codePoint == 0x09
    }

    /// Joins lines by spaces, but for those that are indented further.
    private static func foldedLines(_ lines: [ArraySlice<UInt32>]) -> [UInt32] {
        var content: [UInt32] = []
        var breaks = 0
        var previous: ArraySlice<UInt32>?
        for line in lines {
            if line.isEmpty {
                breaks += 1
                continue
            }
            if let previous {
                let isIndented =
                    isSpace(previous[previous.startIndex]) || isSpace(line[line.startIndex])
                if isIndented {
                    content += Array(repeating: 0x0A, count: breaks + 1)
                } else {
                    content += breaks == 0 ? [0x20] : Array(repeating: 0x0A, count: breaks)
                }
            } else {
                content += Array(repeating: 0x0A, count: breaks)
            }
            breaks = 0
            content += line
            previous = line
        }
        return content
    }
}
