/// JSON values as Python source, spelled as papermill (2.7, `PythonTranslator`) spells them.
///
/// Strings stand between double quotes, with the escapes of Python's codec `unicode_escape`: all
/// that is not printable ASCII is escaped, so that a value never ends its literal or its line.
enum PythonLiteral {
    static func source(_ value: JSONValue) -> String {
        var text = ""
        append(value, to: &text)
        return text
    }

    private static func append(_ value: JSONValue, to text: inout String) {
        switch value {
        case .null: text += "None"
        case .bool(let value): text += value ? "True" : "False"
        case .number(let number): text += source(number)
        case .string(let string): append(string, to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += ", " }
                append(element, to: &text)
            }
            text += "]"
        case .object(let object):
            text += "{"
            for (index, member) in object.enumerated() {
                if index > 0 { text += ", " }
                append(member.key, to: &text)
                text += ": "
                append(member.value, to: &text)
            }
            text += "}"
        }
    }

    /// Python has no literals for what is not finite.
    private static func source(_ number: JSONNumber) -> String {
        if !number.isInteger, let double = number.double, !double.isFinite {
            return double.isNaN ? "float('nan')" : double < 0 ? "float('-inf')" : "float('inf')"
        }
        return number.pythonSpelling
    }

    private static func append(_ string: String, to text: inout String) {
        text += "\""
        for codePoint in LoneSurrogate.codePoints(of: string) {
            switch codePoint {
            case 0x22: text += "\\\""
            case 0x5C: text += "\\\\"
            case 0x09: text += "\\t"
            case 0x0A: text += "\\n"
            case 0x0D: text += "\\r"
            case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(UInt8(codePoint)))
            case ...0xFF: text += "\\x" + hex(codePoint, 2)
            case ...0xFFFF: text += "\\u" + hex(codePoint, 4)
            default: text += "\\U" + hex(codePoint, 8)
            }
        }
        text += "\""
    }

    private static func hex(_ codePoint: UInt32, _ width: Int) -> String {
        let digits = String(codePoint, radix: 16)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}
