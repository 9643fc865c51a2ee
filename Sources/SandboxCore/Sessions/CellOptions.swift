/// How to run one cell.
public struct CellOptions: Sendable {
    /// The longest time it may take; nil is none.
    ///
    /// Zero and less are refused. Default nil.
    public var timeout: Duration?
    /// The longest time in which nothing comes from it, neither text nor a rich output; nil is none.
    ///
    /// While it waits for input this limit rests. Zero and less are refused. Default nil.
    public var quietTimeout: Duration?
    /// Whether the time in which it waits for input is no part of ``timeout``.
    ///
    /// What its threads and children compute meanwhile counts, by the processors' time. Default no.
    public var pausesForInput: Bool
    /// Whether it waits while other cells run or wait; if not, it is refused as
    /// ``SandboxError/Code/busy`` then.
    ///
    /// Default yes.
    public var waitsForTurn: Bool
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
    /// Whether the code is a whole program, which ends as one does when Python runs a file.
    ///
    /// Its threads that are no daemons end first, within ``timeout``, then what it registered with
    /// `atexit` runs. Later cells of the session can't count on either. Default no.
    public var isProgram: Bool

    /// Creates options.
    public init(
        timeout: Duration? = nil,
        quietTimeout: Duration? = nil,
        pausesForInput: Bool = false,
        waitsForTurn: Bool = true,
        input: InputPolicy? = nil,
        isSilent: Bool = false,
        reportsBytes: Bool = false,
        isProgram: Bool = false
    ) {
        self.timeout = timeout
        self.quietTimeout = quietTimeout
        self.pausesForInput = pausesForInput
        self.waitsForTurn = waitsForTurn
        self.input = input
        self.isSilent = isSilent
        self.reportsBytes = reportsBytes
        self.isProgram = isProgram
    }
}

extension CellOptions {
    /// The limits as the cell's time passes.
    var deadlines: CellDeadlines {
        CellDeadlines(timeout: timeout, quiet: quietTimeout, pauses: pausesForInput)
    }

    func validate() throws(SandboxError) {
        for limit in [timeout, quietTimeout] {
            guard let limit, limit <= .zero else { continue }
            throw SandboxError(
                .rejected,
                "a time limit of \(limit) can't be kept: give more than zero, or nil for none"
            )
        }
    }
}
