import NotebookModel
import SandboxCore

/// `run`: a notebook, a script or one piece of code.
enum RunCommand {
    static let syntax = CommandSyntax(
        name: "run",
        usage: [
            "run INPUT [-o OUT] [options]",
            "run -c CODE [options]",
        ],
        summary: """
            Runs a notebook (.ipynb), a percent script (.py) or standard input (-) in a sandbox, with live
            output, and writes the executed notebook to OUT; or runs one piece of code like python -c.
            """,
        options: [
            Option("code", "c", value: "CODE", help: "run this code"),
            Option(
                "output",
                "o",
                value: "OUT",
                help: "write the executed notebook there; - is stdout"
            ),
            Option("budget", value: "SECONDS", help: "time limit of the whole run, default none"),
            Option(
                "parameter",
                value: "NAME=VALUE",
                isRepeatable: true,
                help: "set a variable of the notebook, as papermill does; VALUE is JSON, else text"
            ),
        ] + SessionOptions.syntax,
        operands: 1,
        notes: """
            Exit status: 0 everything ran; 1 a cell raised an exception; 2 the call or the input is wrong;
            3 no backend, or it failed; 4 a limit ended it; 130 interrupted, 143 and 129 the same by
            SIGTERM and SIGHUP. -c passes the code's own status on, and a signal's as 128 and its number.
            """
    )

    static func run(_ arguments: Arguments) async throws -> ExitCode {
        let options = try SessionOptions(arguments)
        let readsInput = arguments.has("stdin")
        if let code = arguments["code"] {
            guard arguments.operands.isEmpty else {
                throw CommandError.usage("both -c and an input are given; give one of them")
            }
            guard !arguments.has("output") else {
                throw CommandError.usage(
                    "-o needs a notebook to write; give an input instead of -c"
                )
            }
            for name in ["parameter", "budget"] where arguments.has(name) {
                throw CommandError.usage("--\(name) needs a notebook; give an input instead of -c")
            }
            return try await runCode(code, options, arguments)
        }
        guard let input = arguments.operands.first else {
            throw CommandError.usage("nothing to run; give a notebook, a script, - or -c CODE")
        }
        guard !readsInput || input != "-" else {
            throw CommandError.usage(
                "standard input can't be both the notebook and the answers; name a file"
            )
        }
        let document = try InputDocument.read(input)
        let notebook = try NotebookParameters(arguments).inject(into: document.notebook)
        return try await runNotebook(notebook, options, arguments)
    }

    // MARK: One piece of code

    private static func runCode(
        _ code: String,
        _ options: SessionOptions,
        _ arguments: Arguments
    ) async throws -> ExitCode {
        let printer = try makePrinter(.command, options, arguments, output: System.output)
        return try await reporting(to: printer) {
            let runner = try SessionRunner(options, besides: [], printer: printer)
            let result = try await runner.run(input: inputPolicy(arguments)) { session in
                try await Interruption.shared.cancelling {
                    try await CellRunner(session, printer, options, isProgram: true).run(code)
                }
            }
            let limits = options.configuration.output
            var exitCode = result.exitCode(passesStatus: true, limits: limits)
            if case .raised = result.outcome, arguments.has("allow-errors") { exitCode = .success }
            let complaint = result.complaint(
                about: "the code",
                timeout: options.timeout,
                limits: limits
            )
            printer.finish(exitCode, result, complaint.map { CommandError(exitCode, $0) })
            return exitCode
        }
    }

    // MARK: A notebook

    private static func runNotebook(
        _ notebook: Notebook,
        _ options: SessionOptions,
        _ arguments: Arguments
    ) async throws -> ExitCode {
        let budget = try SessionOptions.seconds("budget", in: arguments)
        let file = try arguments["output"].map { path throws(CommandError) in try OutputFile(path) }
        let live = file?.isStandardOutput == true ? System.error : System.output
        let printer = try makePrinter(.notebook, options, arguments, output: live)
        return try await reporting(to: printer) {
            defer { file?.discard() }
            let runner = try SessionRunner(
                options,
                besides: file.map { [$0] } ?? [],
                printer: printer
            )
            let runOptions = NotebookRun.Options(
                timeout: options.timeout,
                budget: budget,
                allowsErrors: arguments.has("allow-errors"),
                reportsBytes: printer.wantsBytes
            )
            let result = try await runner.run(input: inputPolicy(arguments)) { session in
                let run = try NotebookRun(notebook, in: session, options: runOptions)
                let result = try await Interruption.shared.cancelling {
                    try await follow(run, printer, savingTo: file)
                }
                try file?.finish(result.notebook.jsonBytes())
                return result
            }
            try Console.shared.checkReader()
            let (exitCode, error) = verdict(on: result, options)
            printer.finish(exitCode, result.cells.last?.result, error)
            return exitCode
        }
    }

