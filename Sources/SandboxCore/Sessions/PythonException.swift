/// An exception as data.
public struct PythonException: Hashable, Sendable {
    /// One call on the way to the exception.
    public struct Frame: Hashable, Sendable {
        /// The file as Python names it: a path inside the sandbox, or `<cell 3>`.
        public var file: String
        /// The line, from 1.
        public var line: Int
        /// The function, or `<module>`.
        public var function: String
        /// The line's text, if it is known.
        public var source: String?
        /// The cell's ``CellResult/number``, if the code is a cell's.
        ///
        /// The one in ``file`` is its execution count, as in a notebook.
        public var cell: Int?
        /// The package that ``file`` is of, such as `json`, unless the code is the user's.
        ///
        /// A package of the standard library or an installed one; the user's are cells, files of
        /// the workspace and strings that are run.
        public var package: String?

        /// Creates a frame.
        public init(
            file: String,
            line: Int,
            function: String,
            source: String?,
            cell: Int?,
            package: String? = nil
        ) {
            self.file = file
            self.line = line
            self.function = function
            self.source = source
            self.cell = cell
            self.package = package
        }
    }

    /// An exception that came before another one.
    public struct Link: Hashable, Sendable {
        /// What it was to the one after it.
        public enum Relation: String, Hashable, Sendable {
            /// Its cause, as `raise … from …` has it.
            case cause
            /// What was handled when the one after it was raised.
            case context
        }

        /// The type's name, as ``PythonException/name``, of at most 500 characters.
        public var name: String
        /// The message, of at most 500 characters.
        public var value: String
        /// What it was to the one after it.
        public var relation: Relation
        /// The calls, outermost first.
        public var frames: [Frame]

        /// Creates a link.
        public init(name: String, value: String, relation: Relation, frames: [Frame] = []) {
            self.name = name
            self.value = value
            self.relation = relation
            self.frames = frames
        }
    }

    /// The type's name, such as `ZeroDivisionError`; with its module unless that is `builtins`.
    public var name: String
    /// The message.
    public var value: String
    /// The traceback as Python prints it, of the user's frames and without colours.
    ///
    /// In place of a library's frames is a note such as `  [3 frames in json]`; ``frames`` has
    /// them, and those of ``chain``.
    ///
    /// Lines, columns and text are those of the cell as the user wrote it, also where it has
    /// magics. A message may hold any character but a line feed; ``ansiTraceback`` is for
    /// terminals.
    public var traceback: [String]
    /// The calls, outermost first, at most 100: the first and the last ones.
    public var frames: [Frame]
    /// The exceptions before this one, the first to be raised first: its cause, or what was handled
    /// when it was raised, and theirs.
    ///
    /// They share the 100 frames with this one; of a long chain the first and the last are here.
    public var chain: [Link]

    /// Creates an exception.
    public init(
        name: String,
        value: String,
        traceback: [String] = [],
        frames: [Frame] = [],
        chain: [Link] = []
    ) {
        self.name = name
        self.value = value
        self.traceback = traceback
        self.frames = frames
        self.chain = chain
    }
}
