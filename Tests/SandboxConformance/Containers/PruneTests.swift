import Foundation
import NotebookModel
import SandboxCore
import Testing

/// The reaper removes what dead owners left, and nothing else.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct PruneTests {
    @Test(arguments: BackendUnderTest.containers)
    func `containers of owners that are gone go, all others stay`(
        backend: BackendUnderTest
    ) async throws {
        try await Self.check(backend.backend, backend)
    }

    /// Has containers of several owners, in an engine, pruned by a backend of it.
    static func check(
        _ reaper: some SandboxBackend,
        _ place: BackendUnderTest
    ) async throws {
        let engine = try place.engine
        let owners = try await ownersLabels(place)
        let mark = UUID().uuidString
        do {
            var names: [String: String] = [:]
            for (name, owner) in owners {
                names[
                    try await create(engine, ["swift-python-sandbox.owner": owner, "test": mark])
                ] = name
            }
            let kept: Set = ["alive", "another machine", "another container", "no owner"]
            var left: Set<String?> = []
            // Another test's pruning may be removing one at this moment.
            for _ in 1...20 where left != kept {
                _ = try await reaper.prune()
                left = Set(
                    try await engine.containers(labelled: "test=\(mark)").map { names[$0] }
                )
            }
            #expect(left == kept)
        } catch {
            Issue.record(error)
        }
        for id in try await engine.containers(labelled: "test=\(mark)") {
            try await engine.request("DELETE", "/containers/\(id)?force=1")
        }
    }

    /// A container that was made and never started.
    private static func create(_ engine: Engine, _ labels: [String: String]) async throws -> String
    {
        let body: JSONValue = [
            "Image": .string(BackendUnderTest.catalog[.python].image),
            "Labels": .object(JSONObject(labels.map { ($0.key, .string($0.value)) })),
            "HostConfig": ["NetworkMode": "none"],
        ]
        let text = String(decoding: body.compactBytes(), as: UTF8.self)
        let answer = try await engine.request("POST", "/containers/create", text)
        return try #require(answer["Id"]?.stringValue, "\(answer)")
    }

    @Test(arguments: BackendUnderTest.containers)
    func `the first start of a program removes them too`(
        backend: BackendUnderTest
    ) async throws {
        let engine = try backend.engine
        let owners = try await Self.ownersLabels(backend)
        let mark = UUID().uuidString
        for (owner, test) in [("a process that is gone", "gone"), ("alive", "alive")] {
            let labels = ["swift-python-sandbox.owner": owners[owner] ?? "", "test": mark + test]
            _ = try await Self.create(engine, labels)
        }
        let start = try Host.demo(on: backend) + ["-c", "import time; time.sleep(1)"]
        let gone = "test=\(mark)gone"
        for _ in 0..<10 where try await !engine.containers(labelled: gone).isEmpty {
            _ = try await Host.output(of: start[0], Array(start.dropFirst()))
        }
        #expect(try await engine.containers(labelled: gone).isEmpty)
        let left = try await engine.containers(labelled: "test=\(mark)alive")
        #expect(left.count == 1)
        for id in left { try await engine.request("DELETE", "/containers/\(id)?force=1") }
    }

    /// As Podman does, where a container ends by itself just then.
    @Test(arguments: BackendUnderTest.containers.filter { $0 != .podman })
    func `an engine that refuses a removal is asked again`(
        backend: BackendUnderTest
    ) async throws {
        let owner = try await Self.ownersLabels(backend)["a process that is gone"] ?? ""
        let labels = #"{"swift-python-sandbox.owner": "\#(owner)"}"#
        let stub = try await StubEngine([
            ("/_ping", 200, "OK"),
            ("/version", 200, #"{"ApiVersion": "1.41", "MinAPIVersion": "1.12"}"#),
            (
                "/containers/json", 200,
                #"[{"Id": "abcd", "Names": ["/left"], "Labels": \#(labels)}]"#
            ),
            (
                "/containers/abcd/json", 200,
                #"{"Id": "abcd", "Name": "/left", "Config": {"Labels": \#(labels)}}"#
            ),
            ("/containers/left", 500, #"{"message": "cannot remove container abcd"}"#),
            ("/containers/left", 500, #"{"message": "cannot remove container abcd"}"#),
            ("/containers/left", 204, ""),
        ])
        defer { stub.end() }
        let stubborn: any SandboxBackend =
            backend == .dockerCLI
            ? DockerCLIBackend(environment: ["DOCKER_HOST": stub.host])
            : DockerEngineBackend(host: stub.host)
        #expect(try await stubborn.prune() == ["left"])
    }

    @Test(arguments: BackendUnderTest.containers)
    func `a session of this program outlives it`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await backend.backend.prune()
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    /// Owners' labels, made of this program's own, which a container of it bears.
    private static func ownersLabels(
        _ backend: BackendUnderTest
    ) async throws -> [String: String] {
        let label = UUID().uuidString
        let own = try await withPythonSession(on: backend.container(labelled: label)) { _ in
            let engine = try backend.engine
            let id = try #require(try await engine.containers(labelled: "test=\(label)").first)
            let labels = try await engine.request("GET", "/containers/\(id)/json")["Config"]?[
                "Labels"
            ]
            return try #require(labels?["swift-python-sandbox.owner"]?.stringValue)
        }
        let parts = own.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        try #require(parts.count == 4 && parts[2] == "\(getpid())")
        func changed(_ index: Int, _ value: String) -> String {
            var parts = parts
            parts[index] = value
            return parts.joined(separator: "/")
        }
        return [
            "alive": own,
            "a process that is gone": changed(2, "4194303"),
            "another process of the same id": changed(3, "1"),
            "another machine": changed(0, "other-boot"),
            "another container": changed(1, "1"),
            "no owner": "nonsense",
        ]
    }
}
