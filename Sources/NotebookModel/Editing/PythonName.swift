/// What Python takes for the name of a variable.
enum PythonName {
    /// Whether a text is an identifier (the language reference, "Identifiers and keywords").
    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return (first == "_" || first.properties.isXIDStart)
            && text.unicodeScalars.dropFirst().allSatisfy(\.properties.isXIDContinue)
    }

    /// Whether an identifier can't be assigned to.
    static func isReserved(_ name: String) -> Bool { reserved.contains(name) }

    /// The keywords of CPython 3.8 to 3.14 (`keyword.kwlist`), and the one constant that is none.
    private static let reserved: Set = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
        "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
        "try", "while", "with", "yield", "__debug__",
    ]
}
