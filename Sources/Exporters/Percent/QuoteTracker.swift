/// Tells whether a line of a script starts inside a string, as jupytext tells it.
///
/// This follows quotes only, so it is no tokenizer: a string of one line ends with its line, and
/// triple quotes are what counts.
struct QuoteTracker {
    /// The triple quote that the next line is in, or 0.
    private(set) var open: UInt8 = 0
    private let comment: [UInt8]
    private let isBlind: Bool

    /// Makes a tracker for a language.
    init(language: String, open: UInt8 = 0) {
        comment = PercentLanguage.comments[language].map { Array($0.utf8) } ?? []
        isBlind = language == "R"
        self.open = open
    }

    /// Tells whether the next line starts inside a string.
    var isInside: Bool { open != 0 }

    /// Tells whether a text has what can open a string of several lines.
    static func mayMatter(in bytes: ArraySlice<UInt8>) -> Bool {
        var run = 0
        var last: UInt8 = 0
        for byte in bytes {
            if byte == 0x22 || byte == 0x27 {
                run = byte == last ? run + 1 : 1
                if run == 3 { return true }
            }
            last = byte
        }
        return false
    }

    /// Goes over a line.
    mutating func read(_ line: ArraySlice<UInt8>) {
        if isBlind { return }
        if open == 0, !comment.isEmpty, PythonLines.leftStripped(line).starts(with: comment) {
            return
        }
        var single: UInt8 = 0
        var lastTriple = line.startIndex - 1
        for index in line.indices {
            let byte = line[index]
            if single == 0, open == 0, byte == comment.first, line[index...].starts(with: comment) {
                return
            }
            guard byte == 0x22 || byte == 0x27 else { continue }
            if index > line.startIndex, line[index - 1] == 0x5C { continue }
            if single != 0 {
                if single == byte { single = 0 }
                continue
            }
            let isTriple =
                index >= line.startIndex + 2 && line[index - 1] == byte && line[index - 2] == byte
                && index >= lastTriple + 3
            if isTriple {
                if open == byte || open == 0 {
                    open = open == byte ? 0 : byte
                    lastTriple = index
                }
            } else if open == 0 {
                single = byte
            }
        }
    }
}
