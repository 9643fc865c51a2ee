import SandboxCore

/// Runs one cell and shows its events.
struct CellRunner: Sendable {
    let session: PythonSession
    let printer: any EventPrinter
    let options: SessionOptions
    /// Whether the code is all that there is.
    let isProgram: Bool

    init(
        _ session: PythonSession,
        _ printer: any EventPrinter,
        _ options: SessionOptions,
        isProgram: Bool = false
    ) {
        self.session = session
        self.printer = printer
        self.options = options
        self.isProgram = isProgram
    }

    /// Runs the cell to its end; cancelling the task interrupts it.
    func run(_ code: String) async throws -> CellResult {
        let cell = CellOptions(
            timeout: options.timeout,
            reportsBytes: printer.wantsBytes,
            isProgram: isProgram
        )
        printer.begin(nil, code: code)
        let events = try await session.stream(code, cell)
        // The events are read by a task of their own, which is not cancelled: else the end would
        // not be seen.
        let reader = Task {
            for try await event in events {
                try Console.shared.checkReader()
                if case .finished(let result) = event { return result }
                try printer.show(event, nil)
            }
            throw CancellationError()
        }
        let result = try await withTaskCancellationHandler {
            try await reader.value
        } onCancel: {
            Task { await session.interrupt() }
        }
        printer.end(result, nil)
        return result
    }
}
