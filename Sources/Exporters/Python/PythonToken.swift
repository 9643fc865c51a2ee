/// A token of Python source.
struct PythonToken: Hashable, Sendable {
    /// What a token is.
    enum Kind: Hashable, Sendable {
        /// A keyword or an identifier.
        case name
        /// A number of any base, with its exponent and its `j`.
        case number
        /// A string or bytes literal that is not formatted, with its prefix and its quotes.
        case string
        /// The prefix and the opening quotes of an f-string or a t-string.
        case formattedStart
        /// Text of a formatted string, its `{{` and `}}` included, or of a format specification.
        case formattedText
        /// The closing quotes of a formatted string; of no length if they are missing.
        case formattedEnd
        /// An operator, a bracket or another delimiter, also those of a replacement field.
        case `operator`
        /// A comment from its `#` to the end of the line.
        case comment
        /// The line end that ends a logical line.
        case newline
        /// A line end within brackets, after a blank line or after a line with only a comment.
        case nonlogicalNewline
        /// A backslash that joins two lines, with the line end.
        case continuation
        /// The white space before a logical line.
        case indentation
        /// A character that starts no token.
        case error
    }

    /// What the token is.
    var kind: Kind
    /// Where it stands in the bytes.
    var range: Range<Int>
    /// Tells whether a string lacks its end; it goes up to the end of the line or of the text.
    var isUnterminated = false
}
