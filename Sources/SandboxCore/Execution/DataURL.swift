internal import NotebookModel

/// The content of a file as text: a `data:` URL (RFC 2397), or bare Base64.
///
/// Its size is known before anything is decoded, so that a limit is checked first.
public struct DataURL: Hashable, Sendable {
    /// How the content is written.
    private enum Encoding {
        case base64, percent
    }

    /// The MIME type as it is written, with parameters; empty if the text has none.
    public let mediaType: String
    private let encoding: Encoding
    private let content: String

    /// Takes a URL, or bare Base64, apart; nil if a comma misses after `data:`.
    ///
    /// - Parameter text: The text; what follows `data:` up to the first comma describes the rest.
    public init?(_ text: String) {
        guard text.utf8.prefix(5).elementsEqual("data:".utf8, by: { $0 | 0x20 == $1 | 0x20 }) else {
            mediaType = ""
            encoding = .base64
            content = text
            return
        }
        let description = text.utf8.dropFirst(5)
        guard let comma = description.firstIndex(of: UInt8(ascii: ",")) else { return nil }
        // Spaces before the comma don't count, as browsers have it.
        let space = UInt8(ascii: " ")
        let end = text.utf8[..<comma].lastIndex { $0 != space }.map(text.utf8.index(after:))
        let head = text[description.startIndex..<(end ?? comma)]
        let mark = ";base64"
        let isBase64 = head.utf8.suffix(mark.utf8.count)
            .elementsEqual(mark.utf8, by: { $0 | 0x20 == $1 | 0x20 })
        mediaType = String(isBase64 ? head.dropLast(mark.count) : head)
        encoding = isBase64 ? .base64 : .percent
        let rest = text[text.utf8.index(after: comma)...]
        // Digits and padding may be escaped too.
        content =
            isBase64 && rest.utf8.contains(UInt8(ascii: "%"))
            ? String(decoding: PercentText.decode(Array(rest.utf8)), as: UTF8.self) : String(rest)
    }

    /// The number of bytes that it decodes to, computed from its length.
    ///
    /// It is exact: padding and white space don't count. It says nothing of what can't be decoded.
    public var byteCount: Int {
        switch encoding {
        case .base64: Base64.decodedByteCount(of: content)
        case .percent: PercentText.decodedByteCount(of: Array(content.utf8))
        }
    }

    /// The bytes, or nil if the content can't be decoded.
    public func decoded() -> [UInt8]? {
        switch encoding {
        case .base64: Base64.decode(content)
        case .percent:
            PercentText.isWhole(Array(content.utf8)) ? PercentText.decode(Array(content.utf8)) : nil
        }
    }
}
