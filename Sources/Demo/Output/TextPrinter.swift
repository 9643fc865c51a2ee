import NotebookModel
import SandboxCore

/// Shows what happens as text, for people.
final class TextPrinter: EventPrinter {
    /// What is shown of a cell.
    enum Style: Sendable {
        /// As `python -c`: only what the code writes.
        case command
        /// As a notebook: also values and pictures.
        case notebook
    }

    let wantsBytes = true
    private let style: Style
    private let output: Int32
    private let showsPrompts: Bool
    private let plots: PlotSaver
    private let console = Console.shared
    /// Whether the last text on the output ended with its line.
    private let isAtLineStart = Guarded(true)

    /// - Parameters:
    ///   - style: What is shown.
    ///   - output: Where the code's standard output and values go.
    ///   - showsPrompts: Whether the questions of `input()` are answered, and so shown.
    ///   - plots: What saves pictures.
    init(
        _ style: Style,
        output: Int32 = System.output,
        showsPrompts: Bool,
        plots: PlotSaver
    ) {
        self.showsPrompts = showsPrompts
        self.style = style
        self.output = output
        self.plots = plots
    }

    func begin(_ position: NotebookRun.Position?, code: String) {
        guard let position, console.errorIsTerminal else { return }
        let first =
            code.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        startLine()
        let line =
            "[\(position.number)/\(position.count)] \(String(first.prefix(60)).escapingControls)"
        console.say("\u{1B}[2m\(line)\u{1B}[0m\n", to: System.error)
    }

    func show(_ event: CellEvent, _ position: NotebookRun.Position?) throws(CommandError) {
        switch event {
        case .bytes(let stream, let bytes):
            pass(bytes, to: stream == .stderr ? System.error : output)
        case .text(_, let note):
            // What was dropped: no text of the code's, so it never goes where the code's output
            // goes.
            if style == .notebook { console.pass(note, to: System.error) }
        case .output(let output, let displayID):
            try show(output, displayID)
        case .updatedDisplay(let displayID, let output):
            if try plots.save(output, displayID: displayID) == nil, style == .notebook {
                showText(of: output)
            }
        case .inputRequested(let request):
            if showsPrompts { pass(Array(request.prompt.utf8), to: output) }
        case .started, .clearedOutput, .finished: break
        }
    }

    private func show(_ output: Output, _ displayID: String?) throws(CommandError) {
        if case .error(let name, let value, let traceback) = output.kind {
            startLine()
            let exception = PythonException(name: name, value: value, traceback: traceback)
            let lines = console.errorHasColours ? exception.ansiTraceback : traceback
            return console.pass(lines.joined(separator: "\n") + "\n", to: System.error)
        }
        if let line = try plots.save(output, displayID: displayID) {
            if style == .notebook {
                showLine(line)
            } else if console.errorIsTerminal {
                console.pass(line + "\n", to: System.error)
            }
        } else if style == .notebook {
            showText(of: output)
        } else if console.errorIsTerminal, case .displayData(let data, _) = output.kind {
            console.pass(
                "[display: \(data.types.joined(separator: ", ").escapingControls)]\n",
                to: System.error
            )
        }
    }

    private func showText(of output: Output) {
        guard let data = output.data else { return }
        showLine(
            data.text("text/plain") ?? "[\(data.types.joined(separator: ", ").escapingControls)]"
        )
    }

    private func showLine(_ text: String) {
        startLine()
        pass(Array((text + "\n").utf8), to: output)
    }

    func end(_ result: CellResult, _ position: NotebookRun.Position?) {
        console.reset()
        if style == .notebook { startLine() }
        let dropped = result.dropped
        if dropped.displays > 0 {
            console.note("\(dropped.displays) outputs were dropped: they are more than is kept")
        }
        guard let position, console.errorIsTerminal, result.duration >= .seconds(1) else { return }
        let line = "[\(position.number)/\(position.count)] \(result.duration.shown)"
        console.say("\u{1B}[2m\(line)\u{1B}[0m\n", to: System.error)
    }

    func show(_ late: LateOutput) {
        pass(Array(late.text.utf8), to: late.stream == .stderr ? System.error : output)
    }

    func finish(_ code: ExitCode, _ result: CellResult?, _ error: CommandError?) {
        console.reset()
        var notes = error.map { [$0.message] } ?? []
        if style == .command, let dropped = result?.dropped {
            let count = dropped.standardOutput + dropped.standardError
            if count > 0 { notes.append("\(count) bytes in the middle of the output were dropped") }
        }
        if !notes.isEmpty { console.note(notes.joined(separator: "; ")) }
    }

    private func pass(_ bytes: [UInt8], to descriptor: Int32) {
        guard let last = bytes.last else { return }
        console.pass(bytes, to: descriptor)
        if descriptor == output { isAtLineStart.withLock { $0 = last == UInt8(ascii: "\n") } }
    }

    /// Ends a line that the code left open.
    private func startLine() {
        guard style == .notebook else { return }
        let isOpen = isAtLineStart.withLock { isAtLineStart in
            defer { isAtLineStart = true }
            return !isAtLineStart
        }
        if isOpen { console.say("\n", to: output) }
    }
}

extension Duration {
    /// Seconds with a sensible number of digits.
    var shown: String {
        let milliseconds =
            components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        if milliseconds < 1000 { return "\(milliseconds) ms" }
        return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }

    /// The number of seconds.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
