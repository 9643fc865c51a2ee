import NotebookModel
import SandboxCore

/// Where text goes: the standard streams, cleaned if a terminal shows them.
final class Console: Sendable {
    static let shared = Console()

    let outputIsTerminal = System.isTerminal(System.output)
    let errorIsTerminal = System.isTerminal(System.error)
    /// Whether errors are in colour: on a terminal that has them, unless `NO_COLOR` is set.
    let errorHasColours =
        System.isTerminal(System.error) && System.environment("TERM") != "dumb"
        && (System.environment("NO_COLOR") ?? "").isEmpty
    private let filters = Guarded<[Int32: TerminalFilter]>([:])
    private let lost = Guarded<CommandError?>(nil)
    /// What is written in one piece stays in one, whoever else writes meanwhile.
    private let output = Guarded(())
    private let error = Guarded(())

    /// Why standard output takes no more: nobody reads it, its disk is full, it is closed.
    var lostOutput: CommandError? { lost.withLock { $0 } }

    /// Ends a command whose output is lost, unless a signal has asked it to stop already: of a
    /// terminal that closes, the results are still written to files.
    func checkReader() throws(CommandError) {
        if let lostOutput, !Interruption.shared.isRequested { throw lostOutput }
    }

    /// Writes text of the program itself.
    func say(_ text: String, to descriptor: Int32 = System.output) {
        write(Array(text.utf8), to: descriptor)
    }

    /// Writes a line about what happened, in one piece.
    func note(_ message: String) {
        write(Array("sandbox-demo: \(message.escapingControls)\n".utf8), to: System.error)
    }

    /// Writes what comes out of a sandbox: as it is, but to a terminal without escape sequences
    /// other than colours.
    func pass(_ bytes: [UInt8], to descriptor: Int32) {
        let isTerminal = descriptor == System.output ? outputIsTerminal : errorIsTerminal
        guard isTerminal else { return write(bytes, to: descriptor) }
        let clean = filters.withLock { $0[descriptor, default: TerminalFilter()].clean(bytes) }
        write(clean, to: descriptor)
    }

    func pass(_ text: String, to descriptor: Int32) { pass(Array(text.utf8), to: descriptor) }

    /// Ends colours that were left on.
    func reset() {
        for (descriptor, isTerminal) in [
            (System.output, outputIsTerminal), (System.error, errorIsTerminal),
        ] {
            let isColoured = filters.withLock {
                $0.removeValue(forKey: descriptor)?.isColoured ?? false
            }
            if isTerminal, isColoured { say("\u{1B}[0m", to: descriptor) }
        }
    }

    /// Writes bytes; none while the program ends at once, of which nothing more is to be told.
    func write(_ bytes: [UInt8], to descriptor: Int32) {
        guard Interruption.shared.ending == nil else { return }
        let lock = descriptor == System.error ? error : output
        let failure: CommandError? = lock.withLock { _ in
            System.write(bytes, to: descriptor) ? nil : .lostOutput
        }
        guard let failure, descriptor == System.output else { return }
        lost.withLock { $0 = $0 ?? failure }
    }
}
