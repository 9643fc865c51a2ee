import Foundation
import Testing

/// An engine of a test's own, which can be killed and started again; Linux, as root.
final class PrivateEngine {
    let directory = "/var/tmp/sandbox-tests-\(UUID().uuidString.prefix(8))"
    private let isPodman: Bool
    private var daemon: Foundation.Process?

    init(isPodman: Bool) {
        self.isPodman = isPodman
    }

    var host: String { "unix://\(directory)/engine.sock" }

    /// Without a network, which the sandboxes under test have none of; Podman as `Scripts/engine.sh` has it.
    private var command: [String] {
        guard isPodman else {
            return [
                "dockerd", "--config-file", "\(directory)/configuration", "--host", host,
                "--pidfile", "\(directory)/pid", "--data-root", "\(directory)/data",
                "--exec-root", "\(directory)/exec", "--iptables=false", "--ip6tables=false",
                "--bridge=none", "--ip-forward=false",
            ]
        }
        return podman + ["system", "service", "--time=0", host]
    }
    private var podman: [String] {
        [
            "CONTAINERS_CONF=\(directory)/configuration", "podman", "--root",
            "\(directory)/data", "--runroot", "\(directory)/run", "--tmpdir", "\(directory)/tmp",
        ]
    }
    private var configuration: String {
        guard isPodman else { return "{}" }
        return """
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            lock_type = "file"
            """
    }

    func start() async throws {
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true
        )
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: "\(directory)/configuration"))
        // Of a daemon that was killed: the numbers may be those of zombies, which count as alive.
        for file in ["pid", "exec/containerd/containerd.pid"] {
            try? FileManager.default.removeItem(atPath: "\(directory)/\(file)")
        }
        let process = Foundation.Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        try Data().write(to: URL(fileURLWithPath: "\(directory)/log"))
        let log = FileHandle(forWritingAtPath: "\(directory)/log")
        process.standardOutput = log
        process.standardError = log
        try process.run()
        daemon = process
        for _ in 0..<600 {
            let version = try await Host.output(
                of: "docker",
                ["--host", host, "version", "-f", "{{.Server.Version}}"]
            )
            if version.contains(".") { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        let said = try String(contentsOfFile: "\(directory)/log", encoding: .utf8)
        Issue.record("the test's own engine did not start: \(said.suffix(2000))")
    }

    /// Copies an image from the engine of the tests.
    func load(_ image: String) async throws {
        let copy = #"docker save "$1" | docker --host "$2" load 2>&1"#
        let said = try await Host.output(of: "sh", ["-c", copy, "sh", image, host])
        #expect(said.contains("Loaded image"), "\(said)")
    }

    /// Ends it without a chance to clean up.
    func crash() async throws {
        try await stop(by: SIGKILL)
    }

    /// Foundation's own wait would last until the daemon's descendants have ended too.
    private func stop(by signal: Int32) async throws {
        guard let pid = daemon?.processIdentifier else { return }
        daemon = nil
        kill(pid, signal)
        for _ in 0..<600 where Host.isAlive(Int(pid)) {
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    func end() async throws {
        try await stop(by: SIGTERM)
        if isPodman {  // containers and their monitors are no children of the service
            _ = try await Host.output(
                of: "env",
                podman + ["rm", "--all", "--force", "--time", "0"]
            )
        }
        let unmount =
            #"awk -v below="$1/" 'index($5, below) == 1 { print $5 }' /proc/self/mountinfo | sort -r | xargs -r umount -l"#
        _ = try await Host.output(of: "sh", ["-c", unmount, "sh", directory])
        try FileManager.default.removeItem(atPath: directory)
    }
}
