extension EngineComplaint {
    /// A thing that is known to go wrong.
    struct Known: Sendable {
        /// Parts of what is said then, in lower case; `*` is one word.
        ///
        /// Engines quote names of images, which have no blanks and no quotes: each mark has some.
        var marks: [String]
        var code: SandboxError.Code
        var fault: SandboxError.Fault
        var what: String
        var remedy: String

        /// Whether a text in lower case has one of the marks.
        func fits(_ text: String) -> Bool { marks.contains { Self.fits($0, text) } }

        /// Whether a text in lower case has this mark.
        static func fits(_ mark: String, _ text: String) -> Bool {
            let parts = mark.split(separator: "*", maxSplits: 1)
            guard parts.count == 2 else { return text.contains(mark) }
            return text.ranges(of: parts[0]).contains { range in
                text[range.upperBound...].drop { $0 != " " && !$0.isNewline }
                    .hasPrefix(parts[1])
            }
        }
    }

    /// The first that fits counts.
    static let known: [Known] = [
        Known(
            marks: [
                "permission denied while trying to connect to the docker",
                "dial unix * connect: permission denied",
            ],
            code: .backendUnavailable,
            fault: .permissionDenied,
            what: "this user may not talk to the engine",
            remedy:
                "add the user to the engine's group (usermod -aG docker USER), or use a rootless "
                + "engine"
        ),
        // Not "connection refused": registries and package indexes are refused too.
        Known(
            marks: [
                "cannot connect to the docker daemon", "is the docker daemon running",
                "failed to connect to the docker api", "unable to connect to podman",
                "cannot connect to podman", "error during connect: ",
                "cannot access containerd socket", "containerd not running",
            ],
            code: .backendUnavailable,
            fault: .notRunning,
            what: "the engine is not running",
            remedy: "start it (systemctl start docker, or Docker Desktop)"
        ),
        Known(
            marks: [
                "client version * is too old", "client version * is too new",
                "requires api version", "unknown flag: --pull", "unknown flag: --cgroupns",
            ],
            code: .backendUnavailable,
            fault: .engineTooOld,
            what: "the engine or its command line is too old for this program, or for the other",
            remedy: "use Docker Engine 20.10 or Podman 4, or later"
        ),
        Known(
            marks: ["sent an http request to an https server"],
            code: .backendUnavailable,
            fault: .addressRefused,
            what: "the engine speaks TLS only, which is not spoken here",
            remedy: "give its Unix socket, or use the docker-cli backend"
        ),
        Known(
            marks: ["unable to resolve docker endpoint: "],
            code: .backendUnavailable,
            fault: .addressRefused,
            what: "the command line's context leads to no engine",
            remedy: "choose another (docker context ls), or unset DOCKER_CONTEXT"
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
                "normalizing image: ", "invalid reference format",
            ],
            code: .runtimeUnavailable,
            fault: .imageMissing,
            what: "the engine doesn't have the image",
            remedy: "prepare the runtime first (sandbox-demo prepare), or give another image"
        ),
        Known(
            marks: [
                "manifest unknown: ", ": manifest unknown", "pull access denied",
                "requested access to the resource is denied", "did not resolve to an alias",
            ],
            code: .runtimeUnavailable,
            fault: .imageMissing,
            what: "no registry gives the image",
            remedy: "give another, or log in to its registry (docker login)"
        ),
        // Not every "executable file not found": engines miss programs of their own.
        Known(
            marks: [
                "exec: \"python3\"", "executable file `python3` not found",
                "process: exec * permission denied",
            ],
            code: .runtimeUnavailable,
            fault: .pythonUnusable,
            what: "the image has no python3 that can be run",
            remedy: "give an image with Python 3.8 or later in its search path"
        ),
        Known(
            marks: [
                "unknown or invalid runtime name", "unknown runtime specified",
                "default oci runtime \"", "requested oci runtime", "directory): exec: \"",
                "seccomp profile", "not supported on this platform",
                "match the specified platform", "provide the specified platform",
                "no matching manifest for", "unknown operating system or architecture",
                "network * not found", ": network not found", "invalid capability",
                "invalid capadd: ", "unknown capability", "no log driver named",
                "invalid log driver", "error looking up logging plugin", "conflicting options: ",
                "to share net namespace with",
                "invalid ipc mode", "unrecognized namespace mode",
                "uids and gids must be in range",
            ],
            code: .rejected,
            fault: .optionRefused,
            what: "the engine can't carry out an option",
            remedy: "change the container options, or set the engine up for it"
        ),
        Known(
            marks: [
                "minimum memory", "set memory limit", "range of cpus is", "nanocpus can not",
                "cpu cfs ", " /sys/fs/cgroup/", "`memory.max`", "`cpu.max`", "`pids.max`",
                "cgroup controller `", "cgroup mountpoint does not exist",
                "error setting cgroup config", "cgroup is not mounted",
                "your kernel does not support", "error setting rlimit", "setrlimit `",
                "ulimit soft limit", "ulimit option \"", "shm size ",
            ],
            code: .rejected,
            fault: .limitRefused,
            what: "the engine can't set one of the limits",
            remedy: "give another limit; 'sandbox-demo doctor' says what this engine enforces"
        ),
    ]
}
