import NotebookModel
import SandboxCore

/// `repl`: an interactive session.
enum ReplCommand {
    static let syntax = CommandSyntax(
        name: "repl",
        usage: ["repl [options]"],
        summary: """
            Runs what is typed, cell by cell, in one sandbox. A block ends with an empty line, Ctrl-C
            interrupts, Ctrl-D leaves.
            """,
        options: SessionOptions.syntax,
        operands: 0
    )

    static func run(_ arguments: Arguments) async throws -> ExitCode {
        let options = try SessionOptions(arguments)
        let plots = try PlotSaver(options.plotDirectory)
        let printer: any EventPrinter =
            arguments.has("json")
            ? JSONPrinter(plots: plots)
            : TextPrinter(.notebook, showsPrompts: true, plots: plots)
        let runner = try SessionRunner(options, besides: [], printer: printer)
        let policy = InputPolicy.standardInput(showsPrompt: !arguments.has("json"))
        return try await runner.run(input: policy) { session in
            try await converse(session, printer, options)
        }
    }

    private static func converse(
        _ session: PythonSession,
        _ printer: any EventPrinter,
        _ options: SessionOptions
    ) async throws -> ExitCode {
        let isTerminal = System.isTerminal(System.input)
        let cells = CellRunner(session, printer, options)
        if isTerminal {
            let version = await session.pythonVersion
            Console.shared.say("Python \(version) in a sandbox; Ctrl-D leaves.\n", to: System.error)
        }
        var lines: [String] = []
        while true {
            if let lost = Console.shared.lostOutput { throw lost }
            if isTerminal { Console.shared.say(lines.isEmpty ? ">>> " : "... ") }
            switch try await Interruption.shared.cancelling({ await LineReader.shared.next() }) {
            case .cancelled:
                if isTerminal { Console.shared.say("\nKeyboardInterrupt\n") }
                lines = []
            case .end:
                if isTerminal { Console.shared.say("\n") }
                guard !lines.isEmpty else { return .success }
                return try await execute(lines, cells) ?? .success
            case .tooLong(let count):
                Console.shared.note("a line of \(count) bytes is left out: give no more than 1 MiB")
                lines = []
            case .text(let line):
                if lines.isEmpty, line.allSatisfy(\.isWhitespace) { continue }
                lines.append(line)
                guard try await isComplete(lines, session) else { continue }
                if let exitCode = try await execute(lines, cells) { return exitCode }
                lines = []
            }
        }
    }

    /// Runs what was typed.
    ///
    /// - Returns: The status to leave with, if it left or the sandbox is gone.
    private static func execute(_ lines: [String], _ cells: CellRunner) async throws -> ExitCode? {
        let result = try await Interruption.shared.cancelling {
            try await cells.run(lines.joined(separator: "\n"))
        }
        let limits = cells.options.configuration.output
        let timeout = cells.options.timeout
        let complaint = result.complaint(
            about: "the cell",
            timeout: timeout,
            limits: limits,
            isLast: false
        )
        if let complaint { Console.shared.note(complaint) }
        switch result.outcome {
        case .exited: return result.exitCode(passesStatus: true, limits: limits)
        case .sessionLost: return .backend
        default: return result.session == .gone ? .backend : nil
        }
    }

    /// Asks Python whether more lines must follow, by its own rules.
    private static func isComplete(_ lines: [String], _ session: PythonSession) async throws -> Bool
    {
        if lines[0].hasPrefix("%%") { return lines.count > 1 && lines.last?.isEmpty == true }
        let source = JSONValue.string(lines.joined(separator: "\n")).description
        let question = JSONValue.string(codeop).description
        let result = try await session.run(
            "exec(\(question), {'source': \(source)})",
            CellOptions(timeout: .seconds(10), isSilent: true)
        )
        if case .exited(status: 7, _) = result.outcome { return false }
        return true
    }

    /// Exits with 7, for a cell that allows top-level `await` (flag 0x2000), if the source is the
    /// beginning of a statement.
    ///
    /// An error in it is shown when it runs.
    private static let codeop = """
        import codeop, warnings
        compiler = codeop.CommandCompiler()
        compiler.compiler.flags |= 0x2000
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            try:
                incomplete = compiler(source, '<input>', 'single') is None
            except (SyntaxError, ValueError, OverflowError):
                incomplete = False
        if incomplete:
            raise SystemExit(7)
        """
}
