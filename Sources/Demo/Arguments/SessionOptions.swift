import NotebookModel
import SandboxCore

/// The options that `run` and `repl` share.
struct SessionOptions: Sendable {
    static let secret = Option(
        "secret",
        value: "NAME",
        isRepeatable: true,
        help: "pass this program's variable NAME, and hide its value in outputs"
    )
    static let syntax: [Option] =
        [
            BackendOptions.backend,
            Option("runtime", value: "NAME", help: "python, base or ml; default python"),
            Option("memory", value: "SIZE", help: "memory limit, default 512m"),
            Option("cpus", value: "NUMBER", help: "processors, default 0.5"),
            Option("pids", value: "COUNT", help: "processes and threads, default 50"),
            Option("disk", value: "SIZE", help: "space for files, default 64m"),
            Option("timeout", value: "SECONDS", help: "time limit of each cell, default none"),
            Option(
                "upload",
                value: "FILE",
                isRepeatable: true,
                help: "put a file into the workspace"
            ),
            Option(
                "download",
                value: "NAME=PATH",
                isRepeatable: true,
                help: "fetch a file of the workspace at the end"
            ),
            Option("save-plots", value: "DIR", help: "save plots and other pictures there"),
            Option(
                "env",
                value: "NAME=VALUE",
                isRepeatable: true,
                help: "environment variable of the code"
            ),
            secret,
            Option("stop-on-output-limit", help: "stop a cell that writes more than is kept"),
            Option("allow-errors", help: "go on after a cell that raised an exception"),
            Option("stdin", help: "answer input() from standard input"),
            Option("json", help: "print events as JSON, one a line"),
            BackendOptions.engine,
        ] + BackendOptions.containers

    struct Upload: Sendable {
        var name: String
        var bytes: [UInt8]
    }

    struct Download: Sendable {
        var name: String
        var path: String
    }

    var backend: BackendOptions
    var configuration: SessionConfiguration
    /// Whether the runtime or its image was asked for by name.
    var choosesRuntime: Bool
    /// The limits that were asked for by name.
    var limitsGiven: Set<String>
    var timeout: Duration?
    var uploads: [String]
    var downloads: [Download]
    var plotDirectory: String?

    init(_ arguments: Arguments) throws(CommandError) {
        var limits = ResourceLimits()
        if let text = arguments["memory"] { limits.memory = try Self.size(text, "memory") }
        if let text = arguments["disk"] { limits.disk = try Self.size(text, "disk") }
        if let text = arguments["cpus"] {
            guard let cpus = Self.number(text) else {
                throw .usage("--cpus '\(text.escapingControls)' is no number; give one such as 0.5")
            }
            limits.cpus = cpus
        }
        if let text = arguments["pids"] {
            guard let count = Int(text) else {
                throw .usage(
                    "--pids '\(text.escapingControls)' is no whole number; give one such as 50"
                )
            }
            limits.processes = count
        }
        backend = try BackendOptions(arguments)
        choosesRuntime = arguments.has("runtime") || arguments.has("image")
        limitsGiven = Set(["memory", "cpus", "pids", "disk"].filter { arguments[$0] != nil })
        timeout = try Self.seconds("timeout", in: arguments)
        configuration = SessionConfiguration(
            runtime: arguments["runtime"].map { Runtime(rawValue: $0) } ?? .python,
            limits: limits,
            output: OutputLimits(stopsCell: arguments.has("stop-on-output-limit")),
            environment: try Self.environment(arguments.all("env")),
            secrets: try Self.secrets(arguments.all("secret"))
        )
        do {
            try configuration.validate()
        } catch {
            throw .usage("\(error)")
        }
        uploads = arguments.all("upload")
        downloads = try arguments.all("download").map(Self.download)
        plotDirectory = arguments["save-plots"]
        let names = uploads.map(\.lastPathComponent)
        for (index, name) in names.enumerated()
        where names[..<index].contains(where: { $0.lowercased() == name.lowercased() }) {
            throw .usage("two uploads have the name '\(name.escapingControls)'; rename one")
        }
    }

    private static func size(_ text: String, _ name: String) throws(CommandError) -> ByteCount {
        guard let size = ByteCount(text) else {
            throw .usage("--\(name) '\(text.escapingControls)' is no size; give one such as 512m")
        }
        return size
    }

    /// A finite number in decimal.
    private static func number(_ text: String) -> Double? {
        guard !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    /// A time in seconds; nil if the option isn't there.
    static func seconds(
        _ name: String,
        in arguments: Arguments
    ) throws(CommandError) -> Duration? {
        guard let text = arguments[name] else { return nil }
        guard let seconds = number(text) else {
            throw .usage(
                "--\(name) '\(text.escapingControls)' is no number of seconds; give one such as 2.5"
            )
        }
        guard seconds > 0 else {
            throw .usage(
                "--\(name) '\(text.escapingControls)' can't be kept; give more than 0, or leave it out"
            )
        }
        return .seconds(min(max(seconds, 0.000_001), 1_000_000_000))
    }

    private static func environment(_ list: [String]) throws(CommandError) -> [String: String] {
        var environment: [String: String] = [:]
        for entry in list {
            guard let (name, value) = pair(entry) else {
                throw .usage("--env '\(entry.escapingControls)' has no value; give NAME=VALUE")
            }
            environment[name] = value
        }
        return environment
    }

    static func secrets(_ names: [String]) throws(CommandError) -> [String: Secret] {
        var secrets: [String: Secret] = [:]
        for name in names {
            guard let value = System.environment(name) else {
                throw .usage(
                    "--secret '\(name.escapingControls)': there is no such variable in the environment; set it first"
                )
            }
            secrets[name] = Secret(value)
        }
        return secrets
    }

    private static func download(_ entry: String) throws(CommandError) -> Download {
        guard let (name, path) = pair(entry), !path.isEmpty else {
            throw .usage("--download '\(entry.escapingControls)' says not where to; give NAME=PATH")
        }
        do {
            _ = try WorkspacePath(name)
        } catch {
            throw .usage("--download: \(error)")
        }
        return Download(name: name, path: path)
    }

    private static func pair(_ entry: String) -> (String, String)? {
        guard let equals = entry.firstIndex(of: "="), equals != entry.startIndex else { return nil }
        return (String(entry[..<equals]), String(entry[entry.index(after: equals)...]))
    }
}
