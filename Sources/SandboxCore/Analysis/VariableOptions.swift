/// Which variables to tell, and how.
public struct VariableOptions: Hashable, Sendable {
    /// How values are made into text.
    public enum Preview: Hashable, Sendable {
        /// Without running any code of the user's.
        ///
        /// Values of exact built-in types have a preview, also within lists, tuples, sets and
        /// dictionaries, those of `collections` and `datetime`, arrays and numbers of numpy, and of
        /// pandas tables, columns, indexes and moments; arrays of other kinds and torch's tensors
        /// have a shape and a size. Of others only the type is told.
        case safe
        /// In the objects' own words: `repr`, `len`, `shape` and `nbytes` are asked.
        ///
        /// That is the user's code: it runs within the time limit, what it writes and shows is
        /// dropped, and it may change anything in the session.
        case full
    }

    /// How values are made into text.
    ///
    /// Default ``Preview/safe``.
    public var preview: Preview
    /// Whether modules are told too.
    ///
    /// Default no.
    public var includesModules: Bool
    /// The most variables, the first by name; from 1 to 10,000.
    ///
    /// Default 500.
    public var limit: Int
    /// The longest preview in characters; from 1 to 10,000.
    ///
    /// Default 120.
    public var previewLength: Int
    /// The longest time it may take; nil is none.
    ///
    /// Default 10 s.
    public var timeout: Duration?

    /// Creates options.
    public init(
        preview: Preview = .safe,
        includesModules: Bool = false,
        limit: Int = 500,
        previewLength: Int = 120,
        timeout: Duration? = .seconds(10)
    ) {
        self.preview = preview
        self.includesModules = includesModules
        self.limit = limit
        self.previewLength = previewLength
        self.timeout = timeout
    }

    func validate() throws {
        for (value, what) in [(limit, "variables"), (previewLength, "characters")]
        where !(1...10_000).contains(value) {
            throw SandboxError(
                .rejected,
                "a list of at most \(value) \(what) can't be made: give 1 to 10,000"
            )
        }
    }
}
