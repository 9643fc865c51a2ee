/// A Python installation with a set of packages, by name.
public struct Runtime: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name.
    public let rawValue: String

    /// Creates a runtime of that name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Creates a runtime of that name.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// Python with its standard library.
    ///
    /// The default.
    public static let python: Runtime = "python"
    /// Python with numpy, pandas, scipy, scikit-learn, matplotlib and more:
    /// `Runtimes/base/requirements.txt`.
    public static let base: Runtime = "base"
    /// The base runtime with xgboost and lightgbm.
    public static let ml: Runtime = "ml"
}
