internal import NotebookModel

extension YAMLScalar {
    /// The value of a plain scalar; a date stays text.
    static func value(of text: [UInt32]) -> JSONValue {
        let string = LoneSurrogate.text(of: text)
        if isSimple(text.span) { return .string(string) }
        switch YAMLTag(text) {
        case .null: return .null
        case .bool: return .bool(["yes", "true", "on"].contains(string.lowercased()))
        case .int: return integer(string) ?? .string(string)
        case .float: return float(string)
        case .timestamp, .merge, .value, .string: return .string(string)
        }
    }

    private static func integer(_ text: String) -> JSONValue? {
        var digits = text.replacing("_", with: "")
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
        var magnitude: String?
        if digits.hasPrefix("0b") {
            magnitude = UInt64(digits.dropFirst(2), radix: 2).map { String($0) }
        } else if digits.hasPrefix("0x") {
            magnitude = UInt64(digits.dropFirst(2), radix: 16).map { String($0) }
        } else if digits.hasPrefix("0") {
            magnitude = UInt64(digits, radix: 8).map { String($0) }
        } else if digits.contains(":") {
            var sum = 0
            for part in digits.split(separator: ":") {
                let (product, overflows) = sum.multipliedReportingOverflow(by: 60)
                let (next, overflowsToo) = product.addingReportingOverflow(Int(part) ?? 0)
                if overflows || overflowsToo { return nil }
                sum = next
            }
            magnitude = String(sum)
        } else {
            magnitude = digits
        }
        guard let magnitude else { return nil }
        let spelling = isNegative && magnitude != "0" ? "-" + magnitude : magnitude
        return JSONNumber(lexeme: spelling).map(JSONValue.number)
    }

    private static func float(_ text: String) -> JSONValue {
        var digits = text.replacing("_", with: "").lowercased()
        let sign = digits.hasPrefix("-") ? -1.0 : 1.0
        if sign < 0 || digits.hasPrefix("+") { digits.removeFirst() }
        switch digits {
        case ".inf": return .number(sign * .infinity)
        case ".nan": return .number(Double.nan)
        default: break
        }
        var value = 0.0
        for part in digits.split(separator: ":") {
            let spelling = part.hasSuffix(".") ? part + "0" : part
            value = value * 60 + (Double(spelling.hasPrefix(".") ? "0" + spelling : spelling) ?? 0)
        }
        return .number(sign * value)
    }
}
