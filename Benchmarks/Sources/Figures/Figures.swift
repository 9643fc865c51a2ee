import Foundation
import SandboxCore

/// Prints how fast sandboxes are, each figure beside its peer's from the same run.
@main
struct Figures {
    static func main() async throws {
        let wanted = Set(CommandLine.arguments.dropFirst(2))
        if wanted.isEmpty || wanted.contains("bubblewrap") {
            try await start()
            try await roundTrip()
            try await preloaded()
        }
        if wanted.isEmpty || wanted.contains("containers") { try await Containers.figures() }
    }

    /// A whole run of the command line, beside bubblewrap with the same drop of privileges.
    @concurrent
    static func start() async throws {
        let demo = CommandLine.arguments.dropFirst().first ?? "../.build/release/sandbox-demo"
        let peer = BarePipe.command + ["/usr/bin/python3", "-c", "print(1)"]
        let ours = [demo, "run", "--backend", "bubblewrap", "-c", "print(1)"]
        var times: [[Double]] = [[], []]
        for _ in 0..<40 {
            times[0].append(try await milliseconds { try run(peer) })
            times[1].append(try await milliseconds { try run(ours) })
        }
        show(
            "sandbox-demo run -c 'print(1)'",
            median(times[1]),
            beside: ("bwrap python3", median(times[0]))
        )
    }

    /// The smallest cell in an open session, beside the smallest exchange with a sandboxed Python.
    @concurrent
    static func roundTrip() async throws {
        try await withPythonSession(on: .bubblewrap(), configuration: roomy) { session in
            let pipe = try BarePipe()
            var times: [[Double]] = [[], []]
            // In turns of many: each leaves the processors in a state that the other would feel.
            for _ in 0..<8 {
                for _ in 0..<500 { times[0].append(await milliseconds { pipe.roundTrip() }) }
                for _ in 0..<500 {
                    times[1].append(try await milliseconds { _ = try await session.run("1;") })
                }
            }
            pipe.end()
            show("trivial cell", median(times[1]), beside: ("bare pipe", median(times[0])))
        }
    }

    /// A session with numpy, pandas and pyplot in memory before its first cell.
    @concurrent
    static func preloaded() async throws {
        var configuration = roomy
        configuration.runtime = .base
        configuration.preload = ["numpy", "pandas", "matplotlib.pyplot"]
        let clock = ContinuousClock()
        let begin = clock.now
        try await withPythonSession(on: .bubblewrap(), configuration: configuration) { session in
            show(
                "until a session with numpy, pandas, pyplot is ready",
                (clock.now - begin).milliseconds
            )
            let plot = "import matplotlib.pyplot as plt; plt.plot([1, 2, 3]); plt.show()"
            let first = try await milliseconds {
                let result = try await session.run(plot)
                precondition(result.images.count == 1, "\(result)")
            }
            show("its first plot", first)
            var restarts: [Double] = []
            var plots: [Double] = []
            for _ in 0..<10 {
                restarts.append(
                    try await milliseconds {
                        try await session.restart()
                        _ = try await session.run("import numpy, pandas")
                    }
                )
                plots.append(try await milliseconds { _ = try await session.run(plot) })
            }
            show("its restart, with a first cell", median(restarts))
            show("the first plot after a restart", median(plots))
            if let peak = await session.usage()?.memoryPeak {
                tell("its peak of memory: \(peak.bytes >> 20) MiB")
            }
        }
    }

    static var roomy: SessionConfiguration {
        var configuration = SessionConfiguration()
        configuration.limits.cpus = 2
        configuration.limits.memory = .gibibytes(1)
        return configuration
    }
}

func milliseconds(_ body: () async throws -> Void) async rethrows -> Double {
    let clock = ContinuousClock()
    return try await clock.measure { try await body() }.milliseconds
}

func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }

func show(_ name: String, _ milliseconds: Double, beside peer: (String, Double)? = nil) {
    var line = "\(name): \(String(format: "%.3f", milliseconds)) ms"
    if let (name, other) = peer {
        line += String(format: "; %@ %.3f ms; ratio %.2f", name, other, milliseconds / other)
    }
    tell(line)
}

/// Prints a line at once, also to a file.
func tell(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}

func run(_ command: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitForEnd()
    precondition(process.terminationStatus == 0, "\(command) failed")
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
    }
}
