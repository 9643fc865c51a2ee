import NotebookModel
import SandboxCore

/// `doctor`: what works on this machine, and what would help where something doesn't.
enum DoctorCommand {
    static let syntax = CommandSyntax(
        name: "doctor",
        usage: ["doctor [--json] [--engine PROGRAM]"],
        summary: """
            Tells which backends and runtimes can be used here, and which limits they enforce. What gives no
            answer within \(Patience.limit.shown) counts as not available.
            """,
        options: [Option("json", help: "print one JSON object"), BackendOptions.engine],
        operands: 0,
        notes: "Exit status: 0 a backend can be used; 3 none can."
    )

    static func run(_ arguments: Arguments) async throws -> ExitCode {
        let options = try BackendOptions(arguments)
        let reports = try await Interruption.shared.cancelling {
            let reports = await examine(BackendName.real.map(options.make))
            guard !Task.isCancelled else { throw CommandError.interrupted }
            return reports
        }
        if arguments.has("json") {
            let report: JSONValue = [
                "version": .string(SandboxDemo.version),
                "backends": .array(reports.map(\.json)),
            ]
            Console.shared.write(JSONWriter.pretty.bytes(for: report), to: System.output)
        } else {
            Console.shared.say(reports.map(\.text).joined())
        }
        return reports.contains { $0.availability.isAvailable } ? .success : .backend
    }

    /// Asks all at once, and keeps their order.
    private static func examine(_ backends: [any SandboxBackend]) async -> [BackendReport] {
        let tasks = backends.map { backend in Task { await BackendReport(on: backend) } }
        return await withTaskCancellationHandler {
            var reports: [BackendReport] = []
            for task in tasks { reports.append(await task.value) }
            return reports
        } onCancel: {
            for task in tasks { task.cancel() }
        }
    }
}
