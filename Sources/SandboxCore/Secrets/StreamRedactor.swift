/// Replaces secrets by `***` in a stream of bytes, also those that come in pieces.
///
/// What may be the beginning of a secret is held back until more comes. Secrets that overlap or
/// touch become one mark.
struct StreamRedactor: Sendable {
    private static let mark = Array("***".utf8)

    private let matcher: SecretMatcher
    private var state: SecretMatcher.State = 0
    /// The bytes at the end that may be a secret's.
    private var held: [UInt8] = []
    /// Those of them that are, by index.
    private var hidden = 0..<0
    private var isAfterMark = false
    private var isAfterGap = false

    init(_ matcher: SecretMatcher) {
        self.matcher = matcher
    }

    /// Takes a piece, and gives what can be shown now.
    mutating func take(_ bytes: [UInt8]) -> [UInt8] {
        guard !matcher.isIdle, !bytes.isEmpty else { return bytes }
        var shown: [UInt8] = []
        var index = 0
        if isAfterGap {
            index = matcher.remnant(at: bytes)
            if index > 0 { showMark(in: &shown) }
            isAfterGap = false
        }
        while index < bytes.count {
            if held.isEmpty, !matcher.mayBegin(with: bytes[index]) {
                let next = bytes[index...].firstIndex(where: matcher.mayBegin) ?? bytes.count
                shown += bytes[index..<next]
                isAfterMark = false
                index = next
                continue
            }
            held.append(bytes[index])
            let length = matcher.take(bytes[index], &state)
            if length > 0 { hide(length) }
            show(held.count - matcher.depth(of: state), in: &shown)
            index += 1
        }
        return shown
    }

    /// Gives what was held back: nothing more comes.
    mutating func flush() -> [UInt8] {
        var shown: [UInt8] = []
        show(held.count, in: &shown)
        state = 0
        return shown
    }

    /// Gives what was held back before bytes that are missing; what of a secret stands before or after
    /// them is hidden too.
    mutating func cut() -> [UInt8] {
        let length = matcher.depth(of: state)
        if length >= SecretForms.shortest { hide(length) }
        let shown = flush()
        isAfterGap = true
        isAfterMark = false
        return shown
    }

    private mutating func hide(_ length: Int) {
        let start = held.count - length
        hidden = (hidden.isEmpty ? start : min(start, hidden.lowerBound))..<held.count
    }

    /// Shows so many of the bytes that were held back.
    private mutating func show(_ count: Int, in shown: inout [UInt8]) {
        guard count > 0 else { return }
        for index in 0..<count {
            if hidden.contains(index) {
                showMark(in: &shown)
            } else {
                shown.append(held[index])
                isAfterMark = false
            }
        }
        held.removeFirst(count)
        hidden = max(0, hidden.lowerBound - count)..<max(0, hidden.upperBound - count)
    }

    private mutating func showMark(in shown: inout [UInt8]) {
        if !isAfterMark { shown += Self.mark }
        isAfterMark = true
    }
}
