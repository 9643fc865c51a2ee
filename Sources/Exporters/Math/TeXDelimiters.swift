/// What stands around a formula in Markdown and in outputs.
enum TeXDelimiters {
    private static let pairs: [(start: String, end: String, isDisplayed: Bool)] = [
        ("$$", "$$", true), ("\\\\[", "\\\\]", true), ("\\\\(", "\\\\)", false),
        ("\\[", "\\]", true), ("\\(", "\\)", false), ("$", "$", false),
    ]

    /// The formula between its delimiters, and whether it stands on lines of its own.
    static func undelimited(
        _ source: ArraySlice<UInt8>
    ) -> (body: ArraySlice<UInt8>, isDisplayed: Bool) {
        var body = source
        while let first = body.first, first <= 0x20 { body.removeFirst() }
        while let last = body.last, last <= 0x20 { body.removeLast() }
        for pair in pairs {
            guard body.count >= pair.start.utf8.count + pair.end.utf8.count,
                body.starts(with: pair.start.utf8),
                body.suffix(pair.end.utf8.count).elementsEqual(pair.end.utf8)
            else { continue }
            body = body.dropFirst(pair.start.utf8.count).dropLast(pair.end.utf8.count)
            return (body, pair.isDisplayed || isOutline(body))
        }
        return (body, body.starts(with: "\\begin".utf8))
    }

    /// Tells whether a formula is an environment that stands on lines of its own.
    private static func isOutline(_ body: ArraySlice<UInt8>) -> Bool {
        let start = body.drop { $0 <= 0x20 }
        return ["align", "equation", "gather", "eqnarray", "multline"].contains {
            start.starts(with: "\\begin{\($0)".utf8)
        }
    }
}
