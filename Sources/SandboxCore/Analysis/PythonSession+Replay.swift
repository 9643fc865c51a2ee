extension PythonSession {
    /// Brings back the variables of cells that ran well in an earlier session.
    ///
    /// For hosts that keep code instead of sessions: they replay the earlier cells in a fresh
    /// session, and then run the new cell as usual.
    ///
    /// ```swift
    /// let report = try await session.replay(["import math", "r = 2\nr", "area = math.pi * r ** 2"])
    /// if report.failure == nil { print(try await session.run("area").value ?? "") }
    /// ```
    ///
    /// What the cells write, show and plot is dropped, and `input()` is refused. A bare expression
    /// is left out if it only shows something: a name, an attribute, arithmetic, `print(x)`,
    /// `df.head()`. Any other call is kept, since it may change something, such as
    /// `xs.append(1)` or `random.seed(1)`, and so is `print(xs.pop())`.
    ///
    /// The cells are numbered from 1, and the next cell goes on from there: tracebacks name each
    /// cell's own lines in `<cell 1>` and so on. `_` and `Out` stay empty.
    ///
    /// - Parameters:
    ///   - earlier: The code of the cells in order, without those that failed then: each of at most
    ///     1 MiB, and all of some 4 MiB.
    ///   - timeout: The longest time that each cell may take; nil is none. Default nil.
    /// - Returns: What may be other than the first time, and the cell that failed, if one did.
    /// - Throws: ``SandboxError``: the session has run cells before, be it in a replay that failed,
    ///   the cells can't be analysed (``analysis(of:timeout:)``), or the session has ended; or
    ///   `CancellationError`.
    public func replay(
        _ earlier: [String],
        timeout: Duration? = nil
    ) async throws -> ReplayReport {
        guard executionCount == 0 else {
            throw SandboxError(
                .rejected,
                "cells can't be replayed after \(executionCount) others: take a fresh session"
            )
        }
        var report = ReplayReport()
        for (index, cell) in try await analysis(of: earlier).enumerated() {
            report.doubts += cell.doubts.filter { !$0.isShownOnly }
                .map { ReplayReport.Doubt(cell: index, doubt: $0) }
        }
        let options = CellOptions(timeout: timeout, input: .refused, isSilent: true)
        for (index, code) in earlier.enumerated() {
            try Task.checkCancellation()
            let result = try await run(.replay(code, number: index + 1), options)
            if result.session == .kept { executionCount = index + 1 }
            guard result.outcome.isOK else {
                report.failure = .init(cell: index, result: result)
                return report
            }
        }
        return report
    }
}
