import NotebookModel
import Testing

@Suite(.timeLimit(.minutes(1)))
struct BackendChoiceTests {
    @Test func `auto takes bubblewrap where no engine is, and says why`() async throws {
        for options in [[], ["--backend", "auto"]] {
            let ending = try await Demo.run(["run", "-c", "print(1)"] + options)
            #expect(ending.output == "1\n")
            #expect(ending.errors.isOneLine)
            #expect(
                ending.errors.hasPrefix("sandbox-demo: using bubblewrap: there is no engine at")
            )
        }
    }

    @Test func `what auto can't start is told in one line with the reason of the choice`()
        async throws
    {
        let ending = try await Demo.run("run", "--runtime", "nothing", "-c", "1")
        #expect(ending.status == 2)
        #expect(ending.errors.isOneLine)
        #expect(ending.errors.contains("bubblewrap was chosen: docker-engine has no runtime"))
    }

    @Test(
        arguments: [
            (["--backend", "docker-engine"], "there is no engine at unix:///nonexistent/engine"),
            (["--backend", "docker-cli", "--engine", "/nonexistent/docker"], "is not installed"),
            (["--engine", "/nonexistent/docker"], "is not installed"),
            (["--backend", "kubernetes"], "not part of this build"),
        ] as [([String], String)]
    )
    func `a backend that was named and can't be used is an error`(
        _ options: [String],
        _ hint: String
    ) async throws {
        let run = try await Demo.run(["run", "-c", "1"] + options)
        let prune = try await Demo.run(["prune"] + options)
        let prepare = try await Demo.run(["prepare", "base"] + options)
        for ending in [run, prune, prepare] {
            #expect(ending.status == 3)
            #expect(ending.output.isEmpty)
            #expect(ending.errors.isOneLine)
            #expect(ending.errors.contains(hint), "\(ending.errors)")
        }
    }

    @Test func `prune passes over what isn't available`() async throws {
        let ending = try await Demo.run("prune")
        #expect(ending.status == 0)
        #expect(ending.errors.isEmpty, "\(ending.errors)")
        #expect(ending.output.isPruneReport)
    }
}

extension String {
    /// Whether it tells what was removed, or that there was nothing.
    var isPruneReport: Bool {
        self == "nothing to remove\n"
            || !isEmpty && split(separator: "\n").allSatisfy { $0.hasPrefix("removed ") }
    }
}
