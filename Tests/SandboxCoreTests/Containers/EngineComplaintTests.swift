import NotebookModel
import SandboxHost
import Testing

@testable import SandboxCore

@Suite struct EngineComplaintTests {
    private func error(
        _ text: String,
        about image: String? = "python:3.11-slim",
        otherwise code: SandboxError.Code = .startFailed
    ) -> SandboxError {
        EngineComplaint(text: text, image: image).error(otherwise: code)
    }

    private func check(
        _ said: EngineSayings.Said,
        _ code: SandboxError.Code,
        _ fault: SandboxError.Fault,
        _ remedy: String
    ) {
        let error = error(said.text)
        #expect(error.code == code)
        #expect(error.fault == fault)
        #expect(error.message.contains(remedy))
        #expect(error.message.contains(": "))
        let excerpt = said.text.split(separator: "\n").last { !$0.hasPrefix("See ") }
        #expect(error.message.contains((excerpt ?? "").prefix(100)))
    }

    @Test(arguments: EngineSayings.permissionDenied)
    func `an engine that this user may not talk to`(said: EngineSayings.Said) {
        check(said, .backendUnavailable, .permissionDenied, "usermod -aG docker USER")
    }

    @Test(arguments: EngineSayings.notRunning)
    func `an engine that isn't running`(said: EngineSayings.Said) {
        check(said, .backendUnavailable, .notRunning, "systemctl start docker")
    }

    @Test(arguments: EngineSayings.tooOld)
    func `an engine or a command line that is too old`(said: EngineSayings.Said) {
        check(said, .backendUnavailable, .engineTooOld, "Docker Engine 20.10 or Podman 4")
    }

    @Test func `an engine that speaks TLS only`() {
        let said = EngineSayings.Said(
            "engine",
            "Client sent an HTTP request to an HTTPS server."
        )
        check(said, .backendUnavailable, .addressRefused, "use the docker-cli backend")
    }

    @Test(arguments: EngineSayings.outOfDisk)
    func `a disk that is full`(said: EngineSayings.Said) {
        check(said, .startFailed, .outOfDisk, "docker system prune")
    }

    @Test(arguments: EngineSayings.imageMissing)
    func `an image that the engine doesn't have`(said: EngineSayings.Said) {
        check(said, .runtimeUnavailable, .imageMissing, "prepare the runtime first")
        #expect(error(said.text).message.contains("'python:3.11-slim'"))
    }

    @Test(arguments: EngineSayings.imageRefused)
    func `an image that no registry gives`(said: EngineSayings.Said) {
        check(said, .runtimeUnavailable, .imageMissing, "log in to its registry")
        #expect(!error(said.text).message.contains("prepare"))
    }

    @Test(arguments: EngineSayings.pythonUnusable)
    func `an image without Python`(said: EngineSayings.Said) {
        check(said, .runtimeUnavailable, .pythonUnusable, "Python 3.8 or later")
    }

    @Test(arguments: EngineSayings.optionRefused)
    func `an option that the engine can't carry out`(said: EngineSayings.Said) {
        check(said, .rejected, .optionRefused, "change the container options")
    }

    @Test(arguments: EngineSayings.limitRefused)
    func `a limit that the engine can't set`(said: EngineSayings.Said) {
        check(said, .rejected, .limitRefused, "sandbox-demo doctor")
    }

    @Test(arguments: EngineSayings.unknown)
    func `what is none of these is told as it is`(said: EngineSayings.Said) {
        let error = error(said.text, otherwise: .runtimeUnavailable)
        #expect(error.code == .runtimeUnavailable)
        #expect(error.fault == nil)
        #expect(error.message.hasPrefix("the engine refused: "))
        #expect(self.error(said.text).code == .startFailed)
    }

