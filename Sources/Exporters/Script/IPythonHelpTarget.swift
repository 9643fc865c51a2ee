/// The name before a `?` at the end of a statement.
struct IPythonHelpTarget {
    var name: ArraySlice<UInt8>
    var isDetailed: Bool

    /// Finds `name?` or `name??` at the end of a text, LF behind it allowed.
    ///
    /// A name may start with `%` or `%%`, hold `*`, and go on with `.name` and `[number]`. As a
    /// regular expression would, this takes the leftmost start from which all fits.
    init?(endOf text: ArraySlice<UInt8>) {
        let text = text.last == 0x0A ? text.dropLast() : text
        var end = text.endIndex
        while end > text.startIndex, text[end - 1] == UInt8(ascii: "?") { end -= 1 }
        let marks = text.endIndex - end
        guard marks == 1 || marks == 2 else { return nil }
        guard var start = IPythonHelpTarget.start(in: text[..<end]) else { return nil }
        for _ in 0..<2 where start > text.startIndex && text[start - 1] == UInt8(ascii: "%") {
            start -= 1
        }
        name = text[start..<end]
        isDetailed = marks == 2
    }

    private static func start(in text: ArraySlice<UInt8>) -> Int? {
        var best: Int?
        var end = text.endIndex
        while true {
            while end > text.startIndex, text[end - 1] == UInt8(ascii: "]") {
                guard let open = indexStart(in: text[..<end]) else { return best }
                end = open
            }
            let (runStart, nameStart) = wordRun(in: text[..<end])
            guard runStart < end else { return best }
            best = nameStart ?? best
            guard nameStart == runStart, runStart > text.startIndex,
                text[runStart - 1] == UInt8(ascii: ".")
            else { return best }
            end = runStart - 1
        }
    }

    /// The start of `[number]` at the end of a text.
    private static func indexStart(in text: ArraySlice<UInt8>) -> Int? {
        let digits = text.dropLast()
        var start = digits.endIndex
        while start > digits.startIndex, PythonLexis.isDigit(digits[start - 1]) { start -= 1 }
        guard start < digits.endIndex else { return nil }
        if start > digits.startIndex, digits[start - 1] == UInt8(ascii: "-") { start -= 1 }
        guard start > digits.startIndex, digits[start - 1] == UInt8(ascii: "[") else { return nil }
        return start - 1
    }

    /// The word characters and `*` at the end of a text, and the first of them that is no digit.
    private static func wordRun(in text: ArraySlice<UInt8>) -> (start: Int, nameStart: Int?) {
        var start = text.endIndex
        var nameStart: Int?
        while start > text.startIndex {
            var index = start - 1
            while index > text.startIndex, start - index < 4, text[index] & 0xC0 == 0x80 {
                index -= 1
            }
            let scalar = PythonLexis.scalar(in: text, at: index).0
            guard scalar == "*" || PythonCharacter.isWord(scalar) else { break }
            if !PythonCharacter.isDecimal(scalar) { nameStart = index }
            start = index
        }
        return (start, nameStart)
    }
}
