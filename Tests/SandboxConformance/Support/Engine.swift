import Foundation
import NotebookModel
import SandboxCore
import Testing

/// An engine as its own programs see it: the tests look at containers through it, not through the
/// library.
struct Engine: Sendable {
    /// The path of its socket.
    let socket: String

    init(host: String?) throws {
        let host = try #require(host, "the engine's address is not set: run Scripts/test")
        try #require(host.hasPrefix("unix://"), "the tests need the engine's socket, not \(host)")
        socket = String(host.dropFirst("unix://".count))
    }

    private static let program = """
        import http.client, socket, sys
        path, method, target, body = sys.argv[1:5]
        connection = http.client.HTTPConnection("localhost")
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.connect(path)
        connection.request(method, target, body, {"Content-Type": "application/json"})
        sys.stdout.buffer.write(connection.getresponse().read())
        """

    /// The answer to a request, null if it is no JSON.
    @discardableResult
    func request(_ method: String, _ target: String, _ body: String = "") async throws -> JSONValue
    {
        let answer = try await Host.output(
            of: "python3",
            ["-c", Self.program, socket, method, "/v1.41" + target, body]
        )
        return (try? JSONValue(parsing: Array(answer.utf8))) ?? .null
    }

    /// The ids of the containers with that label, whatever their state.
    func containers(labelled label: String) async throws -> [String] {
        try await containers("label", label)
    }

    private func containers(_ filter: String, _ value: String) async throws -> [String] {
        let filters = "%7B%22\(filter)%22%3A%5B%22\(value)%22%5D%7D"
        let target = "/containers/json?all=1&filters=\(filters)"
        var answer = try await request("GET", target)
        // Podman fails when one goes while it looks.
        for _ in 0..<20 where answer.arrayValue == nil { answer = try await request("GET", target) }
        return try #require(answer.arrayValue, "\(answer)").compactMap { $0["Id"]?.stringValue }
    }

    /// Waits until no container has that label, at most so long; gives those that are left.
    func leftovers(
        labelled label: String,
        within patience: Duration = .seconds(5)
    ) async throws -> [String] {
        try await leftovers("label", label, within: patience)
    }

    /// Waits until there is no container of that image; gives those that are left.
    func leftovers(of image: String) async throws -> [String] {
        try await leftovers("ancestor", image, within: .seconds(5))
    }

    private func leftovers(
        _ filter: String,
        _ value: String,
        within patience: Duration
    ) async throws -> [String] {
        let end = ContinuousClock.now + patience
        while true {
            let left = try await containers(filter, value)
            if left.isEmpty || ContinuousClock.now > end { return left }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

extension BackendUnderTest {
    /// The engine behind a container backend.
    var engine: Engine {
        get throws {
            let docker = ProcessInfo.processInfo.environment["DOCKER_HOST"]
            return try Engine(
                host: self == .podman ? Self.podmanHost : docker ?? "unix:///var/run/docker.sock"
            )
        }
    }

    /// A backend of its own with these options, whose containers bear the label `test=LABEL`.
    func container(
        labelled label: String,
        _ change: (inout ContainerOptions) -> Void = { _ in }
    ) -> any SandboxBackend {
        var options = ContainerOptions()
        options.labels = ["test": label]
        change(&options)
        return running(Self.catalog, options)
    }

    /// A backend of its own with these images.
    func running(
        _ catalog: RuntimeCatalog,
        _ options: ContainerOptions = ContainerOptions()
    ) -> any SandboxBackend {
        switch self {
        case .bubblewrap: backend
        case .dockerCLI: DockerCLIBackend(catalog: catalog, options: options)
        case .dockerEngine: DockerEngineBackend(catalog: catalog, options: options)
        case .podman: DockerEngineBackend(host: Self.podmanHost, catalog: catalog, options: options)
        }
    }
}
