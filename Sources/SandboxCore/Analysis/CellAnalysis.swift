/// What a cell defines, uses and changes, as its syntax tree tells.
///
/// Names are those of the notebook: locals, arguments and attributes are none, and builtins are
/// none unless a cell defines them. Lists are in the order of the source, without repetition.
/// ``PythonSession/analysis(of:timeout:)`` makes it, in the sandbox; the names are hostile text.
public struct CellAnalysis: Hashable, Sendable, Codable {
    /// A place that may define or use any name.
    public struct Opacity: Hashable, Sendable, Codable {
        /// What hides the names.
        public enum Kind: String, Hashable, Sendable, Codable {
            /// `from module import *`: it may define any name.
            case `import`
            /// `exec`, `eval`, `globals` and the like: it may define, use and change any name.
            case code
        }

        /// The line in the cell, from 1.
        public var line: Int
        /// What hides the names.
        public var kind: Kind
        /// The code there, such as `from math import *`.
        public var what: String

        /// Creates an entry.
        public init(line: Int, kind: Kind, what: String) {
            self.line = line
            self.kind = kind
            self.what = what
        }
    }

    /// Why a cell is no Python.
    public struct Failure: Hashable, Sendable, Codable {
        /// The line in the cell, from 1.
        public var line: Int
        /// The column in the line, from 1.
        public var column: Int
        /// What Python says.
        public var message: String

        /// Creates a failure.
        public init(line: Int, column: Int, message: String) {
            self.line = line
            self.column = column
            self.message = message
        }
    }

    /// The most cells that are analysed together: who makes a graph of them pays for each pair.
    static let cellLimit = 2000

    /// Names that it binds: by assignment, import, definition, loop and the like.
    ///
    /// Those that functions bind by `global` are among them.
    public var defines: [String]
    /// Those of ``defines`` that it may leave as they are: bound under a condition, or when a
    /// function is called.
    public var perhapsDefines: [String]
    /// Names that it reads and has not bound before, with those that its functions use.
    public var uses: [String]
    /// Names that its functions read when they are called, bound here or not.
    public var usesWhenCalled: [String]
    /// Names whose objects it may change in place, as `df["x"] = 1` and `xs.append(1)` do.
    public var mutates: [String]
    /// Names that its functions may change when they are called.
    public var mutatesWhenCalled: [String]
    /// Names that it removes.
    public var deletes: [String]
    /// Places that hide what it defines and uses.
    public var opacities: [Opacity]
    /// Places that may do another thing when it runs again.
    public var doubts: [CellDoubt]
    /// Why it is no Python, or can't be looked at; nothing else is known of it then.
    public var failure: Failure?

    /// Creates an analysis.
    public init(
        defines: [String] = [],
        perhapsDefines: [String] = [],
        uses: [String] = [],
        usesWhenCalled: [String] = [],
        mutates: [String] = [],
        mutatesWhenCalled: [String] = [],
        deletes: [String] = [],
        opacities: [Opacity] = [],
        doubts: [CellDoubt] = [],
        failure: Failure? = nil
    ) {
        self.defines = defines
        self.perhapsDefines = perhapsDefines
        self.uses = uses
        self.usesWhenCalled = usesWhenCalled
        self.mutates = mutates
        self.mutatesWhenCalled = mutatesWhenCalled
        self.deletes = deletes
        self.opacities = opacities
        self.doubts = doubts
        self.failure = failure
    }
}
