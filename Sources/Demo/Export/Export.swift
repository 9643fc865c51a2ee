import Exporters
import NotebookModel
import SandboxCore

/// The exporting of one document after the other with the same options.
struct Export {
    /// More warnings than these are only counted.
    private static let shownWarnings = 20

    let options: ExportOptions

    /// Exports a document and says on standard error what it does not show.
    ///
    /// - Throws: ``CommandError`` if the input can't be read or the output written; then what was
    ///   there before is kept.
    func run(_ input: String, to destination: ExportDestination) throws(CommandError) {
        let document = try InputDocument.read(input)
        let exporter = try options.exporter(of: document.notebook, at: input, to: destination)
        let type = exporter.documentType(of: document.notebook)
        var files = DocumentFiles(try OutputFile(destination.path(for: type)))
        defer { files.output.discard() }
        try exporter.export(document.notebook) { part throws(CommandError) in
            try files.receive(part)
        }
        try files.output.finish()
        report(document.warnings.map(\.description) + files.warnings.map(\.description), of: input)
        if files.unwritten > 0 {
            Console.shared.note(
                "\(files.unwritten) files that the document refers to have no place on standard output; give -o"
            )
        }
    }

    private func report(_ warnings: [String], of input: String) {
        let name = input == "-" ? "standard input" : input
        for warning in warnings.prefix(Self.shownWarnings) {
            Console.shared.note("\(name): \(warning)")
        }
        if warnings.count > Self.shownWarnings {
            Console.shared.note("\(name): and \(warnings.count - Self.shownWarnings) more warnings")
        }
    }
}
