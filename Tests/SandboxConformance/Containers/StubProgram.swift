import Foundation

/// A shell script in the place of an engine's command line; ``remove()`` must be called.
struct StubProgram {
    private let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("docker-\(UUID().uuidString)")

    /// Its script runs in a directory of its own.
    init(_ script: String, interpreter: String = "/bin/sh") throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let text = "#!\(interpreter)\ncd \"$(dirname \"$0\")\" || exit 1\n\(script)\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o755)
    }

    var path: String { directory.appendingPathComponent("docker").path }

    /// The lines of a file that the script has written.
    func lines(of name: String) -> [Substring] {
        let url = directory.appendingPathComponent(name)
        return ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n")
    }

    func remove() { try? FileManager.default.removeItem(at: directory) }
}
