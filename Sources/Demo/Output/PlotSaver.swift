import SandboxCore
import NotebookModel

/// Saves the pictures of a run as `plot-1.png`, `plot-2.png` and so on.
final class PlotSaver: Sendable {
    private struct State: Sendable {
        var count = 0
        var names: [String: String] = [:]
    }

    private static let types: [(type: String, fileExtension: String)] = [
        ("image/png", "png"), ("image/jpeg", "jpg"), ("image/gif", "gif"), ("image/webp", "webp"),
        ("image/svg+xml", "svg"), ("application/pdf", "pdf"),
    ]

    private let directory: String?
    private let state = Guarded(State())

    /// Makes the directory and sees whether it can be written; with nil nothing will be saved.
    ///
    /// - Throws: ``CommandError`` if it can't.
    init(_ directory: String?) throws(CommandError) {
        self.directory = directory
        guard let directory else { return }
        guard Files.makeDirectories(directory) else {
            throw .usage(
                "the directory '\(directory.escapingControls)' can't be made: \(System.lastError); give another one"
            )
        }
        try OutputFile("\(directory)/plot").discard()
    }

    /// Saves the picture of an output, if it has one; one that replaces an earlier one takes its
    /// name.
    ///
    /// - Returns: The line to show in its place, or nil if the output has no picture.
    func save(_ output: Output, displayID: String?) throws(CommandError) -> String? {
        guard let data = output.data else { return nil }
        for (type, fileExtension) in Self.types {
            let bytes = data.bytes(type) ?? data.text(type).map { Array($0.utf8) }
            guard let bytes else { continue }
            guard let directory else { return "[plot: \(type), \(bytes.count) bytes]" }
            let name = state.withLock { state in
                if let displayID, let name = state.names[displayID] { return name }
                state.count += 1
                let name = "plot-\(state.count).\(fileExtension)"
                if let displayID { state.names[displayID] = name }
                return name
            }
            let path = directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
            try OutputFile(path).finish(bytes)
            return "[plot: saved to \(path.escapingControls)]"
        }
        return nil
    }
}
