/// The lines that part the cells of a script.
///
/// A mark is followed by two blank lines. A line of a cell that looks like one gets another `# ` in
/// front.
enum ScriptMark: Hashable {
    /// `# In[3]:` before the code of a cell, the number as it stands there.
    case code(count: Int?)
    /// `# Raw:` or `# Raw[text/html]:` before a raw cell.
    case raw(type: String)
    /// `# Out[3]:` behind code after which the end could not be told.
    case end

    /// Reads a line without its `# `.
    init?(_ text: ArraySlice<UInt8>) {
        let text = text.last == 0x0D ? text.dropLast() : text
        guard text.last == UInt8(ascii: ":") else { return nil }
        if text.elementsEqual("Raw:".utf8) {
            self = .raw(type: "")
            return
        }
        guard text.count < 100, text.dropLast().last == UInt8(ascii: "]"),
            let open = text.firstIndex(of: UInt8(ascii: "["))
        else { return nil }
        let inner = text[(open + 1)..<(text.endIndex - 2)]
        let isNumber = inner.allSatisfy { $0 == 0x20 || PythonLexis.isDigit($0) }
        let number = String(decoding: inner.filter { $0 != 0x20 }, as: UTF8.self)
        switch String(decoding: text[..<open], as: UTF8.self) {
        case "In" where isNumber: self = .code(count: Int(number))
        case "Out" where isNumber: self = .end
        case "Raw" where inner.allSatisfy { $0 > 0x20 && $0 < 0x7F }:
            self = .raw(type: String(decoding: inner, as: UTF8.self))
        default: return nil
        }
    }

    /// The mark that a line is.
    static func of(_ line: ArraySlice<UInt8>) -> ScriptMark? {
        guard line.first == UInt8(ascii: "#"), line.dropFirst().first == 0x20 else { return nil }
        return ScriptMark(line.dropFirst(2))
    }
}
