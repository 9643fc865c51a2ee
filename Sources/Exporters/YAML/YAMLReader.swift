internal import NotebookModel

/// Reads the YAML of headers into the values that PyYAML's `safe_load` gives.
///
/// It knows block and flow collections, every style of scalars, comments and the types of YAML 1.1.
/// Dates stay text, since JSON has none. Anchors, tags, directives and more than one document are
/// refused.
struct YAMLReader {
    /// How deep collections may nest.
    static let maximumDepth = 100

    let text: [UInt32]
    var position = 0
    /// Where the present line starts.
    var lineStart = 0
    private var line = 1

    /// Reads a document.
    ///
    /// - Parameter bytes: The text in UTF-8.
    /// - Returns: The value, `null` for an empty text.
    /// - Throws: ``YAMLError`` where the text can't be understood.
    static func read(_ bytes: some Sequence<UInt8>) throws(YAMLError) -> JSONValue {
        let decoded = String(decoding: Array(bytes), as: UTF8.self)
        var reader = YAMLReader(text: decoded.unicodeScalars.map(\.value))
        try reader.skipToToken()
        if reader.peek() == nil { return .null }
        let value = try reader.blockNode(minimum: 0, depth: 0)
        try reader.skipToToken()
        if reader.peek() != nil { throw reader.failure("there is text behind the end") }
        return value
    }

    private init(text: [UInt32]) {
        self.text = text
    }

    /// The code point at an offset from the position, `nil` behind the end.
    func peek(_ offset: Int = 0) -> UInt32? {
        position + offset < text.count ? text[position + offset] : nil
    }

    /// How far the position is from the start of its line.
    var column: Int { position - lineStart }

    func failure(_ reason: String) -> YAMLError {
        YAMLError(reason: reason, line: line)
    }

    /// Goes over a line end if one is here.
    mutating func takeBreak() -> Bool {
        guard let next = peek() else { return false }
        if next == 0x0D, peek(1) == 0x0A {
            position += 2
        } else if next == 0x0D || YAMLScalar.isBreak(next) {
            position += 1
        } else {
            return false
        }
        lineStart = position
        line += 1
        return true
    }

    func isBreakOrEnd(_ offset: Int = 0) -> Bool {
        peek(offset).map { $0 == 0x0D || YAMLScalar.isBreak($0) } ?? true
    }

    func isSpaceOrEnd(_ offset: Int = 0) -> Bool {
        peek(offset) == 0x20 || peek(offset) == 0x09 || isBreakOrEnd(offset)
    }

    mutating func skipSpaces() {
        while peek() == 0x20 || peek() == 0x09 { position += 1 }
    }

    /// Goes over a comment, if one starts here behind white space.
    mutating func skipComment() {
        let isApart = column == 0 || text[position - 1] == 0x20 || text[position - 1] == 0x09
        guard peek() == 0x23, isApart else { return }
        while !isBreakOrEnd() { position += 1 }
    }

    /// Goes to the next token: over spaces, comments and line ends.
    mutating func skipToToken() throws(YAMLError) {
        repeat {
            let start = position
            skipSpaces()
            if position > start, text[start..<position].contains(0x09), start == lineStart,
                !isBreakOrEnd(), peek() != 0x23
            {
                throw failure("a tab stands in front of a line")
            }
            skipComment()
        } while takeBreak()
    }

    /// Tells whether an indicator of block style stands here.
    func isIndicator(_ character: Unicode.Scalar) -> Bool {
        peek() == character.value && isSpaceOrEnd(1)
    }

    /// Reads the node at the position, which stands at a column of at least a minimum.
    mutating func blockNode(minimum: Int, depth: Int) throws(YAMLError) -> JSONValue {
        guard depth < Self.maximumDepth else { throw failure("it is nested too deep") }
        if isIndicator("-") { return .array(try sequence(depth: depth + 1)) }
        if isIndicator("?") || startsKey() { return .object(try mapping(depth: depth + 1)) }
        return try inlineNode(minimum: minimum, depth: depth)
    }

