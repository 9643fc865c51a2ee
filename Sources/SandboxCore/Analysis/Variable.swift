/// A variable of a session.
///
/// All texts come out of the sandbox: they are bounded, and hostile.
public struct Variable: Hashable, Sendable {
    /// Its name; one of more than 200 characters is cut.
    public var name: String
    /// The name of its type, with the module unless that is `builtins` or the notebook itself.
    public var type: String
    /// The extent in each dimension, of arrays, tables and tensors.
    public var shape: [Int]?
    /// How many items it has, of collections, texts, arrays and tables.
    public var length: Int?
    /// The memory it takes, without that of objects it refers to, where that is cheap to know.
    public var size: ByteCount?
    /// A short text of its value; nil if nothing but the type can be told.
    public var preview: String?

    /// Creates a variable.
    public init(
        name: String,
        type: String,
        shape: [Int]? = nil,
        length: Int? = nil,
        size: ByteCount? = nil,
        preview: String? = nil
    ) {
        self.name = name
        self.type = type
        self.shape = shape
        self.length = length
        self.size = size
        self.preview = preview
    }
}

/// The variables of a session at one time.
public struct VariableList: Hashable, Sendable {
    /// The variables, sorted by name.
    public var variables: [Variable]
    /// How many more there are, beyond the limit.
    public var leftOut: Int
    /// Whether the time ended amid the objects' own words: the rest was told without.
    public var isCutShort: Bool

    /// Creates a list.
    public init(variables: [Variable], leftOut: Int = 0, isCutShort: Bool = false) {
        self.variables = variables
        self.leftOut = leftOut
        self.isCutShort = isCutShort
    }

    /// The variable of that name.
    public subscript(name: String) -> Variable? { variables.first { $0.name == name } }
}
