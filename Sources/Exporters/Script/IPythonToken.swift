/// A token as Python's module `tokenize` gives it up to Python 3.11.
///
/// IPython's rules are written for these tokens: strings are whole, what starts no token is an
/// error token of one character, blanks before such a character among them.
struct IPythonToken: Hashable {
    /// The type, as far as the rules ask for it.
    enum Kind: Hashable {
        case name
        /// A number, a string, an operator or a comment.
        case other
        case logicalNewline
        case nonlogicalNewline
        /// An indent or a dedent.
        case indentation
        case error
        case endMarker
    }

    var kind: Kind
    /// The line in which the token starts.
    var line: Int
    /// The place in that line.
    var start: Int
    /// The only byte of the token, or 0 if it has more or none.
    var character: UInt8 = 0
    /// Tells whether the token is white space.
    var isSpace = false
}
