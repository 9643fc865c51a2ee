/// Tells whether a line of a script starts inside a string, as jupytext tells it.
///
/// This follows quotes only, so it is no tokenizer: a string of one line ends with its line, and
/// triple quotes are what counts.
struct QuoteTracker {
    /// The triple quote that the next line is in, or 0.
    private(set) var open: UInt8 = 0
    /// The two bytes that start a comment, 0 for those that aren't there.
    private let comment: (UInt8, UInt8)
    private let isBlind: Bool

    /// Makes a tracker for Python.
    init(open: UInt8 = 0) {
        comment = (0x23, 0)
        isBlind = false
        self.open = open
    }

    /// Makes a tracker for a language.
    init(language: String, open: UInt8 = 0) {
        let sign = language == "python" ? "#" : PercentLanguage.comments[language] ?? ""
        comment = (sign.utf8.first ?? 0, sign.utf8.dropFirst().first ?? 0)
        isBlind = language == "R"
        self.open = open
    }

    /// Tells whether the next line starts inside a string.
    var isInside: Bool { open != 0 }

    /// Tells whether a text has what can open a string of several lines, or close one.
    static func mayMatter(in bytes: ArraySlice<UInt8>) -> Bool {
        mayMatter(in: bytes.span)
    }

    /// Tells whether a text has three equal quotes in a row.
    static func mayMatter(in bytes: Span<UInt8>) -> Bool {
        if !hasQuotes(bytes) { return false }
        var index = 2
        while index < bytes.count {
            let byte = bytes[index]
            // Where the third byte is none, the next two begin no triple either.
            if byte != 0x22 && byte != 0x27 {
                index += 3
                continue
            }
            if bytes[index - 1] == byte, bytes[index - 2] == byte { return true }
            index += 1
        }
        return false
    }

    private static func hasQuotes(_ bytes: Span<UInt8>) -> Bool {
        var quotes = ByteBlocks.Mask(repeating: false)
        ByteBlocks.forEach(in: bytes) { block in
            quotes = quotes .| ByteBlocks.places(of: 0x22, in: block)
                .| ByteBlocks.places(of: 0x27, in: block)
        }
        return ByteBlocks.isAny(quotes)
    }

    /// Goes over a line.
    mutating func read(_ line: ArraySlice<UInt8>) {
        read(line.span)
    }

    /// Goes over a line.
    mutating func read(_ line: Span<UInt8>) {
        if isBlind || !QuoteTracker.hasQuotes(line) { return }
        var single: UInt8 = 0
        var lastTriple = -1
        for index in 0..<line.count {
            let byte = line[index]
            if byte == comment.0, single == 0, open == 0, byte != 0,
                comment.1 == 0 || (index + 1 < line.count && line[index + 1] == comment.1)
            {
                return
            }
            guard byte == 0x22 || byte == 0x27 else { continue }
            if index > 0, line[index - 1] == 0x5C { continue }
            if single != 0 {
                if single == byte { single = 0 }
                continue
            }
            let isTriple =
                index >= 2 && line[index - 1] == byte && line[index - 2] == byte
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
