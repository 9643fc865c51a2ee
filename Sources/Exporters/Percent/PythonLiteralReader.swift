internal import NotebookModel

/// Reads a literal of Python as a JSON value: text, numbers, `True`, `None`, lists and mappings.
struct PythonLiteralReader {
    private static let maximumDepth = 100

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// Reads a text that is one literal.
    ///
    /// - Parameter bytes: The text in UTF-8.
    /// - Returns: The value, or `nil` if it is no literal or one that JSON can't express.
    static func read(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
        var reader = PythonLiteralReader(bytes: bytes, position: bytes.startIndex)
        reader.skipSpaces()
        guard var value = reader.value(depth: 0) else { return nil }
        reader.skipSpaces()
        // A tuple needs no parentheses.
        if reader.next == 0x2C {
            var values = [value]
            while reader.take(",") {
                reader.skipSpaces()
                if reader.next == nil { break }
                guard let more = reader.value(depth: 0) else { return nil }
                values.append(more)
                reader.skipSpaces()
            }
            value = .array(values)
        }
        guard reader.next == nil || reader.next == 0x23 else { return nil }
        return value
    }

    private var next: UInt8? {
        position < bytes.endIndex ? bytes[position] : nil
    }

    private mutating func skipSpaces() {
        while next == 0x20 || next == 0x09 || next == 0x0C { position += 1 }
    }

    private mutating func take(_ text: String) -> Bool {
        guard bytes[position...].hasPrefix(text) else { return false }
        position += text.utf8.count
        return true
    }

    private mutating func value(depth: Int) -> JSONValue? {
        guard depth < Self.maximumDepth, let first = next else { return nil }
        switch first {
        case UInt8(ascii: "["):
            position += 1
            return items(until: "]", depth: depth)?.values
        case UInt8(ascii: "("):
            position += 1
            guard let (values, hasComma) = items(until: ")", depth: depth),
                case .array(let list) = values
            else { return nil }
            return list.count == 1 && !hasComma ? list[0] : values
        case UInt8(ascii: "{"):
            position += 1
            return mapping(depth: depth)
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            position += 1
            skipSpaces()
            guard let next, (0x30...0x39).contains(next) || next == 0x2E else { return nil }
            return number(isNegative: first == 0x2D)
        case 0x30...0x39, UInt8(ascii: "."):
            return number(isNegative: false)
        default:
            return name() ?? strings()
        }
    }

