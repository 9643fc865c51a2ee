/// The lines `%%` and `%% -flags` of Go notebooks, which are no cell marks there.
enum GoMagic {
    /// Tells whether a line is one.
    static func isDoublePercent(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.hasPrefix("%%") else { return false }
        let rest = line.dropFirst(2)
        let text = PythonLines.leftStripped(rest)
        return text.isEmpty || (text.first == 0x2D && text.count < rest.count)
    }

    /// Hides such a line, commented or not, behind a mark of its own.
    static func escaped(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var index = line.startIndex
        var comment: ArraySlice<UInt8> = []
        while line[index...].hasPrefix("//") {
            let end = PythonLines.skipSpace(line, from: index + 2)
            comment = line[index..<end]
            index = end
        }
        guard isDoublePercent(line[index...]) else { return line }
        return ArraySlice(Array(comment) + Array("//gonb:".utf8) + Array(line[index...]))
    }

    /// Shows a hidden line again.
    static func unescaped(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var index = line.startIndex
        var comment: ArraySlice<UInt8> = []
        while line[index...].hasPrefix("//") {
            let mark = PythonLines.leftStripped(line[(index + 2)...])
            if mark.hasPrefix("gonb:%%") {
                return ArraySlice(Array(comment) + Array(mark.dropFirst(5)))
            }
            let end = PythonLines.skipSpace(line, from: index + 2)
            comment = line[line.startIndex..<end]
            index = end
        }
        return line
    }
}
