extension JSONNumber {
    /// The spelling that Python's `json` gives the number after reading it.
    ///
    /// A number beyond the range of `Double` keeps its own, where Python would write `Infinity`.
    var pythonSpelling: String {
        if isInteger { return lexeme == "-0" ? "0" : lexeme }
        guard isJSON, let double, double.isFinite else { return lexeme }
        // Swift and Python agree on the digits, and on the form as long as it has no exponent.
        if double.magnitude >= 1e-4, !lexeme.utf8.contains(where: { $0 | 0x20 == 0x65 }),
            double.description == lexeme
        {
            return lexeme
        }
        return PythonFloat.repr(double)
    }
}

extension JSONNumber {
    /// Tells whether Python surely spells a number as it is written, judged by its digits alone.
    ///
    /// That goes for integers, and for fractions of at most fifteen digits without an exponent or a
    /// zero at their end: no two of them are the same number, so none has a shorter spelling.
    static func isPythonSpelling(_ lexeme: Span<UInt8>) -> Bool {
        let start = lexeme.count > 0 && lexeme[0] == UInt8(ascii: "-") ? 1 : 0
        var point: Int?
        for index in start..<lexeme.count {
            let byte = lexeme[index]
            if byte == UInt8(ascii: ".") {
                point = index
            } else if byte < 0x30 || byte > 0x39 {
                return false
            }
        }
        guard let point else { return start == 0 || lexeme[start] != 0x30 }
        let end = lexeme.count - 1
        guard end - start <= 15, lexeme[end] != 0x30 || end == point + 1 else { return false }
        // Below 0.0001 Python writes an exponent.
        return lexeme[start] != 0x30 || end == point + 1 || end <= point + 4
            || !(1...3).allSatisfy { lexeme[point + $0] == 0x30 } || lexeme[point + 4] != 0x30
    }
}
