/// A place of a cell that may do another thing when it runs again.
///
/// Found by the syntax tree, through the aliases of imports: it is a doubt and no proof, and what
/// hides from the syntax is not found.
public struct CellDoubt: Hashable, Sendable, Codable {
    /// What the place depends on.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// The clock.
        case time
        /// A generator of random numbers that was not seeded before: in a function, before its call.
        case randomness
        /// Files, which may be gone or other ones.
        case files
        /// Another machine.
        case network
        /// Environment variables, the process or the machine.
        case environment
        /// Other programs.
        case processes
        /// `input()`, which gets no answer.
        case input
        /// Values that the notebook remembers of what it showed: `_`, `Out`, `In`.
        case history
        /// Code that is made as it runs, such as `exec`'s, in which nothing is looked for.
        case code
    }

    /// The line in the cell, from 1.
    public var line: Int
    /// What it depends on.
    public var kind: Kind
    /// What the code names there, such as `time.time` or `!ls`: hostile text.
    public var what: String
    /// Whether only what the cell shows depends on it: it is in a statement that shows a value and
    /// does nothing else, which a replay leaves out.
    public var isShownOnly: Bool

    /// Creates a doubt.
    public init(line: Int, kind: Kind, what: String, isShownOnly: Bool = false) {
        self.line = line
        self.kind = kind
        self.what = what
        self.isShownOnly = isShownOnly
    }
}
