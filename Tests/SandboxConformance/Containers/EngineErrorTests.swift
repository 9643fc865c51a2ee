import Foundation
import SandboxCore
import Testing

/// What stands in the way is told, each thing as itself, with what to do.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct EngineErrorTests {
    private static let version = #"{"ApiVersion": "1.41", "MinAPIVersion": "1.12"}"#

    @Test func `an engine that isn't there`() async throws {
        let backend = DockerEngineBackend(host: "unix:///nonexistent/docker.sock")
        try await expect(.backendUnavailable, .notInstalled, "DOCKER_HOST", from: backend)
        guard case .unavailable(_, let remedy) = await backend.probe() else {
            Issue.record("it is said to be there")
            return
        }
        #expect(remedy.contains("apt-get install docker.io"))
    }

    @Test func `a command line that isn't there`() async throws {
        for program in ["/nonexistent/docker", "no-such-docker"] {
            let backend = DockerCLIBackend(program: program)
            try await expect(.backendUnavailable, .notInstalled, "install it", from: backend)
        }
    }

    @Test(arguments: BackendUnderTest.containers.filter { $0 != .podman })
    func `an engine that isn't running`(backend: BackendUnderTest) async throws {
        let stub = try await StubEngine([])
        stub.end()
        let host = stub.host
        let stopped: any SandboxBackend =
            backend == .dockerCLI
            ? DockerCLIBackend(environment: ["DOCKER_HOST": host]) : DockerEngineBackend(host: host)
        let error = await #expect(throws: SandboxError.self) {
            _ = try await stopped.makePythonSession()
        }
        #expect(error?.code == .backendUnavailable)
        // Without its socket an engine's own client can't tell whether it is installed.
        #expect([.notRunning, .notInstalled].contains(error?.fault))
    }

    @Test func `an address that leads elsewhere`() async throws {
        let backend = DockerEngineBackend(host: "tcp://192.0.2.1:2375")
        try await expect(.backendUnavailable, .addressRefused, "docker-cli", from: backend)
    }

    @Test func `an engine that is too old`() async throws {
        let stub = try await StubEngine([("/version", 200, #"{"ApiVersion": "1.24"}"#)])
        defer { stub.end() }
        let backend = DockerEngineBackend(host: stub.host)
        try await expect(.backendUnavailable, .engineTooOld, "Docker Engine 20.10", from: backend)
    }

    @Test func `an engine that is too new`() async throws {
        let said = #"{"ApiVersion": "1.99", "MinAPIVersion": "1.90"}"#
        let stub = try await StubEngine([("/version", 200, said)])
        defer { stub.end() }
        let error = await #expect(throws: SandboxError.self) {
            _ = try await DockerEngineBackend(host: stub.host).makePythonSession()
        }
        #expect(error?.fault == nil)
        #expect(error?.message.contains("use the docker-cli backend") == true)
    }

    @Test func `a file that is no program`() async throws {
        let backend = DockerCLIBackend(program: "/etc/passwd")
        try await expect(.backendUnavailable, .permissionDenied, "can't be run", from: backend)
    }

    @Test func `an engine whose disk is full`() async throws {
        let stub = try await StubEngine([
            ("/version", 200, Self.version),
            ("/images/", 200, #"{"Id": "sha256:\#(UUID().uuidString.lowercased())"}"#),
            ("/containers/create", 500, #"{"message": "mkdir /x: no space left on device"}"#),
            ("/containers/", 404, #"{"message": "No such container"}"#),
        ])
        defer { stub.end() }
        let backend = DockerEngineBackend(host: stub.host)
        try await expect(.startFailed, .outOfDisk, "docker system prune", from: backend)
    }

    /// Each never answers from some request on.
    static let silent: [[StubEngine.Answer]] = [
        [("/version", 200, version), ("/", 200, nil)],
        [
            ("/version", 200, version),
            ("/images/", 200, #"{"Id": "sha256:\#(UUID().uuidString.lowercased())"}"#),
            ("/containers/create", 201, #"{"Id": "abcd"}"#),
            ("/containers/abcd/attach", 200, nil),
            ("/containers/", 404, #"{"message": "No such container"}"#),
        ],
    ]

    @Test(arguments: silent.indices)
    func `an engine that never answers ends the start in time`(example: Int) async throws {
        let stub = try await StubEngine(Self.silent[example])
        defer { stub.end() }
        let backend = DockerEngineBackend(host: stub.host)
        let clock = ContinuousClock()
        let begin = clock.now
        let error = await #expect(throws: SandboxError.self) {
            let configuration = SessionConfiguration(startTimeout: .seconds(1))
            _ = try await backend.makePythonSession(configuration)
        }
        #expect(error?.code == .startFailed, "\(String(describing: error))")
        #expect(clock.now - begin < .seconds(10))
    }

    /// The engine goes on with what it was asked for, whoever waits.
    @Test(arguments: [3.0, 1000])
    func `a container that is made too late for its start is removed`(delay: Double) async throws {
        let version = #"{"ApiVersion": "1.41", "MinAPIVersion": "1.12"}"#
        let stub = try await StubEngine(
            [
                ("/version", 200, version),
                ("/images/", 200, #"{"Id": "sha256:\#(UUID().uuidString.lowercased())"}"#),
                ("/containers/create", 201, #"{"Id": "abcd"}"#), ("/containers/", 204, ""),
            ],
            delays: ["/containers/create": delay]
        )
        defer { stub.end() }
        let error = await #expect(throws: SandboxError.self) {
            let configuration = SessionConfiguration(startTimeout: .seconds(1))
            _ = try await DockerEngineBackend(host: stub.host).makePythonSession(configuration)
        }
        #expect(error?.code == .startFailed, "\(String(describing: error))")
        // By its id if that was told, else by its name.
        let removal = "DELETE /containers/" + (delay < 100 ? "abcd" : "swift-python-sandbox-")
        for _ in 0..<100 where !stub.requests.contains(where: { $0.hasPrefix(removal) }) {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(stub.requests.contains { $0.hasPrefix(removal) }, "\(stub.requests)")
    }

    private func createAnswers(_ answer: String) -> [StubEngine.Answer] {
        [
            ("/version", 200, Self.version),
            ("/images/", 200, #"{"Id": "sha256:\#(UUID().uuidString.lowercased())"}"#),
            ("/containers/create", 201, answer),
            ("/containers/abcd/attach", 500, #"{"message": "no"}"#),
        ]
    }

    private func awaitRequests(_ count: Int, _ start: String, at stub: StubEngine) async throws {
        for _ in 0..<200 where stub.requests.count(where: { $0.hasPrefix(start) }) < count {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(stub.requests.count { $0.hasPrefix(start) } >= count, "\(stub.requests)")
    }

    @Test(arguments: ["hello", #"{"Id": "../x"}"#, "{}"])
    func `a container whose id isn't told is removed by its name`(answer: String) async throws {
        let stub = try await StubEngine(createAnswers(answer) + [("/containers/", 204, "")])
        defer { stub.end() }
        await #expect(throws: SandboxError.self) {
            _ = try await DockerEngineBackend(host: stub.host).makePythonSession()
        }
        try await awaitRequests(1, "DELETE /containers/swift-python-sandbox-", at: stub)
    }

    @Test func `an engine that can't remove what didn't start is asked again`() async throws {
        let refusals = Array(
            repeating: ("/containers/abcd?", 500, #"{"message": "busy"}"#) as StubEngine.Answer,
            count: 6
        )
        let stub = try await StubEngine(
            createAnswers(#"{"Id": "abcd"}"#) + refusals + [("/containers/abcd?", 204, "")]
        )
        defer { stub.end() }
        await #expect(throws: SandboxError.self) {
            _ = try await DockerEngineBackend(host: stub.host).makePythonSession()
        }
        try await awaitRequests(7, "DELETE /containers/abcd", at: stub)
    }

    @Test(arguments: BackendUnderTest.containers.filter { $0 == .dockerCLI })
    func `an interface that is too old for the command line`(backend: BackendUnderTest) async throws
    {
        let old = DockerCLIBackend(
            environment: ["DOCKER_API_VERSION": "1.30"],
            catalog: BackendUnderTest.catalog
        )
        try await expect(.backendUnavailable, .engineTooOld, "Docker Engine 20.10", from: old)
    }

    @Test func `an answer that is no list is not an empty one`() async throws {
        let version = #"{"ApiVersion": "1.41", "MinAPIVersion": "1.12"}"#
        let stub = try await StubEngine([
            ("/version", 200, version), ("/containers/json", 200, "hello"),
        ])
        defer { stub.end() }
        let error = await #expect(throws: SandboxError.self) {
            _ = try await DockerEngineBackend(host: stub.host).prune()
        }
        #expect(error?.message.contains("gave no list of its containers") == true)
    }

    @Test(arguments: BackendUnderTest.containers)
    func `an image that is missing is not fetched`(backend: BackendUnderTest) async throws {
        let image = "swift-python-sandbox/none:\(UUID().uuidString.lowercased())"
        let missing = backend.running(RuntimeCatalog(entries: [:], fallbackImage: image))
        try await expect(.runtimeUnavailable, .imageMissing, image, from: missing)
    }

    @Test(arguments: BackendUnderTest.containers)
    func `a limit that the kernel refuses`(backend: BackendUnderTest) async throws {
        let refused = backend.container(labelled: "limit") { $0.openFiles = 1 << 31 }
        let error = await #expect(throws: SandboxError.self) {
            _ = try await refused.makePythonSession()
        }
        #expect(error?.fault == .limitRefused, "\(String(describing: error))")
    }

    /// Images whose Python can't be used, as a step of a Dockerfile.
    static let spoilt = [
        ("none", "RUN rm -f /usr/bin/python3* /usr/local/bin/python3*"),
        ("one that only root may run", "RUN chmod 0700 $(readlink -f $(command -v python3))"),
        (
            "one without ctypes",
            "RUN rm -f $(python3 -c 'import _ctypes; print(_ctypes.__file__)')"
        ),
        ("a directory in the workspace's place", "RUN mkdir /sandbox"),
        (
            "one that speaks as an engine does",
            #"RUN rm -f /usr/local/bin/python3 && printf '#!/bin/sh\necho no space left on device >&2\nexit 127\n' > "#
                + "/usr/local/bin/python3 && chmod 755 /usr/local/bin/python3"
        ),
        (
            "one that prints without end",
            #"RUN rm -f /usr/local/bin/python3 && printf '#!/bin/sh\nexec cat /dev/zero\n' > "#
                + "/usr/local/bin/python3 && chmod 755 /usr/local/bin/python3"
        ),
    ]

    @Test(arguments: BackendUnderTest.containers.filter { $0 != .podman }, spoilt)
    func `an image whose Python can't be used`(
        backend: BackendUnderTest,
        example: (what: String, step: String)
    ) async throws {
        let error = try await startOfSpoilt(example.step, on: backend)
        #expect(error?.code == .runtimeUnavailable, "\(String(describing: error))")
        #expect(error?.fault == .pythonUnusable, "\(String(describing: error))")
    }

    @Test(arguments: BackendUnderTest.containers.filter { $0 != .podman })
    func `an image whose Python does nothing and stays`(backend: BackendUnderTest) async throws {
        let step =
            #"RUN rm -f /usr/local/bin/python3 && printf '#!/bin/sh\nexec sleep 1000\n' > "#
            + "/usr/local/bin/python3 && chmod 755 /usr/local/bin/python3"
        let error = try await startOfSpoilt(step, on: backend, within: .seconds(3))
        #expect(error?.code == .startFailed, "\(String(describing: error))")
    }

    /// The error of a session's start in an image with that step, which must leave no container.
    private func startOfSpoilt(
        _ step: String,
        on backend: BackendUnderTest,
        within patience: Duration = .seconds(60)
    ) async throws -> SandboxError? {
        let base = BackendUnderTest.catalog[.python].image
        let recipe = ImageRecipe(files: ["Dockerfile": Array("FROM \(base)\n\(step)\n".utf8)])
        let image = "swift-python-sandbox/spoilt:\(recipe.digest)"
        let entry = RuntimeCatalog.Entry(image: image, recipe: recipe)
        let spoilt = backend.running(
            RuntimeCatalog(entries: ["spoilt": entry], fallbackImage: base)
        )
        let preparing = try #require(spoilt as? any RuntimePreparing)
        try await preparing.prepare("spoilt") { _ in }
        let error = await #expect(throws: SandboxError.self) {
            let configuration = SessionConfiguration(runtime: "spoilt", startTimeout: patience)
            _ = try await spoilt.makePythonSession(configuration)
        }
        #expect(try await backend.engine.leftovers(of: image).isEmpty)
        try await backend.engine.request("DELETE", "/images/\(image)?force=1")
        return error
    }

    private func expect(
        _ code: SandboxError.Code,
        _ fault: SandboxError.Fault,
        _ words: String,
        from backend: any SandboxBackend
    ) async throws {
        let error = await #expect(throws: SandboxError.self) {
            _ = try await backend.makePythonSession()
        }
        #expect(error?.code == code, "\(String(describing: error))")
        #expect(error?.fault == fault, "\(String(describing: error))")
        #expect(error?.message.contains(words) == true, "\(String(describing: error))")
    }
}
