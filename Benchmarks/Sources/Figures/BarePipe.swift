import Foundation

/// A Python in bubblewrap that evaluates each line it is sent and answers with a line: the least
/// that any kernel must do.
final class BarePipe: Sendable {
    private let process = Process()
    private let input: Int32
    private let output: Int32

    static let sandbox = [
        "--unshare-all", "--unshare-user", "--disable-userns", "--cap-drop", "ALL", "--new-session",
        "--die-with-parent", "--as-pid-1", "--uid", "1000", "--gid", "1000", "--ro-bind", "/usr",
        "/usr",
        "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64",
        "/lib64", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/sandbox", "--clearenv",
    ]
    static let program = """
        import sys
        for line in sys.stdin.buffer:
            exec(line)
            sys.stdout.buffer.write(b'1\\n')
            sys.stdout.buffer.flush()
        """

    /// - Parameter command: What the Python is started by.
    /// - Throws: What Foundation says of a program that can't be started.
    init(_ command: [String] = BarePipe.command) throws {
        let input = Pipe()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command + ["python3", "-c", BarePipe.program]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = Array("1\n".utf8)
        var answer = [UInt8](repeating: 0, count: 16)
        precondition(write(input.fileHandleForWriting.fileDescriptor, &line, line.count) == 2)
        precondition(read(output.fileHandleForReading.fileDescriptor, &answer, answer.count) > 0)
        self.input = input.fileHandleForWriting.fileDescriptor
        self.output = output.fileHandleForReading.fileDescriptor
        handles = [input, output]
    }

    private let handles: [Pipe]

    /// bubblewrap with the drop of privileges that a root host needs.
    static var command: [String] {
        let drop = [
            "setpriv", "--reuid", "1879048200", "--regid", "1879048200", "--clear-groups",
            "--no-new-privs",
        ]
        return (geteuid() == 0 ? drop : []) + ["bwrap"] + sandbox
    }

    func roundTrip() {
        var line = Array("1\n".utf8)
        precondition(write(input, &line, line.count) == line.count)
        var answer = [UInt8](repeating: 0, count: 16)
        precondition(read(output, &answer, answer.count) > 0)
    }

    func end() {
        close(input)
        process.waitForEnd()
    }
}
