/// Replaces a session's secrets by `***` in what comes out of its sandbox.
struct SecretRedactor: Sendable {
    let matcher: SecretMatcher

    init(_ secrets: [Secret] = []) {
        matcher = SecretMatcher(SecretForms(secrets).needles)
    }

    var isIdle: Bool { matcher.isIdle }

    /// Replaces also what is left of a secret before and after the mark `…`, where the agent has
    /// shortened a text.
    func redact(_ text: String) -> String {
        guard !isIdle else { return text }
        var bytes = shown(Array(text.utf8), cutAt: [])
        let cuts = Self.cuts(in: bytes)
        if !cuts.isEmpty { bytes = shown(bytes, cutAt: cuts) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func shown(_ bytes: [UInt8], cutAt cuts: [Range<Int>]) -> [UInt8] {
        var stream = StreamRedactor(matcher)
        var shown: [UInt8] = []
        var start = 0
        for cut in cuts {
            shown += stream.take(Array(bytes[start..<cut.lowerBound])) + stream.cut() + bytes[cut]
            start = cut.upperBound
        }
        return shown + stream.take(Array(bytes[start...])) + stream.flush()
    }

    /// Where marks stand, with the spaces and quotes around them.
    private static func cuts(in bytes: [UInt8]) -> [Range<Int>] {
        let (mark, around) = (Array("…".utf8), Array(" '\"".utf8))
        var cuts: [Range<Int>] = []
        var index = 0
        while let found = bytes[index...].firstIndex(of: mark[0]) {
            index = found + 1
            guard bytes[found...].starts(with: mark) else { continue }
            let start = bytes[..<found].lastIndex { !around.contains($0) }.map { $0 + 1 } ?? 0
            index = found + mark.count
            index = bytes[index...].firstIndex { !around.contains($0) } ?? bytes.count
            cuts.append(max(start, cuts.last?.upperBound ?? 0)..<index)
        }
        return cuts
    }
}
