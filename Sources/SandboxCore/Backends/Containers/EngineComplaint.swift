/// What an engine or its command line said when it refused, made into an error that says what to
/// do.
///
/// The texts are those of Docker Engine 20 to 28, Podman 4 and their command lines.
struct EngineComplaint: Sendable {
    /// The whole text.
    let text: String
    /// What it was about.
    let image: String?

    /// The error.
    func error(otherwise code: SandboxError.Code = .startFailed) -> SandboxError {
        let said = excerpt
        let lowered = text.lowercased()
        guard let known = Self.known.first(where: { $0.marks.contains(where: lowered.contains) })
        else { return SandboxError(code, "the engine refused: \(said)") }
        let subject = known.fault == .imageMissing ? image.map { " '\($0)'" } ?? "" : ""
        return SandboxError(
            known.code,
            "\(known.what)\(subject): \(known.remedy) (it said: \(said))",
            fault: known.fault
        )
    }

    /// The text on one line and not too long.
    private var excerpt: String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: "; ").escapingControls
        return line.count > 500 ? "\(line.prefix(500))…" : line
    }

    private struct Known: Sendable {
        var marks: [String]
        var code: SandboxError.Code
        var fault: SandboxError.Fault
        var what: String
        var remedy: String
    }

    /// The first that fits counts.
    private static let known: [Known] = [
        Known(
            marks: ["permission denied while trying to connect", "got permission denied"],
            code: .backendUnavailable,
            fault: .permissionDenied,
            what: "this user may not talk to the engine",
            remedy:
                "add the user to the engine's group (usermod -aG docker USER), or use a rootless engine"
        ),
        Known(
            marks: [
                "cannot connect to the docker daemon", "is the docker daemon running",
                "failed to connect to the docker api", "unable to connect to podman",
                "connect: no such file or directory", "connection refused", "error during connect",
            ],
            code: .backendUnavailable,
            fault: .notRunning,
            what: "the engine is not running",
            remedy: "start it (systemctl start docker, or Docker Desktop)"
        ),
        Known(
            marks: ["client version", "is too old", "minimum supported api version", "is too new"],
            code: .backendUnavailable,
            fault: .engineTooOld,
            what: "the engine and this program share no version of the API",
            remedy: "use Docker Engine 20.10 or Podman 4, or later"
        ),
        Known(
            marks: ["no space left on device", "disk quota exceeded"],
            code: .startFailed,
            fault: .outOfDisk,
            what: "the engine's disk is full",
            remedy: "make room (docker system prune), then try again"
        ),
        Known(
            marks: [
                "no such image", "unable to find image", "image not known", "no such object",
                "manifest unknown", "pull access denied",
            ],
            code: .runtimeUnavailable,
            fault: .imageMissing,
            what: "the engine doesn't have the image",
            remedy: "prepare the runtime first (sandbox-demo prepare), or give another image"
        ),
        Known(
            marks: [
                "executable file not found", "executable file `python3` not found",
                "exec: \"python3\"",
            ],
            code: .runtimeUnavailable,
            fault: .pythonUnusable,
            what: "the image has no python3 that can be run",
            remedy: "give an image with Python 3.8 or later in its search path"
        ),
        Known(
            marks: [
                "unknown or invalid runtime name", "invalid runtime", "seccomp profile",
                "seccomp json", "not supported on this platform",
                "does not match the specified platform",
                "network not found", "invalid cap", "unknown capability", "unknown runtime",
                "does not provide the specified platform",
            ],
            code: .rejected,
            fault: .optionRefused,
            what: "the engine can't carry out an option",
            remedy: "change the container options, or set the engine up for it"
        ),
        Known(
            marks: [
                "memory limit", "range of cpus", "nanocpus", "cpu cfs", "cpu_quota",
                "cpu.cfs_quota_us", "cpu.max", "memory.max", "memory.limit_in_bytes", "pids limit",
                "pids.max", "ulimit", "rlimit", "shm size", "not mounted",
                "kernel does not support",
            ],
            code: .rejected,
            fault: .limitRefused,
            what: "the engine can't set one of the limits",
            remedy: "give another limit; 'sandbox-demo doctor' says what this engine enforces"
        ),
    ]
}