    /// Shows the events of a run as they come; it stops when nobody can see them, so that what is
    /// there can be written to the notebook.
    private static func follow(
        _ run: NotebookRun,
        _ printer: any EventPrinter,
        savingTo file: OutputFile?
    ) async throws -> NotebookRunResult {
        let clock = ContinuousClock()
        var saving = (ended: clock.now, took: Duration.zero)
        for await event in run {
            if Console.shared.lostOutput != nil { await run.cancel() }
            switch event {
            case .cellStarted(let position):
                printer.begin(position, code: run.notebook.cells[position.index].source)
            case .cell(let position, let event): try printer.show(event, position)
            case .cellFinished(let position, let result, let notebook):
                printer.end(result, position)
                // Should this program be killed, what the cells did is there.
                let begin = clock.now
                if position.number < position.count, begin - saving.ended > saving.took * 10 {
                    file?.save(notebook.jsonBytes())
                    saving = (clock.now, clock.now - begin)
                }
            case .progressed: break
            case .finished(let result): return result
            }
        }
        throw CancellationError()
    }

    private static func verdict(
        on result: NotebookRunResult,
        _ options: SessionOptions
    ) -> (ExitCode, CommandError?) {
        let limits = options.configuration.output
        switch result.end {
        case .completed:
            // Allowed to go on, but no success: only what raised counts as run.
            let exited = result.cells.map(\.result).first {
                if case .exited(let status, _) = $0.outcome { status != 0 } else { false }
            }
            return (exited?.exitCode(passesStatus: false, limits: limits) ?? .success, nil)
        case .cancelled:
            return (.interrupted, CommandError(.interrupted, interruption(of: result.cells.last)))
        case .budgetExhausted:
            return (
                .limit,
                CommandError(.limit, "the run was stopped at its budget; give a longer --budget")
            )
        case .prevented(let position, let error):
            var error = CommandError(error)
            error.message =
                "cell \(position.number) of \(position.count) could not run: \(error.message)"
            return (error.exitCode, error)
        case .failed(let position, let cell):
            let exitCode = cell.exitCode(passesStatus: false, limits: limits)
            let name = "cell \(position.number) of \(position.count)"
            var message = cell.complaint(about: name, timeout: options.timeout, limits: limits)
            if case .raised(let exception) = cell.outcome {
                message =
                    "\(name) raised \(exception.name); correct it, or go on with --allow-errors"
            } else if case .exited(let status, _) = cell.outcome {
                message =
                    "\(name) exited with status \(status); correct it, or go on with --allow-errors"
            }
            return (exitCode, message.map { CommandError(exitCode, $0) })
        }
    }

    private static func interruption(of last: NotebookRunResult.ExecutedCell?) -> String {
        guard let last, last.result.outcome == .interrupted else {
            return "interrupted between two cells"
        }
        return "cell \(last.position.number) of \(last.position.count) was interrupted"
    }

    // MARK: Parts

    private static func makePrinter(
        _ style: TextPrinter.Style,
        _ options: SessionOptions,
        _ arguments: Arguments,
        output: Int32
    ) throws(CommandError) -> any EventPrinter {
        let plots = try PlotSaver(options.plotDirectory)
        return arguments.has("json")
            ? JSONPrinter(plots: plots, output: output)
            : TextPrinter(
                style,
                output: output,
                showsPrompts: arguments.has("stdin"),
                plots: plots
            )
    }

    private static func inputPolicy(_ arguments: Arguments) -> InputPolicy {
        guard arguments.has("stdin") else { return .refused }
        return .standardInput(showsPrompt: !arguments.has("json"))
    }

    /// Has the printer tell an error, so that it is also in the events.
    private static func reporting(
        to printer: any EventPrinter,
        _ body: () async throws -> ExitCode
    ) async throws -> ExitCode {
        do {
            return try await body()
        } catch let error as CommandError {
            guard error != Console.shared.lostOutput else { throw error }
            printer.finish(error.exitCode, nil, error)
            return error.exitCode
        }
    }
}
