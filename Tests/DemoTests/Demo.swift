import NotebookModel
import SandboxHost

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The built program, run as its users run it.
struct Demo {
    struct Ending {
        var status: Int32
        var output: String
        var errors: String
    }

    /// Beside the tests: both are products of one build.
    static let executable: String = {
        let own = HostFile.canonical("/proc/self/exe") ?? ""
        let directories = [directory(of: own), "\(root)/.build/debug"]
        return directories.map { "\($0)/sandbox-demo" }.first(where: HostFile.isExecutable)
            ?? "sandbox-demo"
    }()

    static let root: String = {
        var path = #filePath
        for _ in 0..<3 { path = directory(of: path) }
        return path
    }()

    static func run(_ arguments: String..., input: [UInt8] = []) async throws -> Ending {
        try await run(arguments, input: input)
    }

    /// Runs it without an engine, unless the environment names one.
    static func run(
        _ arguments: [String],
        input: [UInt8] = [],
        environment: [String: String] = ["DOCKER_HOST": "unix:///nonexistent/engine"]
    ) async throws -> Ending {
        var command = ProcessCommand(executable, arguments)
        let inherited = ["PATH", "HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "LD_LIBRARY_PATH"]
        command.environment =
            inherited.compactMap { name in
                HostIdentity.environment(name).map { "\(name)=\($0)" }
            } + environment.map { "\($0.key)=\($0.value)" }
        let output = try await ProcessOutput.of(command, input: input, limit: 64 << 20)
        let status: Int32 =
            switch output.termination {
            case .exited(let status): status
            case .signalled(let signal): 128 + signal
            }
        return Ending(
            status: status,
            output: String(decoding: output.output, as: UTF8.self),
            errors: String(decoding: output.errorTail, as: UTF8.self)
        )
    }

    static func fixture(_ name: String) -> String { "\(root)/Fixtures/Notebooks/\(name)" }

    private static func directory(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}

/// A directory for one test, removed with all that is in it.
func withTemporaryDirectory(_ body: (String) async throws -> Void) async throws {
    let path = "/tmp/sandbox-demo-tests.\(getpid()).\(UInt32.random(in: .min ... .max))"
    try HostFile.makeDirectory(path)
    defer { remove(path) }
    try await body(path)
}

private func remove(_ path: String) {
    if HostFile.status(path, followsLinks: false)?.isDirectory == true {
        for name in HostFile.names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
    } else {
        unlink(path)
    }
}