    private mutating func name() -> JSONValue? {
        let word = bytes[position...].prefix { byte in
            (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte >= 0x80
        }
        let value: JSONValue
        switch String(decoding: word.prefix(6), as: UTF8.self) {
        case "True": value = true
        case "False": value = false
        case "None": value = nil
        default: return nil
        }
        position = word.endIndex
        return value
    }

    private mutating func items(
        until end: String,
        depth: Int
    ) -> (values: JSONValue, hasComma: Bool)? {
        var values: [JSONValue] = []
        var hasComma = false
        while true {
            skipSpaces()
            if take(end) { return (.array(values), hasComma) }
            if !values.isEmpty, !hasComma { return nil }
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
            skipSpaces()
            hasComma = take(",")
            if !hasComma { return take(end) ? (.array(values), values.count > 1) : nil }
        }
    }

    private mutating func mapping(depth: Int) -> JSONValue? {
        var object = JSONObject()
        while true {
            skipSpaces()
            if take("}") { return .object(object) }
            guard let key = value(depth: depth + 1) else { return nil }
            skipSpaces()
            guard take(":") else { return nil }
            skipSpaces()
            guard let value = value(depth: depth + 1) else { return nil }
            switch key {
            case .string(let name): object[name] = value
            case .array, .object: return nil
            default: object[key.description] = value
            }
            skipSpaces()
            if take(",") { continue }
            guard take("}") else { return nil }
            return .object(object)
        }
    }

    private mutating func number(isNegative: Bool) -> JSONValue? {
        let word = bytes[position...].prefix { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2E
                || byte == 0x5F
        }
        position = word.endIndex
        var text = String(decoding: word, as: UTF8.self).lowercased()
        guard !text.contains("__"), !text.hasSuffix("_") else { return nil }
        text = text.replacing("_", with: "")
        let sign = isNegative ? "-" : ""
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
            return UInt64(text.dropFirst(2), radix: radix)
                .flatMap { JSONNumber(lexeme: $0 == 0 ? "0" : sign + String($0)) }
                .map(JSONValue.number)
        }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // A zero in front is allowed before zeros only.
            if text.hasPrefix("0"), text.contains(where: { $0 != "0" }) { return nil }
            let digits = text.hasPrefix("0") ? "0" : text
            return JSONNumber(lexeme: digits == "0" ? digits : sign + digits).map(JSONValue.number)
        }
        if text.hasSuffix("e"), next == 0x2B || next == 0x2D {
            let exponentSign = next == 0x2D ? "-" : "+"
            position += 1
            let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
            position = digits.endIndex
            text += exponentSign + String(decoding: digits, as: UTF8.self)
        }
        guard text != ".", !text.contains(where: { $0.isLetter && $0 != "e" }),
            let double = Double(
                (text.hasPrefix(".") ? "0" : "") + text.replacing(".e", with: ".0e")
            )
                ?? Double(text + "0")
        else { return nil }
        return .number(isNegative ? -double : double)
    }

    /// Reads string literals, which may stand side by side.
    private mutating func strings() -> JSONValue? {
        var content: [UInt8] = []
        var count = 0
        while let part = string() {
            content += part
            count += 1
            skipSpaces()
        }
        guard count > 0 else { return nil }
        return .string(String(decoding: content, as: UTF8.self))
    }

    private mutating func string() -> [UInt8]? {
        let start = position
        var isRaw = false
        if let prefix = next, [0x72, 0x52, 0x75, 0x55].contains(prefix) {
            isRaw = prefix | 0x20 == 0x72
            position += 1
        }
        guard let quote = next, quote == 0x22 || quote == 0x27 else {
            position = start
            return nil
        }
        let isTriple = bytes[position...].starts(with: [quote, quote, quote])
        position += isTriple ? 3 : 1
        var content: [UInt8] = []
        while let byte = next {
            if byte == quote, !isTriple || bytes[position...].starts(with: [quote, quote, quote]) {
                position += isTriple ? 3 : 1
                return content
            }
            position += 1
            guard byte == 0x5C else {
                content.append(byte)
                continue
            }
            guard let escaped = next else { break }
            if isRaw {
                content += [0x5C, escaped]
                position += 1
            } else if !escape(&content) {
                break
            }
        }
        position = start
        return nil
    }

    /// Reads what follows a backslash.
    private mutating func escape(_ content: inout [UInt8]) -> Bool {
        guard let byte = next else { return false }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "a"): content.append(0x07)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "v"): content.append(0x0B)
        case 0x22, 0x27, 0x5C: content.append(byte)
        case UInt8(ascii: "x"): return code(2, 16, &content)
        case UInt8(ascii: "u"): return code(4, 16, &content)
        case UInt8(ascii: "U"): return code(8, 16, &content)
        case UInt8(ascii: "N"): return false
        case 0x30...0x37:
            position -= 1
            let digits = bytes[position...].prefix(3).prefix { (0x30...0x37).contains($0) }
            return code(digits.count, 8, &content)
        default: content += [0x5C, byte]
        }
        return true
    }

    private mutating func code(_ count: Int, _ radix: Int, _ content: inout [UInt8]) -> Bool {
        let digits = bytes[position...].prefix(count)
        guard digits.count == count,
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: radix),
            value <= 0x10FFFF
        else { return false }
        position = digits.endIndex
        content += Array(LoneSurrogate.text(of: [value]).utf8)
        return true
    }
}
