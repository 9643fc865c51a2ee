internal import NotebookModel

extension PythonRepr {
    /// A value as Python's `str` gives it after reading: of a text the text itself.
    static func string(of value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        var output: [UInt8] = []
        append(value, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends a value as `repr` writes it after reading.
    static func append(_ value: JSONValue, to output: inout [UInt8]) {
        switch value {
        case .string(let text): append(text.utf8, to: &output)
        case .null: output += "None".utf8
        case .bool(let bool): output += (bool ? "True" : "False").utf8
        case .number: output += number(PythonJSON.dumps(value))
        case .array(let values):
            output.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { output += ", ".utf8 }
                append(value, to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            for (index, member) in PythonJSON.distinct(object).members.enumerated() {
                if index > 0 { output += ", ".utf8 }
                append(member.key.utf8, to: &output)
                output += ": ".utf8
                append(member.value, to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    /// What is no number has other names in JSON.
    private static func number(_ text: [UInt8]) -> [UInt8] {
        switch String(decoding: text, as: UTF8.self) {
        case "NaN": Array("nan".utf8)
        case "Infinity": Array("inf".utf8)
        case "-Infinity": Array("-inf".utf8)
        default: text
        }
    }
}