    @Test(
        arguments: [
            "memory.max", "example/ulimit", "rlimit:1", "pids.max/cpu.max", "cpu_quota", "python3",
            "nanocpus@sha256:1", "example.org:5000/seccomp-json/runtime", "connection-refused",
        ]
    )
    func `the name of an image says nothing of what is wrong with it`(image: String) {
        func fault(_ text: String) -> SandboxError.Fault? { error(text, about: image).fault }
        #expect(fault("Error: No such image: \(image)") == .imageMissing)
        #expect(fault("Error: \(image): image not known") == .imageMissing)
        #expect(
            fault("pull access denied for \(image), repository does not exist") == .imageMissing
        )
        #expect(fault("unauthorized: authentication required for \(image)") == nil)
        #expect(fault("Error: creating container from \(image): layer not known") == nil)
    }

    @Test(
        arguments: [
            """
            WARNING: Your kernel does not support swap limit capabilities or the cgroup is not \
            mounted. Memory limited without swap.
            """,
            """
            WARN[0000] Resource limits are not supported and ignored on cgroups V1 rootless \
            systems
            """,
            """
            time="2026-01-01T00:00:00Z" level=warning msg="Failed, retrying: no space left on \
            device"
            """,
        ]
    )
    func `warnings before it don't change what is wrong`(warning: String) {
        #expect(error("\(warning)\nError: No such image: x").fault == .imageMissing)
        let unknown = error("\(warning)\nError: something else")
        #expect(unknown.fault == nil)
        #expect(unknown.message == "the engine refused: Error: something else")
        // Better than nothing.
        #expect(error(warning).message.contains(warning.prefix(10)))
    }

    @Test(
        arguments: [
            "Error response from daemon: No such container: 4f2a",
            "Error: No such container: one\nError: No such container: two",
            "Error: no such object: \"4f2a\"",
            "Error: no container with name or ID \"one\" found: no such container",
            "Error response from daemon: removal of container swift-1 is already in progress",
        ]
    )
    func `containers that went meanwhile are told as that`(text: String) {
        #expect(EngineComplaint(text: text, image: nil).isOfGoneContainers)
    }

    @Test(
        arguments: [
            "", "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?",
            "Error: No such container: one\nError response from daemon: device or resource busy",
        ]
    )
    func `what is more than that is not told as that`(text: String) {
        #expect(!EngineComplaint(text: text, image: nil).isOfGoneContainers)
    }

    @Test func `of several things the more telling counts`() {
        let text =
            #"exec: "python3": executable file not found in $PATH; ulimit soft limit must be less"#
        #expect(error(text).fault == .pythonUnusable)
        let full = "opening seccomp profile failed: no space left on device"
        #expect(error(full).fault == .outOfDisk)
    }

    @Test(
        arguments: [
            "\u{1B}[2J\u{1B}]0;owned\u{7}", "a\u{202E}b", "a\rb\0c\u{85}d\u{2028}e\nf",
            "\u{200B}\u{FEFF}",
        ]
    )
    func `the excerpt is one line without control characters`(hostile: String) {
        for text in [hostile, "no such image \(hostile)", "\(hostile) ulimit"] {
            let message = error(text, about: "i\(hostile)").message
            #expect(message == message.escapingControls)
            #expect(!message.contains("\n"))
        }
    }

    @Test(
        arguments: [
            ("letters", "x"), ("lines", "line\n"), ("escapes", "\u{1B}"), ("accents", "\u{301}"),
            ("warnings", "WARNING: x\n"),
        ]
    )
    func `a megabyte of text is cut`(what: String, unit: String) {
        let flood = String(repeating: unit, count: (1 << 20) / unit.utf8.count)
        for text in [flood, "No such image: x\n\(flood)", "\(flood)\nNo such image: x"] {
            #expect(error(text).message.utf8.count < 3000, "\(what)")
        }
        #expect(error("No such image: x\n\(flood)").fault == .imageMissing)
        #expect(error("\(flood)\nNo such image: x").fault == .imageMissing)
    }

    @Test(
        arguments: [
            (Int32(2), SandboxError.Fault.notInstalled, "apt-get install docker.io"),
            (20, .notInstalled, "DOCKER_HOST"), (13, .permissionDenied, "usermod -aG docker USER"),
            (1, .permissionDenied, "rootless engine"), (111, .notRunning, "systemctl start docker"),
            (110, .notRunning, "Docker Desktop"), (36, .notRunning, "start it"),
            (24, .notRunning, "ulimit -n"), (23, .notRunning, "ulimit -n"),
        ]
    )
    func `a socket that refuses says what to do`(
        code: Int32,
        fault: SandboxError.Fault,
        remedy: String
    ) {
        #if os(Linux)
        let system = SystemError(code: code, operation: "connect")
        for (address, text) in [
            (SocketAddress.unix(path: "/run/\u{1B}.sock"), #"unix:///run/\u{1B}.sock"#),
            (.tcp(host: "127.0.0.1", port: 2375), "tcp://127.0.0.1:2375"),
        ] {
            let error = EngineComplaint.unreachable(address, system)
            #expect(error.code == .backendUnavailable)
            #expect(error.fault == fault)
            #expect(error.message.contains(remedy))
            #expect(error.message.contains(text))
        }
        #endif
    }
}
