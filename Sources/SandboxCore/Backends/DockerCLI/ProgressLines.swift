internal import NotebookModel

/// Splits what a program prints for people into lines that are safe to show.
struct ProgressLines: Sendable {
    private static let longest = 2000
    private var rest: [UInt8] = []

    mutating func feed(_ chunk: [UInt8]) -> [String] {
        rest += chunk
        var pieces = rest.split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        }
        rest = Array(pieces.removeLast().prefix(Self.longest))
        return pieces.compactMap(Self.line)
    }

    mutating func finish() -> [String] {
        defer { rest = [] }
        return [Self.line(rest[...])].compactMap { $0 }
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: bytes.prefix(longest), as: UTF8.self).escapingControls
        return text.isEmpty ? nil : text
    }
}
