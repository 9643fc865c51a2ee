extension JSONNumber {
    /// The spelling that Python's `json` gives the number after reading it.
    ///
    /// A number beyond the range of `Double` keeps its own, where Python would write `Infinity`.
    var pythonSpelling: String {
        if isInteger { return lexeme == "-0" ? "0" : lexeme }
        guard isJSON, let double, double.isFinite else { return lexeme }
        return PythonFloat.repr(double)
    }
}
