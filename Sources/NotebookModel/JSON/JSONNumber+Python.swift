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
