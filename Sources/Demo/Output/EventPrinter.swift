import NotebookModel
import SandboxCore

/// Shows what happens in a session.
protocol EventPrinter: Sendable {
    /// Whether text should come as bytes.
    var wantsBytes: Bool { get }

    /// A cell begins; the place is nil where there is no notebook.
    func begin(_ position: NotebookRun.Position?, code: String)

    /// A cell did something.
    func show(_ event: CellEvent, _ position: NotebookRun.Position?) throws(CommandError)

    /// A cell ended.
    func end(_ result: CellResult, _ position: NotebookRun.Position?)

    /// Text came when no cell ran.
    func show(_ late: LateOutput)

    /// Everything ended; the error is why nothing more was done.
    func finish(_ code: ExitCode, _ result: CellResult?, _ error: CommandError?)
}
