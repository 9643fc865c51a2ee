/// How to run one cell.
public struct CellOptions: Sendable {
    /// The longest time it may take; nil is none.
    ///
    /// Zero and less are refused. Default nil.
    public var timeout: Duration?
    /// Who answers its `input()`; nil is the session's policy.
    ///
    /// Default nil.
    public var input: InputPolicy?
    /// Whether it runs without a number, without showing its value or its plots.
    ///
    /// Default no.
    public var isSilent: Bool
    /// Whether what it writes is told as ``CellEvent/bytes(_:_:)``.
    ///
    /// ``CellEvent/text(_:_:)`` then only tells what was dropped. Default no.
    public var reportsBytes: Bool

    /// Creates options.
    public init(
        timeout: Duration? = nil,
        input: InputPolicy? = nil,
        isSilent: Bool = false,
        reportsBytes: Bool = false
    ) {
        self.timeout = timeout
        self.input = input
        self.isSilent = isSilent
        self.reportsBytes = reportsBytes
    }
}
