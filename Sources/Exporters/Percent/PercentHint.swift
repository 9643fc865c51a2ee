internal import NotebookModel

/// What a cell's marker says, under the key `nbx`, so that nothing of the cell is lost.
///
/// jupytext carries the key along as any other metadata. It is followed only if the lines that it
/// counts are still there, so that a script which was edited reads as one without hints.
struct PercentHint {
    /// The key in the metadata of cells.
    static let key = "nbx"

    /// How many lines the text has, those that look like markers included.
    var lines: Int
    /// Whether the lines are code of the script; else they are comments.
    var isCode = false
    /// The lines, from 0, that are commented among code.
    var magics: [Int] = []
    /// Whether the lines of the text end in CRLF.
    var hasCRLF = false
    /// The text itself, if it has what no script can hold.
    var source: String?
    /// The type of the cell, if the marker says another.
    var type: String?
    /// The members of the metadata that the marker can't say.
    var metadata = JSONObject()
    /// The members that are in the marker and not in the metadata.
    var without: [String] = []

    init(lines: Int) {
        self.lines = lines
    }

    /// Reads a hint.
    init?(_ value: JSONValue?) {
        guard let lines = value?["lines"]?.intValue, lines >= 0 else { return nil }
        self.lines = lines
        isCode = value?["code"]?.boolValue ?? false
        magics = value?["magics"]?.arrayValue?.compactMap(\.intValue) ?? []
        hasCRLF = value?["ends"]?.stringValue == "crlf"
        source = value?["source"]?.stringValue
        type = value?["type"]?.stringValue
        metadata = value?["metadata"]?.objectValue ?? [:]
        without = value?["without"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }

    /// The hint as it stands in the marker.
    var value: JSONValue {
        var object: JSONObject = ["lines": .number(lines)]
        if isCode { object["code"] = true }
        if !magics.isEmpty { object["magics"] = .array(magics.map { .number($0) }) }
        if hasCRLF { object["ends"] = "crlf" }
        if let source { object["source"] = .string(source) }
        if let type { object["type"] = .string(type) }
        if !metadata.isEmpty { object["metadata"] = .object(metadata) }
        if !without.isEmpty { object["without"] = .array(without.map(JSONValue.string)) }
        return .object(object)
    }

    /// The text of a cell, from its lines in the script.
    func text(of body: ArraySlice<ArraySlice<UInt8>>) -> String {
        let commented = Set(magics)
        let plain = body.enumerated().map { index, line in
            if !isCode { return PercentReader.uncommented(line) }
            return commented.contains(index) ? PercentHint.withoutComment(line) : line
        }
        let shown = Array(plain.joined(separator: [0x0A]))
        if let source, shown == PercentHint.shown(source) { return source }
        if !hasCRLF { return SurrogateText.decoded(shown[...]) }
        let ended = Array(plain.joined(separator: [0x0D, 0x0A]))
        return SurrogateText.decoded(ended[...])
    }

    /// A text as a script can hold it: no zero bytes, and line feeds at the ends of lines.
    static func shown(_ source: String) -> [UInt8] {
        let bytes = SurrogateText.encoded(source)
        guard bytes.contains(where: { $0 == 0 || $0 == 0x0D }) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0: result += [0xEF, 0xBF, 0xBD]
            case 0x0D: result.append(0x0A)
            case 0x0A where index > 0 && bytes[index - 1] == 0x0D: break
            default: result.append(byte)
            }
        }
        return result
    }

    private static func withoutComment(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let text = PythonLines.leftStripped(line)
        return ArraySlice(Array(line[..<text.startIndex]) + Array(PercentReader.uncommented(text)))
    }
}
