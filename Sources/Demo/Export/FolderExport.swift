import NotebookModel
import SandboxCore

/// The exporting of all notebooks in a folder.
enum FolderExport {
    /// Exports them, each to the same place below another folder, with a progress line if a
    /// terminal shows it.
    ///
    /// A notebook that fails is said, and the others go on.
    ///
    /// - Returns: ``ExitCode/usage`` if one failed.
    /// - Throws: ``CommandError`` if a folder can't be read or made, or after Ctrl-C.
    static func run(
        _ folder: String,
        to target: String,
        _ export: Export
    ) throws(CommandError) -> ExitCode {
        let root = folder.withoutTrailingSlashes
        let target = target.withoutTrailingSlashes
        try OutputFile.makeDirectory(target)
        let walk = try FolderWalk(root, except: target)
        let files = walk.files
        let console = Console.shared
        var failures = 0
        for (index, file) in files.enumerated() {
            if Interruption.shared.isRequested { throw .interrupted }
            if console.errorIsTerminal {
                let line = "[\(index + 1)/\(files.count)] \(file.escapingControls)"
                console.say("\r\u{1B}[K\(line.prefix(100))", to: System.error)
            }
            do throws(CommandError) {
                let name = file.lastPathComponent.withoutExtension
                let stem = "\(target)/\(file.directoryPath)/\(name)"
                try OutputFile.makeDirectory(stem.directoryPath)
                try export.run("\(root)/\(file)", to: .stem(stem))
            } catch {
                if console.errorIsTerminal { console.say("\r\u{1B}[K", to: System.error) }
                console.note(error.message)
                failures += 1
            }
        }
        if console.errorIsTerminal { console.say("\r\u{1B}[K", to: System.error) }
        let failed = failures == 0 ? "" : "; \(failures) could not be exported"
        let count = files.count - failures
        let documents = count == 1 ? "1 document is" : "\(count) documents are"
        console.note("\(documents) in '\(target)'\(failed)\(leftOut(walk.scripts))")
        return failures == 0 ? .success : .usage
    }

    private static func leftOut(_ scripts: [String]) -> String {
        guard let first = scripts.first?.escapingControls else { return "" }
        return scripts.count == 1
            ? "; '\(first)' is no notebook"
            : "; \(scripts.count) scripts are no notebooks, the first is '\(first)'"
    }
}

extension String {
    fileprivate var withoutTrailingSlashes: String {
        let end = lastIndex { $0 != "/" }
        return end.map { String(self[...$0]) } ?? (isEmpty ? "." : "/")
    }
}
