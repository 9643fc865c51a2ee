import Foundation
import SandboxCore
import Synchronization
import Testing

/// Images are built when that is asked for, step by step.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct PreparationTests {
    @Test(arguments: BackendUnderTest.containers)
    func `an image is built once, with its progress, and its files are there`(
        backend: BackendUnderTest
    ) async throws {
        let base = BackendUnderTest.catalog[.python].image
        let recipe = ImageRecipe(
            files: [
                "folder/Dockerfile": Array("ARG BASE\nFROM ${BASE}\nCOPY folder/note /note\n".utf8),
                "folder/note": Array("\(UUID())".utf8),
            ],
            dockerfile: "folder/Dockerfile",
            arguments: ["BASE": base]
        )
        let image = "swift-python-sandbox/test:\(recipe.digest)"
        let entry = RuntimeCatalog.Entry(image: image, recipe: recipe)
        let catalog = RuntimeCatalog(entries: ["noted": entry], fallbackImage: base)
        let preparing = try #require(backend.running(catalog) as? any RuntimePreparing)
        #expect(await !preparing.probe("noted").isAvailable)
        let steps = Steps()
        try await preparing.prepare("noted") { steps.add($0) }
        #expect(steps.all.first == .building(image: image))
        #expect(steps.all.last == .ready(image: image))
        #expect(
            steps.all.contains { if case .progress(let line) = $0 { !line.isEmpty } else { false } }
        )
        #expect(await preparing.probe("noted").isAvailable)

        let again = Steps()
        try await preparing.prepare("noted") { again.add($0) }
        #expect(again.all == [.present(image: image)])

        let text = try await withPythonSession(on: preparing, runtime: "noted") { session in
            try await session.run("open('/note').read()").value
        }
        #expect(text?.count == 38)
        try await backend.engine.request("DELETE", "/images/\(image)?force=1")
    }

    @Test(arguments: BackendUnderTest.containers)
    func `what an image declares for itself is replaced`(backend: BackendUnderTest) async throws {
        let base = BackendUnderTest.catalog[.python].image
        let steps = """
            FROM \(base)
            RUN mkdir -m 777 /data && echo kept > /data/file
            ENV PYTHONSTARTUP=/nonexistent PYTHONPATH=/data SECRET=1 LANG=tlh
            VOLUME /data /more
            HEALTHCHECK --interval=1s CMD touch /data/health
            STOPSIGNAL SIGSTOP
            USER nobody
            WORKDIR /data
            ENTRYPOINT ["/bin/echo", "not this"]

            """
        let recipe = ImageRecipe(files: ["Dockerfile": Array(steps.utf8)])
        let image = "swift-python-sandbox/declaring:\(recipe.digest)"
        let entry = RuntimeCatalog.Entry(image: image, recipe: recipe)
        let catalog = RuntimeCatalog(entries: ["declaring": entry], fallbackImage: base)
        let preparing = try #require(backend.running(catalog) as? any RuntimePreparing)
        try await preparing.prepare("declaring") { _ in }
        for _ in 0..<2 {  // the second start knows the image already
            try await withPythonSession(on: preparing, runtime: "declaring") { session in
                let code = """
                    import os
                    def writable(path):
                        try: open(path + '/x', 'wb').write(bytes(1 << 20))
                        except OSError: return False
                        return True
                    [p for p in ('/data', '/more') if os.path.isdir(p) and writable(p)], os.getuid(), \\
                        [n for n in os.environ if n.startswith('PYTHONS') or n in ('SECRET', 'PYTHONPATH')], \\
                        os.environ['LANG'], os.getcwd()
                    """
                let result = try await session.run(code)
                #expect(
                    result.value == "([], 1000, [], 'C.UTF-8', '/sandbox/workspace')",
                    "\(result.outcome)"
                )
            }
        }
        try await backend.engine.request("DELETE", "/images/\(image)?force=1")
    }

    @Test(arguments: BackendUnderTest.containers)
    func `a build that fails says what its last step said`(backend: BackendUnderTest) async throws {
        let base = BackendUnderTest.catalog[.python].image
        let step = "RUN echo 'the reason is this'; exit 3"
        let recipe = ImageRecipe(files: ["Dockerfile": Array("FROM \(base)\n\(step)\n".utf8)])
        let image = "swift-python-sandbox/failing:\(recipe.digest)"
        let entry = RuntimeCatalog.Entry(image: image, recipe: recipe)
        let catalog = RuntimeCatalog(entries: ["failing": entry], fallbackImage: base)
        let preparing = try #require(backend.running(catalog) as? any RuntimePreparing)
        let steps = Steps()
        let error = await #expect(throws: SandboxError.self) {
            try await preparing.prepare("failing") { steps.add($0) }
        }
        // "returned a non-zero code: 3", "exit status 3"
        #expect(error?.message.contains(" 3") == true, "\(String(describing: error))")
        #expect(steps.all.contains(.progress("the reason is this")))
        #expect(await !preparing.probe("failing").isAvailable)
    }

    @Test(arguments: BackendUnderTest.containers, ["exit 3", "echo begun; sleep 1000"])
    func `a build that fails or is cancelled leaves no container`(
        backend: BackendUnderTest,
        step: String
    ) async throws {
        let base = BackendUnderTest.catalog[.python].image
        let label = UUID().uuidString
        let dockerfile = "FROM \(base)\nLABEL test=\(label)\nRUN \(step)\n"
        let recipe = ImageRecipe(files: ["Dockerfile": Array(dockerfile.utf8)])
        let image = "swift-python-sandbox/abandoned:\(recipe.digest)"
        let entry = RuntimeCatalog.Entry(image: image, recipe: recipe)
        let catalog = RuntimeCatalog(entries: ["abandoned": entry], fallbackImage: base)
        let preparing = try #require(backend.running(catalog) as? any RuntimePreparing)
        let steps = Steps()
        let preparation = Task { try await preparing.prepare("abandoned") { steps.add($0) } }
        if step != "exit 3" {
            while !steps.all.contains(.progress("begun")) {
                try await Task.sleep(for: .milliseconds(20))
            }
            preparation.cancel()
        }
        await #expect(throws: (any Error).self) { try await preparation.value }
        #expect(try await backend.engine.leftovers(labelled: "test=\(label)").isEmpty)
    }
}

/// Steps that were reported, from whatever task.
private final class Steps: Sendable {
    private let list = Mutex<[PreparationStep]>([])

    var all: [PreparationStep] { list.withLock { $0 } }
    func add(_ step: PreparationStep) { list.withLock { $0.append(step) } }
}
