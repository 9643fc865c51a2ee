/// Source code as HTML, its parts in `span` elements with classes.
///
/// It never changes the text: without the tags, the references resolved, it is the source.
enum CodeHighlighter {
    /// Adds source code; languages other than Python come plain.
    ///
    /// - Parameters:
    ///   - source: The source in UTF-8.
    ///   - language: The name of the language as notebooks have it, `nil` if nobody knows.
    ///   - output: What it is appended to.
    static func append(_ source: [UInt8], language: String?, to output: inout [UInt8]) {
        switch language?.lowercased() {
        case "python", "ipython", "python3", "ipython3", "py", "cython", "sage":
            PythonHighlighter.append(source, to: &output)
        default:
            output.addEscaped(source[...])
        }
    }
}
