/// How much output of a cell is kept.
public struct OutputLimits: Hashable, Sendable {
    /// Text of a cell, stdout and stderr together; beyond it the first three quarters and the last
    /// quarter are kept.
    ///
    /// Default 1 MiB; nil is no limit.
    public var text: ByteCount?
    /// Rich outputs (plots, tables, values) of a cell that stand at once; clearing makes room again.
    ///
    /// Default 20.
    public var displays: Int
    /// The size of all that a cell displays, as encoded, with updates and what was cleared.
    ///
    /// Default 32 MiB.
    public var displayBytes: ByteCount
    /// Whether a cell that exceeds the text limit is interrupted.
    ///
    /// Its outcome is that, even if its code came to an end before or handled the interrupt. Default
    /// no: it goes on.
    public var stopsCell: Bool

    /// Creates limits.
    public init(
        text: ByteCount? = .mebibytes(1),
        displays: Int = 20,
        displayBytes: ByteCount = .mebibytes(32),
        stopsCell: Bool = false
    ) {
        self.text = text
        self.displays = displays
        self.displayBytes = displayBytes
        self.stopsCell = stopsCell
    }
}
