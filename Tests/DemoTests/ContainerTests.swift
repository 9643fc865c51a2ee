import NotebookModel
import SandboxHost
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ContainerTests {
    @Test(arguments: ContainerBackend.underTest)
    func `a piece of code runs, and its status is passed on`(
        _ backend: ContainerBackend
    ) async throws {
        let code = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(7)"
        let image = ContainerBackend.image
        let ending = try await backend.run("run", "--image", image, "-c", code)
        #expect(ending.output == "out\n")
        #expect(ending.errors == "err\n")
        #expect(ending.status == 7)
    }

    @Test(arguments: ContainerBackend.underTest)
    func `a notebook runs in the image of its runtime`(_ backend: ContainerBackend) async throws {
        try await withTemporaryDirectory { directory in
            let notebook = Notebook(
                cells: [.code("x = 20", id: "a"), .code("print('text')\nx + 1", id: "b")]
            )
            let file = "\(directory)/in.ipynb"
            let output = "\(directory)/out.ipynb"
            try HostFile.replace(file, with: notebook.jsonBytes())
            let ending = try await backend.run("run", file, "-o", output)
            #expect(ending.status == 0, "\(ending.errors)")
            #expect(ending.output == "text\n21\n")
            let executed = try Notebook(reading: HostFile.read(output))
            #expect(executed.cells.map(\.executionCount) == [1, 2])
        }
    }

    @Test(arguments: ContainerBackend.underTest)
    func `an image that the engine doesn't have is a usage error`(
        _ backend: ContainerBackend
    ) async throws {
        for ending in [
            try await backend.run("run", "--image", "no/such:image", "-c", "1"),
            try await backend.run(
                "execute",
                "--image",
                "no/such:image",
                input: "{\"code\": \"1\"}"
            ),
        ] {
            #expect(ending.status == 2)
            #expect(ending.output.isEmpty)
            #expect(ending.errors.isOneLine)
            #expect(ending.errors.contains("doesn't have the image 'no/such:image'"))
        }
    }

    @Test(arguments: ContainerBackend.underTest.filter { $0 != .dockerCLI })
    func `auto takes an engine that has the image, and says so`(
        _ backend: ContainerBackend
    ) async throws {
        let ending = try await backend.run("run", "-c", "1", isNamed: false)
        #expect(ending.status == 0)
        #expect(ending.errors.isOneLine)
        #expect(ending.errors.hasPrefix("sandbox-demo: using docker-engine: it has Python 3."))
        let missing = try await backend.run("run", "--image", "no/such", "-c", "1", isNamed: false)
        #expect(missing.status == 2)
        #expect(missing.errors.isOneLine)
    }

    @Test(arguments: ContainerBackend.underTest)
    func `the doctor finds it and its runtime`(_ backend: ContainerBackend) async throws {
        let ending = try await backend.run("doctor", "--json", isNamed: false)
        #expect(ending.status == 0)
        let report = try JSONValue(parsing: Array(ending.output.utf8))
        let found = report["backends"]?.arrayValue?.first {
            $0["name"]?.stringValue == backend.name
        }
        #expect(found?["available"]?.boolValue == true, "\(ending.output)")
        #expect(found?["capabilities"]?["disk"]?["scope"]?.stringValue == "sandbox")
        #expect(found?["runtimes"]?[0]?["available"]?.boolValue == true)
    }

    @Test(arguments: ContainerBackend.underTest)
    func `what is prepared already is told by its reference`(
        _ backend: ContainerBackend
    ) async throws {
        let ending = try await backend.run("prepare", "python")
        #expect(ending.status == 0)
        #expect(ending.output == "\(ContainerBackend.image)\n")
        #expect(ending.errors.contains("is there already"))
        let json = try await backend.run("prepare", "python", "--json")
        let report = try JSONValue(parsing: Array(json.output.utf8))
        #expect(report["backend"]?.stringValue == backend.name)
        #expect(report["image"]?.stringValue == ContainerBackend.image)
    }

    @Test(arguments: ContainerBackend.underTest)
    func `prune tells what it removed`(_ backend: ContainerBackend) async throws {
        let ending = try await backend.run("prune")
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.errors.isEmpty)
        #expect(ending.output.isPruneReport, "\(ending.output)")
    }
}
