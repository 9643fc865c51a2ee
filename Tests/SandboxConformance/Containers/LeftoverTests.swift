import Foundation
import NotebookModel
import SandboxCore
import Testing

/// Whatever ends a session, no container of it remains.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct LeftoverTests {
    private struct Failure: Error {}

    @Test(arguments: BackendUnderTest.containers)
    func `after a normal end`(backend: BackendUnderTest) async throws {
        let label = UUID().uuidString
        let value = try await withPythonSession(on: backend.container(labelled: label)) { session in
            #expect(try await backend.engine.containers(labelled: "test=\(label)").count == 1)
            return try await session.run("1 + 1").value
        }
        #expect(value == "2")
        // At once: closing waits for the removal.
        #expect(try await backend.engine.containers(labelled: "test=\(label)").isEmpty)
    }

    @Test(arguments: BackendUnderTest.containers)
    func `after a thrown error`(backend: BackendUnderTest) async throws {
        let label = UUID().uuidString
        await #expect(throws: Failure.self) {
            try await withPythonSession(on: backend.container(labelled: label)) { session in
                _ = try await session.run("import subprocess; subprocess.Popen(['sleep', '1000'])")
                throw Failure()
            }
        }
        #expect(try await backend.engine.containers(labelled: "test=\(label)").isEmpty)
    }

    @Test(arguments: BackendUnderTest.containers)
    func `after a task that was cancelled in the middle of a cell`(
        backend: BackendUnderTest
    ) async throws {
        let label = UUID().uuidString
        let task = Task {
            try await withPythonSession(on: backend.container(labelled: label)) { session in
                for try await event in try await session.stream("print('on')\nwhile True: pass") {
                    if case .text = event { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
        }
        _ = await task.result
        #expect(try await backend.engine.containers(labelled: "test=\(label)").isEmpty)
    }

    @Test(arguments: BackendUnderTest.containers)
    func `after a start that was cancelled at any moment`(backend: BackendUnderTest) async throws {
        let label = UUID().uuidString
        let container = backend.container(labelled: label)
        #expect(await container.probe(.python).isAvailable)
        for milliseconds in stride(from: 0, through: 400, by: 40) {
            let task = Task {
                let session = try await container.makePythonSession()
                await session.close()
            }
            try await Task.sleep(for: .milliseconds(milliseconds))
            task.cancel()
            _ = await task.result
        }
        #expect(try await backend.engine.leftovers(labelled: "test=\(label)").isEmpty)
    }

    @Test(arguments: BackendUnderTest.containers)
    func `after a start that failed`(backend: BackendUnderTest) async throws {
        let label = UUID().uuidString
        let container = backend.container(labelled: label) { $0.ociRuntime = "no-such-runtime" }
        let error = await #expect(throws: SandboxError.self) {
            _ = try await container.makePythonSession()
        }
        #expect(error?.fault == .optionRefused, "\(String(describing: error))")
        #expect(try await backend.engine.containers(labelled: "test=\(label)").isEmpty)
    }

    @Test(arguments: BackendUnderTest.containers)
    func `a container that someone removes ends its cell at once`(
        backend: BackendUnderTest
    ) async throws {
        let label = UUID().uuidString
        let result = try await cellCutShort(on: backend.container(labelled: label)) {
            let engine = try backend.engine
            for id in try await engine.containers(labelled: "test=\(label)") {
                try await engine.request("DELETE", "/containers/\(id)?force=1")
            }
        }
        #expect(result.session == .gone)
        #expect(result.text == "so far\n")
        guard case .sessionLost = result.outcome else {
            Issue.record("\(result.outcome)")
            return
        }
    }

    @Test(arguments: BackendUnderTest.containers)
    func `a kill after a cell that ran out of memory is no lack of memory`(
        backend: BackendUnderTest
    ) async throws {
        let label = UUID().uuidString
        var configuration = SessionConfiguration()
        configuration.limits.memory = .mebibytes(96)
        let container = backend.container(labelled: label)
        try await withPythonSession(on: container, configuration: configuration) { session in
            let first = try await session.run("x = b'1' * (400 << 20)")
            guard case .outOfMemory = first.outcome else {
                Issue.record("\(first.outcome)")
                return
            }
            var outcome: CellOutcome?
            for try await event in try await session.stream("print('on')\nwhile True: pass") {
                if case .finished(let result) = event { outcome = result.outcome }
                guard case .text = event else { continue }
                let engine = try backend.engine
                for id in try await engine.containers(labelled: "test=\(label)") {
                    try await engine.request("POST", "/containers/\(id)/kill")
                }
            }
            guard case .sessionLost = outcome else {
                Issue.record("\(String(describing: outcome))")
                return
            }
        }
    }

    @Test(arguments: BackendUnderTest.containers.filter { $0 == .dockerCLI })
    func `a command line that is killed ends its cell and its container`(
        backend: BackendUnderTest
    ) async throws {
        let label = UUID().uuidString
        let clock = ContinuousClock()
        var killed = clock.now
        let result = try await cellCutShort(on: backend.container(labelled: label)) {
            let programs = Host.descendants(of: Int(getpid()), running: "test=\(label)")
            #expect(programs.count == 1)
            killed = clock.now
            for program in programs { kill(pid_t(program), SIGKILL) }
        }
        #expect(result.session == .gone)
        #expect(result.text == "so far\n")
        if case .sessionLost(let reason) = result.outcome {
            #expect(reason.contains("'docker run' was ended by signal 9"), "\(reason)")
        } else {
            Issue.record("\(result.outcome)")
        }
        #expect(clock.now - killed < .seconds(15))
        #expect(try await backend.engine.leftovers(labelled: "test=\(label)").isEmpty)
        #expect(Host.descendants(of: Int(getpid()), running: "test=\(label)").isEmpty)
    }

    /// The close doesn't wait for it, and the container goes all the same.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: BackendUnderTest.containers.filter { $0 == .dockerCLI }
    )
    func `an engine that hangs in a removal is asked again`(backend: BackendUnderTest) async throws
    {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("docker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let program = directory.appendingPathComponent("docker").path
        let script = """
            #!/bin/sh
            if [ "$1" = rm ] && mkdir \(directory.path)/removed 2> /dev/null; then exec sleep 1000; fi
            exec docker "$@"
            """
        try Data(script.utf8).write(to: URL(fileURLWithPath: program))
        chmod(program, 0o755)
        let label = UUID().uuidString
        var options = ContainerOptions()
        options.labels = ["test": label]
        let hanging = DockerCLIBackend(
            program: program,
            catalog: BackendUnderTest.catalog,
            options: options
        )
        let session = try await hanging.makePythonSession()
        _ = try await session.run("1")
        await session.close()
        let engine = try backend.engine
        for _ in 0..<200 where !(try await engine.leftovers(labelled: "test=\(label)").isEmpty) {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try await engine.leftovers(labelled: "test=\(label)").isEmpty)
    }

    /// A cell in the middle of which something happens to its sandbox.
    private func cellCutShort(
        on backend: any SandboxBackend,
        by event: () async throws -> Void
    ) async throws -> CellResult {
        try await withPythonSession(on: backend) { session in
            let cell = "import sys, time\nsys.stdout.write('so far\\n')\ntime.sleep(100)"
            var result: CellResult?
            for try await progress in try await session.stream(cell) {
                if case .text = progress { try await event() }
                if case .finished(let end) = progress { result = end }
            }
            let end = try #require(result)
            await #expect(throws: SandboxError.self) { _ = try await session.run("1") }
            return end
        }
    }
}
