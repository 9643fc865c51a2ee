/// Why a document is no text that a notebook can be read from.
public enum ImportError: Error, Sendable, Hashable {
    /// The bytes are not UTF-8; the first wrong one stands at this offset, in bytes.
    case notUTF8(offset: Int)
}

extension ImportError: CustomStringConvertible {
    /// One line that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .notUTF8(let offset):
            "byte \(offset + 1) is not part of UTF-8 text; convert the document to UTF-8"
        }
    }
}
