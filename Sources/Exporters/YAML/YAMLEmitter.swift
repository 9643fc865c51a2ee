internal import NotebookModel

/// Lays out values as YAML: indents, indicators and the place on the line.
struct YAMLEmitter {
    /// Where a node stands.
    enum Context {
        case root
        case item
        case value
        case simpleKey
    }

    /// The column behind which a line is folded.
    static let width = 80
    /// How deep block collections nest; what is deeper is written as JSON, which YAML contains.
    static let maximumDepth = 200

    let sortsKeys: Bool
    var output: [UInt8] = []
    var column = 0
    /// The last thing written was white space, so that none is needed.
    var followsSpace = true
    /// Nothing but white space and indicators stand in the line so far.
    var isAtIndent = true
    private var isOpenEnded = false

    init(sortsKeys: Bool) {
        self.sortsKeys = sortsKeys
    }

    /// Writes a document.
    mutating func document(_ value: JSONValue) {
        node(value, .root, indent: nil, depth: 0)
        startLine(at: 0)
        // A plain scalar alone has no end of its own.
        if isOpenEnded { output += Array("...\n".utf8) }
    }

    /// Writes a node; the indent is that of the collection that holds it.
    private mutating func node(_ value: JSONValue, _ context: Context, indent: Int?, depth: Int) {
        switch value {
        case .object(let object) where object.isEmpty:
            indicator("{}")
        case .array(let values) where values.isEmpty:
            indicator("[]")
        case .object, .array:
            guard depth < Self.maximumDepth else {
                let writer = JSONWriter(
                    spacesAfterColons: true,
                    spacesAfterCommas: true,
                    escapesNonASCII: true
                )
                return indicator(String(decoding: writer.bytes(for: value), as: UTF8.self))
            }
            if case .object(let object) = value {
                mapping(object, indent: indent.map { $0 + 2 } ?? 0, depth: depth + 1)
            } else if case .array(let values) = value {
                let isIndentless = context == .value && !isAtIndent
                let own = indent.map { isIndentless ? $0 : $0 + 2 } ?? 0
                sequence(values, indent: own, depth: depth + 1)
            }
        default:
            if case .string(let text) = value, context != .root, putSimple(text) { return }
            let scalar = YAMLScalar(value)
            isOpenEnded = context == .root && scalar.style(asKey: false) == .plain
            write(scalar, asKey: context == .simpleKey, indent: (indent ?? 0) + 2)
        }
    }

    private mutating func sequence(_ values: [JSONValue], indent: Int, depth: Int) {
        for value in values {
            startLine(at: indent)
            indicator("-", keepsIndent: true)
            node(value, .item, indent: indent, depth: depth)
        }
    }

    private mutating func mapping(_ object: JSONObject, indent: Int, depth: Int) {
        for member in YAMLEmitter.members(of: object, sorted: sortsKeys) {
            startLine(at: indent)
            if putSimple(member.key) {
                indicator(":", needsSpace: false)
                node(member.value, .value, indent: indent, depth: depth)
                continue
            }
            let key = YAMLScalar(text: LoneSurrogate.codePoints(of: member.key))
            if key.isSimpleKey {
                write(key, asKey: true, indent: indent + 2)
                indicator(":", needsSpace: false)
            } else {
                indicator("?", keepsIndent: true)
                write(key, asKey: false, indent: indent + 2)
                startLine(at: indent)
                indicator(":", keepsIndent: true)
            }
            node(member.value, .value, indent: indent, depth: depth)
        }
    }

    /// The members that count, in the order of writing.
    private static func members(of object: JSONObject, sorted: Bool) -> [JSONObject.Member] {
        let members = PythonJSON.distinct(object).members
        return sorted ? members.sorted { precedes($0.key, $1.key) } : members
    }

    /// Compares keys by their code points.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        if left.isASCII, right.isASCII { return left < right }
        let (left, right) = (
            LoneSurrogate.codePoints(of: left), LoneSurrogate.codePoints(of: right)
        )
        return left.lexicographicallyPrecedes(right)
    }

    /// Writes an indicator, behind a space if none is there.
    mutating func indicator(_ text: String, needsSpace: Bool = true, keepsIndent: Bool = false) {
        if needsSpace, !followsSpace { put(0x20) }
        for byte in text.utf8 { put(byte) }
        followsSpace = false
        isAtIndent = isAtIndent && keepsIndent
    }

    /// Goes to an indent, on a new line if the present one holds more than that.
    mutating func startLine(at indent: Int) {
        if !isAtIndent || column > indent || (column == indent && !followsSpace) { breakLine() }
        if column < indent {
            followsSpace = true
            while column < indent { put(0x20) }
        }
    }

    mutating func breakLine() {
        output.append(0x0A)
        column = 0
        followsSpace = true
        isAtIndent = true
    }

    mutating func put(_ byte: UInt8) {
        output.append(byte)
        column += 1
    }
}
