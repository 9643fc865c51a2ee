internal import NotebookModel

extension YAMLReader {
    /// Refuses what a plain scalar can't start with.
    func checkPlainStart(isFlow: Bool) throws(YAMLError) {
        guard let first = peek(), let scalar = Unicode.Scalar(first) else {
            throw failure("a value is missing")
        }
        switch scalar {
        case "&", "*", "!": throw failure("anchors and tags are not known here")
        case "#", ",", "[", "]", "{", "}", "|", ">", "'", "\"", "%", "@", "`":
            throw failure("a value starts with \(scalar)")
        case "-", "?", ":":
            let endsHere = isSpaceOrEnd(1) || (isFlow && scalar != "-" && isFlowIndicator(1))
            if endsHere { throw failure("a value starts with \(scalar)") }
        default:
            break
        }
    }

    func isFlowIndicator(_ offset: Int) -> Bool {
        guard let next = peek(offset).flatMap(Unicode.Scalar.init) else { return false }
        return [",", "[", "]", "{", "}", "?"].contains(next)
    }

    /// Reads a plain scalar, which goes on in the lines that are indented enough.
    mutating func plainScalar(minimum: Int, isFlow: Bool) throws(YAMLError) -> JSONValue {
        try checkPlainStart(isFlow: isFlow)
        var content: [UInt32] = []
        while true {
            let start = position
            while !isBreakOrEnd() {
                if peek() == 0x3A, isSpaceOrEnd(1) || (isFlow && isFlowIndicator(1)) { break }
                if isFlow, isFlowIndicator(0), peek() != 0x3F { break }
                if peek() == 0x23, column > 0, isSpace(text[position - 1]) { break }
                position += 1
            }
            var end = position
            while end > start, isSpace(text[end - 1]) { end -= 1 }
            content += text[start..<end]
            guard isBreakOrEnd(), let breaks = breaksBeforeContinuation(minimum: minimum) else {
                break
            }
            content += YAMLReader.folded(breaks)
        }
        if !isFlow, isIndicator(":") { throw failure("a value holds a colon") }
        return YAMLScalar.value(of: content)
    }

    private func isSpace(_ codePoint: UInt32) -> Bool {
        codePoint == 0x20 || codePoint == 0x09
    }

    /// What folding makes of a number of line ends: a space of one, else one line feed less.
    private static func folded(_ breaks: Int) -> [UInt32] {
        breaks == 1 ? [0x20] : Array(repeating: 0x0A, count: breaks - 1)
    }

    /// Goes to the next line that a plain scalar goes on in and counts the line ends, or stays.
    private mutating func breaksBeforeContinuation(minimum: Int) -> Int? {
        var reader = self
        var breaks = 0
        while reader.takeBreak() {
            breaks += 1
            while reader.peek() == 0x20 || (reader.peek() == 0x09 && reader.column >= minimum) {
                reader.position += 1
            }
            if reader.isBreakOrEnd(), reader.peek() != nil { continue }
            guard reader.peek() != nil, reader.column >= minimum, reader.peek() != 0x23 else {
                return nil
            }
            self = reader
            return breaks
        }
        return nil
    }

    /// Reads a scalar in quotes.
    mutating func quotedScalar() throws(YAMLError) -> String {
        let quote = peek()
        position += 1
        var content: [UInt32] = []
        while let next = peek() {
            if next == quote {
                position += 1
                guard quote == 0x27, peek() == 0x27 else { return LoneSurrogate.text(of: content) }
                content.append(0x27)
                position += 1
            } else if quote == 0x22, next == 0x5C {
                position += 1
                if isBreakOrEnd() {
                    // The line end is escaped; empty lines behind it still count.
                    content += Array(repeating: 0x0A, count: max(skipBreaks() - 1, 0))
                } else {
                    content.append(try escape())
                }
            } else if isSpace(next) || isBreakOrEnd() {
                let start = position
                skipSpaces()
                if isBreakOrEnd() {
                    content += YAMLReader.folded(max(skipBreaks(), 1))
                } else {
                    content += text[start..<position]
                }
            } else {
                content.append(next)
                position += 1
            }
        }
        throw failure("a quote is not closed")
    }

    /// Goes over line ends with the spaces around them and counts them.
    private mutating func skipBreaks() -> Int {
        var count = 0
        while takeBreak() {
            count += 1
            skipSpaces()
        }
        return count
    }

    private mutating func escape() throws(YAMLError) -> UInt32 {
        guard let scalar = peek().flatMap(Unicode.Scalar.init) else {
            throw failure("a quote is not closed")
        }
        position += 1
        switch scalar {
        case "0": return 0
        case "a": return 0x07
        case "b": return 0x08
        case "t", "\t": return 0x09
        case "n": return 0x0A
        case "v": return 0x0B
        case "f": return 0x0C
        case "r": return 0x0D
        case "e": return 0x1B
        case " ", "\"", "/", "\\": return scalar.value
        case "N": return 0x85
        case "_": return 0xA0
        case "L": return 0x2028
        case "P": return 0x2029
        case "x": return try hexadecimal(2)
        case "u": return try hexadecimal(4)
        case "U": return try hexadecimal(8)
        default: throw failure("an escape is unknown")
        }
    }

    private mutating func hexadecimal(_ count: Int) throws(YAMLError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let next = peek().flatMap(Unicode.Scalar.init), next.isASCII,
                let digit = Character(next).hexDigitValue, value < 0x1100_0000
            else { throw failure("an escape is broken") }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        guard value <= 0x10FFFF else { throw failure("an escape is broken") }
        return value
    }
}