    /// Reads a node that starts no block collection.
    private mutating func inlineNode(minimum: Int, depth: Int) throws(YAMLError) -> JSONValue {
        switch peek().flatMap(Unicode.Scalar.init) {
        case "[", "{":
            let value = try flowNode(depth: depth + 1)
            try endLine()
            return value
        case "\"", "'":
            let value = try quotedScalar()
            try endLine()
            return .string(value)
        case "|", ">":
            return .string(try blockScalar(minimum: minimum))
        default:
            return try plainScalar(minimum: minimum, isFlow: false)
        }
    }

    /// Makes sure that nothing but a comment follows on the line.
    private mutating func endLine() throws(YAMLError) {
        skipSpaces()
        skipComment()
        if !isBreakOrEnd() { throw failure("there is text behind a value") }
    }

    private mutating func sequence(depth: Int) throws(YAMLError) -> [JSONValue] {
        let indent = column
        var values: [JSONValue] = []
        while peek() != nil, column == indent, isIndicator("-") {
            position += 1
            values.append(try value(behind: indent, allowsIndentless: false, depth: depth))
            try skipToToken()
        }
        if peek() != nil, column > indent { throw failure("a line is indented too far") }
        return values
    }

    private mutating func mapping(depth: Int) throws(YAMLError) -> JSONObject {
        let indent = column
        var object = JSONObject()
        while peek() != nil, column == indent {
            let key: String
            let isExplicit = isIndicator("?")
            if isIndicator("?") {
                position += 1
                let node = try value(behind: indent, allowsIndentless: false, depth: depth)
                key = try name(node)
                try skipToToken()
                guard column == indent, isIndicator(":") else {
                    object[key] = .null
                    continue
                }
            } else if startsKey() {
                key = try simpleKey()
                skipSpaces()
            } else if isIndicator("-") {
                break
            } else {
                throw failure("a key or its colon is missing")
            }
            position += 1
            object[key] = try value(behind: indent, allowsIndentless: !isExplicit, depth: depth)
            try skipToToken()
        }
        if peek() != nil, column > indent { throw failure("a line is indented too far") }
        return object
    }

    /// Reads what follows an indicator in a collection of an indent.
    private mutating func value(
        behind indent: Int,
        allowsIndentless: Bool,
        depth: Int
    ) throws(YAMLError) -> JSONValue {
        let start = lineStart
        try skipToToken()
        guard peek() != nil else { return .null }
        if lineStart == start {
            // On the indicator's line, a key's value can't be a block collection.
            if !allowsIndentless { return try blockNode(minimum: indent + 1, depth: depth) }
            if isIndicator("-") || startsKey() { throw failure("a value is no scalar") }
            return try inlineNode(minimum: indent + 1, depth: depth)
        }
        if column > indent { return try blockNode(minimum: indent + 1, depth: depth) }
        if allowsIndentless, column == indent, isIndicator("-") {
            guard depth < Self.maximumDepth else { throw failure("it is nested too deep") }
            return .array(try sequence(depth: depth + 1))
        }
        return .null
    }

    /// Tells whether a key with its colon starts here, on one line.
    private func startsKey() -> Bool {
        var reader = self
        if peek() == 0x22 || peek() == 0x27 {
            guard (try? reader.simpleKey()) != nil else { return false }
        } else {
            guard (try? reader.skipPlainKey()) != nil else { return false }
        }
        reader.skipSpaces()
        return reader.isIndicator(":")
    }

    private mutating func simpleKey() throws(YAMLError) -> String {
        let start = lineStart
        if peek() == 0x22 || peek() == 0x27 {
            let key = try quotedScalar()
            if lineStart != start { throw failure("a key is longer than its line") }
            return key
        }
        let range = try skipPlainKey()
        return try name(YAMLScalar.value(of: Array(text[range])))
    }

    /// Goes over a key that isn't quoted, and tells where it stands without the spaces behind it.
    private mutating func skipPlainKey() throws(YAMLError) -> Range<Int> {
        let begin = position
        try checkPlainStart(isFlow: false)
        while !isBreakOrEnd(), !isIndicator(":") {
            if peek() == 0x23, position > begin, text[position - 1] == 0x20 { break }
            position += 1
        }
        var end = position
        while end > begin, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
        return begin..<end
    }

    /// The name that a node gives as a key of an object.
    func name(_ node: JSONValue) throws(YAMLError) -> String {
        switch node {
        case .string(let text): return text
        case .array, .object: throw failure("a key is no scalar")
        default: return node.description
        }
    }
}
