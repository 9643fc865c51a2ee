/// What has to be known about text to put it into a Markdown document (CommonMark 0.31).
enum Blocks {
    /// Tells whether there is nothing but white space.
    static func isBlank(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    /// Makes LF of every line end, and drops blank lines at the start and white space at the end.
    static func trimmed(_ text: String) -> String {
        var bytes = unixLineEnds(text)[...]
        while let last = bytes.last, last == 0x20 || (0x09...0x0D).contains(last) {
            bytes.removeLast()
        }
        while let end = bytes.firstIndex(of: 0x0A),
            bytes[..<end].allSatisfy({ $0 == 0x20 || $0 == 0x09 })
        {
            bytes = bytes[(end + 1)...]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Makes LF of every line end, and drops those at the end.
    static func withoutTrailingLineEnds(_ text: String) -> String {
        var bytes = unixLineEnds(text)
        while bytes.last == 0x0A { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unixLineEnds(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        guard bytes.contains(0x0D) else { return bytes }
        var count = 0
        var previous: UInt8 = 0
        for byte in bytes {
            let isSecondHalf = byte == 0x0A && previous == 0x0D
            previous = byte
            if isSecondHalf { continue }
            bytes[count] = byte == 0x0D ? 0x0A : byte
            count += 1
        }
        bytes.removeSubrange(count...)
        return bytes
    }

    /// The length of the longest run of backticks, wherever it stands.
    static func longestBacktickRun(in text: String) -> Int {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// The name of a language as the info string of a fence: nothing that ends it or the line.
    static func infoString(_ language: String) -> String {
        String(
            String.UnicodeScalarView(
                language.unicodeScalars.prefix(40).filter { scalar in
                    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                        || ["+", "#", "-", "_", "."].contains(scalar)
                }
            )
        )
    }

    /// The line that closes the fence which a text leaves open, if it does.
    ///
    /// Fences inside quotes and lists are not looked for: their end closes them.
    static func closingFence(of text: String) -> String? {
        var open: (mark: UInt8, count: Int)?
        for line in text.utf8.split(separator: 0x0A) {
            let indent = line.prefix { $0 == 0x20 }.count
            let body = line.dropFirst(indent)
            guard indent < 4, let mark = body.first, mark == 0x60 || mark == 0x7E else { continue }
            let count = body.prefix { $0 == mark }.count
            let rest = body.dropFirst(count)
            if let fence = open {
                let ends = rest.allSatisfy { $0 == 0x20 || $0 == 0x09 }
                if mark == fence.mark, count >= fence.count, ends { open = nil }
            } else if count >= 3, mark == 0x7E || !rest.contains(0x60) {
                open = (mark, count)
            }
        }
        return open.map { String(repeating: $0.mark == 0x60 ? "`" : "~", count: $0.count) }
    }

    /// Takes the blank lines out of HTML, since one would end the block, and the first line's
    /// indent.
    ///
    /// HTML with `<pre` or `<textarea` stays as it is: blank lines show there.
    static func joinedHTML(_ text: String) -> String {
        let start = text.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
        let html = Array(text.utf8.dropFirst(start))
        if hasTag("<pre", in: html) || hasTag("<textarea", in: html) {
            return String(decoding: html, as: UTF8.self)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(html.count)
        for line in html.split(separator: 0x0A)
        where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            if !bytes.isEmpty { bytes.append(0x0A) }
            bytes.append(contentsOf: line)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Tells whether a tag starts somewhere, in small or capital letters.
    private static func hasTag(_ tag: String, in html: [UInt8]) -> Bool {
        let tag = Array(tag.utf8)
        var index = 0
        while index + tag.count <= html.count {
            guard let next = html[index...].firstIndex(of: tag[0]) else { return false }
            let candidate = html[next...].prefix(tag.count)
            if candidate.elementsEqual(tag, by: { $0 | 0x20 == $1 | 0x20 }) { return true }
            index = next + 1
        }
        return false
    }
}
