/// A cell as the fake sandbox was asked to run it.
public struct FakeCell: Hashable, Sendable {
    /// The number of its sandbox among those of the backend, from 1.
    public var sandbox: Int
    /// Its number in the session, from 1.
    public var number: Int
    /// Its code.
    public var code: String
    /// The number shown in `In [ ]`; nil for a silent cell.
    public var executionCount: Int?
    /// The longest time it may take, to the nanosecond.
    public var timeout: Duration?
    /// The longest time in which nothing may come from it.
    public var quietTimeout: Duration?
    /// Whether it runs without showing its value or its plots.
    public var isSilent: Bool
    /// Whether it is an earlier cell that runs again: what it writes and shows is dropped, and it
    /// gets no input.
    public var isReplayed = false
}

/// The variables of a fake sandbox: whatever a script wants to remember until the worker restarts.
public typealias FakeVariables = [String: String]

/// Chooses what a cell does.
public typealias FakeAnswer = @Sendable (FakeCell, inout FakeVariables) -> [FakeStep]
