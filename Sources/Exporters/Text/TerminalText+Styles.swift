extension TerminalText {
    /// Hands out text as a terminal would leave it, in pieces of one style each.
    ///
    /// What ``settled(_:)`` drops is dropped here too, but for the styles, which last over lines as
    /// they do in a terminal.
    ///
    /// - Parameters:
    ///   - bytes: Text of a stream, a traceback or a plain output, in UTF-8.
    ///   - receive: Takes the pieces in order; those of plain lines hold the line ends.
    static func forEachRun(
        of bytes: [UInt8],
        _ receive: (ArraySlice<UInt8>, TerminalStyle) -> Void
    ) {
        var style = TerminalStyle.plain
        // Lines without anything special are gathered from here on.
        var plainStart = 0
        var special = bytes.firstIndex(where: isSpecial) ?? bytes.count
        while special < bytes.count {
            let start = bytes[plainStart..<special].lastIndex(of: 0x0A).map { $0 + 1 } ?? plainStart
            let end = bytes[special...].firstIndex(of: 0x0A) ?? bytes.count
            if start > plainStart { receive(bytes[plainStart..<start], style) }
            var screen = TerminalLine(style: style)
            screen.write(String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars)
            hand(out: screen, to: receive)
            style = screen.style ?? .plain
            plainStart = end
            special = bytes[end...].firstIndex(where: isSpecial) ?? bytes.count
        }
        if plainStart < bytes.count { receive(bytes[plainStart...], style) }
    }

    private static func hand(
        out screen: TerminalLine,
        to receive: (ArraySlice<UInt8>, TerminalStyle) -> Void
    ) {
        var run: [UInt8] = []
        var style = screen.styles.first ?? .plain
        for (scalar, next) in zip(screen.line, screen.styles) {
            if next != style {
                receive(run[...], style)
                run.removeAll(keepingCapacity: true)
                style = next
            }
            run.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        if !run.isEmpty { receive(run[...], style) }
    }
}
