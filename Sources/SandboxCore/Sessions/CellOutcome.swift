/// How a cell ended.
public enum CellOutcome: Hashable, Sendable {
    /// It ran to its end.
    case ok
    /// An exception ended it.
    case raised(PythonException)
    /// It called `sys.exit` or `os._exit`; the status as a shell sees it, and the value given if it
    /// was no number.
    case exited(status: Int, value: String?)
    /// It was interrupted on request.
    case interrupted
    /// It exceeded its time limit.
    case timedOut
    /// The budget of the notebook's run that it belongs to was used up; only a ``NotebookRun`` gives
    /// this.
    case budgetExhausted
    /// The kernel shot it for lack of memory; limit and peak as the sandbox's cgroup has them.
    ///
    /// Or files, which are in memory too, leave none for a new worker: then nothing was run, there is
    /// no peak, and cells run again once the host has removed some.
    case outOfMemory(limit: ByteCount?, peak: ByteCount?)
    /// A signal of this number ended the worker process.
    case killed(signal: Int)
    /// The sandbox went away under it, for this reason.
    case sessionLost(reason: String)

    /// Whether it ran to its end.
    public var isOK: Bool { self == .ok }

    /// The exception, if one ended it.
    public var exception: PythonException? {
        if case .raised(let exception) = self { exception } else { nil }
    }
}
