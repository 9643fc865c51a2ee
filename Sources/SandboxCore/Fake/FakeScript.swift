/// What the sandboxes of a ``FakeBackend`` do.
///
/// For every cell the first rule that matches counts. A cell without a rule raises
/// `UnscriptedCell`, with its code in the message.
public struct FakeScript: Sendable {
    struct Rule: Sendable {
        let match: FakeMatch
        let times: Int
        let answer: FakeAnswer
    }

    struct LaunchRule: Sendable {
        let number: Int?
        let launch: FakeLaunch
    }

    private(set) var rules: [Rule] = []
    private var launches: [LaunchRule] = []
    var analysis: (@Sendable ([String]) -> [CellAnalysis])?
    var variables: (@Sendable (FakeVariables) -> VariableList)?
    var extraction: (@Sendable (String, String) -> ExtractionReport)?
    var installation: [String]?
    var files: [(path: String, bytes: [UInt8])] = []

    /// What the backend says about itself; by default that it is available.
    public var availability = BackendAvailability.available(details: ["in memory, without Python"])
    /// What the backend says that it enforces.
    ///
    /// If it doesn't count kills for lack of memory, it has no readings of memory at all.
    public var capabilities = BackendCapabilities.fake
    /// The version of Python that it pretends to be, by default `3.12.0`.
    public var pythonVersion = "3.12.0"
    /// Modules of the session's preload list that can't be imported, and why; by default none.
    public var notPreloaded: [String: String] = [:]
    /// The most bytes that the host gets at once, as from a slow pipe; by default 64 KiB.
    public var pieceLimit = 64 << 10

    init() {}

    /// Says what matching cells do.
    ///
    /// - Parameters:
    ///   - match: Which cells; a string is their code.
    ///   - times: How many cells this is for, of all that match; later rules are for the rest.
    ///     Default all.
    ///   - steps: What they do, in order; nothing is a cell that ends well without output.
    public mutating func on(_ match: FakeMatch, times: Int = .max, _ steps: FakeStep...) {
        rules.append(Rule(match: match, times: times) { _, _ in steps })
    }

    /// Has a closure choose what matching cells do.
    ///
    /// - Parameters:
    ///   - match: Which cells; a string is their code.
    ///   - times: How many cells this is for, of all that match. Default all.
    ///   - answer: Takes the cell and the sandbox's variables, and gives the steps.
    public mutating func on(
        _ match: FakeMatch,
        times: Int = .max,
        answer: @escaping FakeAnswer
    ) {
        rules.append(Rule(match: match, times: times, answer: answer))
    }

    /// Says how a start goes.
    ///
    /// - Parameters:
    ///   - launch: How it goes.
    ///   - number: Which of the backend's starts, from 1; nil is all that have no rule of their
    ///     own.
    public mutating func onLaunch(_ launch: FakeLaunch, number: Int? = nil) {
        launches.append(LaunchRule(number: number, launch: launch))
    }

    /// Puts a file into every workspace at the start.
    public mutating func file(_ path: String, _ bytes: [UInt8]) {
        files.append((path, bytes))
    }

    func launch(_ number: Int) -> FakeLaunch? {
        let rule = launches.first { $0.number == number } ?? launches.first { $0.number == nil }
        return rule?.launch
    }
}

extension BackendCapabilities {
    /// What a fake backend pretends.
    static let fake = BackendCapabilities(
        memory: .wholeSandbox(by: "script"),
        cpus: .none(because: "nothing runs"),
        processes: .none(because: "nothing runs"),
        disk: .wholeSandbox(by: "count"),
        isolatesNetwork: true,
        countsOutOfMemoryKills: true,
        isolatesAgent: true,
        hostUser: .ownForEachSandbox,
        notes: ["a fake: cells do what a script says"]
    )
}
