import Foundation
import SandboxCore

/// The median of `count` timed runs, in milliseconds.
func median(_ count: Int, _ body: @Sendable () async throws -> Void) async throws -> Double {
    var times: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<count {
        let time = try await clock.measure { try await body() }
        times.append(Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3)
    }
    return times.sorted()[count / 2]
}

func show(_ name: String, _ milliseconds: Double, beside peer: (String, Double)? = nil) {
    var line = "\(name): \(String(format: "%.3f", milliseconds)) ms"
    if let (name, other) = peer {
        line += String(format: "; %@ %.3f ms; ratio %.2f", name, other, milliseconds / other)
    }
    print(line)
}

@main
struct Figures {
    static func main() async throws {
        try await roundTrip()
    }

    static var roomy: SessionConfiguration {
        var configuration = SessionConfiguration()
        configuration.limits.cpus = 2
        configuration.limits.memory = .gibibytes(1)
        return configuration
    }

    @concurrent
    static func roundTrip() async throws {
        try await withPythonSession(on: .bubblewrap(), configuration: roomy) { session in
            let pipe = try BarePipe()
            for _ in 0..<300 {
                pipe.roundTrip()
                _ = try await session.run("1;")
            }
            let bare = try await median(3000) { pipe.roundTrip() }
            let ours = try await median(3000) { _ = try await session.run("1;") }
            show("trivial cell, open session", ours, beside: ("bare pipe into bubblewrap", bare))
            pipe.end()
        }
    }
}
