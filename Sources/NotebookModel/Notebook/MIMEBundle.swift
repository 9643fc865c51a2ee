/// One thing in one or more MIME types, in order.
public struct MIMEBundle: Sendable, Hashable {
    /// The content in one type.
    public enum Content: Sendable, Hashable {
        /// Text, its lines joined.
        case text(String)
        /// Bytes as Base64, as the file has them; line ends may stand between the digits.
        case base64(String)
        /// Any JSON value: of `application/json` and `application/*+json`, and what is no text.
        case json(JSONValue)
    }

    /// A type and the content in it.
    public struct Entry: Sendable, Hashable {
        /// The MIME type, for example `image/png`.
        public var type: String
        /// The content.
        public var content: Content

        /// Makes an entry.
        public init(type: String, content: Content) {
            self.type = type
            self.content = content
        }
    }

    /// The entries in order.
    public var entries: [Entry]

    /// Makes a bundle, an empty one by default.
    public init(entries: [Entry] = []) {
        self.entries = entries
    }

    /// Makes a bundle of plain text.
    public static func plainText(_ text: String) -> MIMEBundle {
        ["text/plain": .text(text)]
    }

    /// The types in order.
    public var types: [String] {
        entries.map(\.type)
    }

    /// Tells whether there is nothing in the bundle.
    public var isEmpty: Bool {
        entries.isEmpty
    }

    /// The content in a type.
    ///
    /// Setting replaces it where it stands or adds it at the end; setting `nil` removes it.
    ///
    /// - Parameter type: The MIME type, as written.
    public subscript(type: String) -> Content? {
        get {
            entries.last { $0.type == type }?.content
        }
        set {
            guard let newValue else { return entries.removeAll { $0.type == type } }
            if let index = entries.lastIndex(where: { $0.type == type }) {
                entries[index].content = newValue
            } else {
                entries.append(Entry(type: type, content: newValue))
            }
        }
    }

    /// The text in a type, if there is text in it.
    ///
    /// - Parameter type: The MIME type, as written.
    /// - Returns: The text, its lines joined.
    public func text(_ type: String) -> String? {
        guard case .text(let text)? = self[type] else { return nil }
        return text
    }

    /// The bytes in a type, if there is Base64 in it that can be decoded.
    ///
    /// - Parameter type: The MIME type, as written.
    /// - Returns: The decoded bytes.
    public func bytes(_ type: String) -> [UInt8]? {
        guard case .base64(let digits)? = self[type] else { return nil }
        return Base64.decode(digits)
    }
}

extension MIMEBundle: ExpressibleByDictionaryLiteral {
    /// Makes a bundle with its entries in the order written.
    public init(dictionaryLiteral elements: (String, Content)...) {
        entries = elements.map { Entry(type: $0.0, content: $0.1) }
    }
}

extension MIMEBundle.Content: ExpressibleByStringInterpolation {
    /// Makes text.
    public init(stringLiteral value: String) {
        self = .text(value)
    }

    /// Makes Base64 of bytes.
    public static func base64(encoding bytes: [UInt8]) -> MIMEBundle.Content {
        .base64(Base64.encode(bytes))
    }
}
