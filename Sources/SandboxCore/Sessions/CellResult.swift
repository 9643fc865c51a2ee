public import NotebookModel

/// What a cell did: the whole truth, also after a limit.
public struct CellResult: Hashable, Sendable {
    /// What became of the session's variables.
    public enum SessionState: String, Hashable, Sendable {
        /// They are alive; proved by a probe if the cell was cut short.
        case kept
        /// Lost: the worker process is a new one.
        case restarted
        /// Lost, with the sandbox: the session can't be used any more.
        case gone
    }

    /// The path by which a cell was cut short.
    public enum Enforcement: String, Hashable, Sendable {
        /// A signal to the cell, which it obeyed.
        case softInterrupt
        /// The worker process was killed.
        case workerKill
        /// The sandbox was ended.
        case sandboxKill
    }

    /// A limit of a cell's time.
    public enum TimeLimit: String, Hashable, Sendable {
        /// ``CellOptions/timeout``.
        case total
        /// ``CellOptions/quietTimeout``.
        case quiet
    }

    /// What was dropped because of the output limits.
    public struct Loss: Hashable, Sendable {
        /// Bytes of standard output.
        public var standardOutput = 0
        /// Bytes of standard error output.
        public var standardError = 0
        /// Rich outputs.
        public var displays = 0

        /// Creates a count.
        public init(standardOutput: Int = 0, standardError: Int = 0, displays: Int = 0) {
            self.standardOutput = standardOutput
            self.standardError = standardError
            self.displays = displays
        }

        /// Whether nothing was dropped.
        public var isNone: Bool { self == Loss() }
    }

    /// The cell's number in the session, from 1.
    public var number: Int
    /// The number shown in `In [ ]`; nil for a silent cell.
    public var executionCount: Int?
    /// How it ended.
    public var outcome: CellOutcome
    /// What became of the session's variables.
    public var session: SessionState
    /// Whether it began without the variables of earlier cells.
    ///
    /// The worker process had ended after the cell before it, or with a silent one. Default no.
    public var beganFresh = false
    /// The path by which it was cut short, if it was.
    public var enforcement: Enforcement?
    /// Which limit it exceeded, if it ran out of time.
    public var exceeded: TimeLimit?
    /// Its outputs in order, as a notebook holds them; an exception is the last.
    ///
    /// What a program that it starts writes keeps its order within each stream, not between the two,
    /// and comes before what the cell writes after it has waited for it.
    ///
    /// Of a cell that changes between its streams more often than 50,000 times, later text joins the
    /// latest output of its stream.
    public var outputs: [Output]
    /// The identifiers of those outputs that a later cell may change, by their index in ``outputs``.
    public var displayIDs: [Int: String] = [:]
    /// The bytes it wrote to standard output, as far as they were kept.
    public var standardOutput: [UInt8]
    /// The bytes it wrote to standard error output, as far as they were kept.
    public var standardError: [UInt8]
    /// What was dropped.
    public var dropped: Loss
    /// From the request to the end, on the host's clock.
    public var duration: Duration
    /// Processor time, with ended children's.
    public var cpuTime: Duration
    /// The most memory in use: the sandbox's as its cgroup counts it, or the worker's.
    public var memoryPeak: ByteCount?
    /// Processes that the kernel shot for lack of memory meanwhile.
    public var outOfMemoryKills: Int
    /// Processes that it started and that still run.
    public var livingChildren: Int
}

extension CellResult {
    /// Standard output as text; bytes that are not UTF-8 are replaced.
    public var text: String { String(decoding: standardOutput, as: UTF8.self) }

    /// Standard error output as text; bytes that are not UTF-8 are replaced.
    public var errorText: String { String(decoding: standardError, as: UTF8.self) }

    /// The last expression's value as plain text, if it had one.
    public var value: String? {
        for output in outputs {
            if case .executeResult(let data, _, _) = output.kind { return data.text("text/plain") }
        }
        return nil
    }

    /// The PNG pictures among the outputs, in order.
    public var images: [[UInt8]] {
        outputs.compactMap { $0.data?.bytes("image/png") }
    }
}
