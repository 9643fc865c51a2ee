import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FakeCallTests {
    @Test func `a script tells the variables`() async throws {
        let backend = FakeBackend {
            $0.on("x = 1") { _, names in
                names["x"] = "1"
                return []
            }
            $0.onVariables { names in
                VariableList(
                    variables: names.map { Variable(name: $0.key, type: "int", preview: $0.value) }
                )
            }
        }
        try await withPythonSession(on: backend) { session in
            #expect(try await session.variables() == VariableList(variables: []))
            _ = try await session.run("x = 1")
            let list = try await session.variables()
            #expect(list["x"] == Variable(name: "x", type: "int", preview: "1"))
            #expect(try await session.run("x = 1").executionCount == 2)
        }
        #expect(backend.recorded.code == ["x = 1", "x = 1"])
    }

    @Test func `the limit of a list is kept`() async throws {
        let backend = FakeBackend {
            $0.onVariables { _ in
                VariableList(variables: ["c", "a", "b"].map { Variable(name: $0, type: "int") })
            }
        }
        try await withPythonSession(on: backend) { session in
            let list = try await session.variables(VariableOptions(limit: 2))
            #expect(list.variables.map(\.name) == ["a", "b"])
            #expect(list.leftOut == 1)
            await expectError(.rejected) { try await session.variables(.init(limit: 0)) }
            await expectError(.rejected) { try await session.variables(.init(previewLength: -1)) }
        }
    }

    @Test func `a script analyses cells, and stale ones run in order`() async throws {
        let analyses = [
            CellAnalysis(
                defines: ["x"],
                doubts: [CellDoubt(line: 1, kind: .files, what: "open")]
            ),
            CellAnalysis(defines: ["y"], uses: ["x"], failure: nil),
            CellAnalysis(
                opacities: [.init(line: 2, kind: .code, what: "exec")],
                failure: .init(line: 1, column: 2, message: "no")
            ),
        ]
        let backend = FakeBackend {
            $0.onAnalysis { cells in Array(analyses.prefix(cells.count)) }
            for code in ["a", "b"] { $0.on(.code(code), .value(code)) }
        }
        try await withPythonSession(on: backend) { session in
            #expect(try await session.analysis(of: ["a", "b", "c"]) == analyses)
            let run = try await session.runStale(
                in: ["a", "b"],
                afterEditing: [0],
                executed: [0, 1]
            )
            #expect(run.stale == [0, 1])
            #expect(run.cells.map(\.result.value) == ["a", "b"])
            #expect(run.executed == [0, 1, 0, 1])
            #expect(run.isCompleted)
        }
    }

    @Test func `a failing cell ends the run of stale ones`() async throws {
        let backend = FakeBackend {
            $0.onAnalysis { _ in [CellAnalysis(defines: ["x"]), CellAnalysis(uses: ["x"])] }
            $0.on("a", .raise("ValueError", "no"))
        }
        try await withPythonSession(on: backend) { session in
            let run = try await session.runStale(
                in: ["a", "b"],
                afterEditing: [0],
                executed: [0, 1]
            )
            #expect(run.remaining == [1])
            #expect(!run.isCompleted)
            await expectError(.rejected) {
                try await session.runStale(in: ["a"], afterEditing: [1], executed: [])
            }
        }
    }

    @Test func `a replay doesn't doubt what it leaves out`() async throws {
        let backend = FakeBackend {
            $0.onAnalysis { cells in
                [false, true].prefix(cells.count).map { isShownOnly in
                    CellAnalysis(
                        doubts: [
                            CellDoubt(
                                line: 1,
                                kind: .time,
                                what: "x",
                                isShownOnly: isShownOnly
                            )
                        ]
                    )
                }
            }
            for code in ["a", "b"] { $0.on(.code(code), .value("1")) }
        }
        try await withPythonSession(on: backend) { session in
            let report = try await session.replay(["a", "b"])
            #expect(report.doubts.map(\.cell) == [0])
        }
    }

    @Test func `more cells than can be analysed are refused`() async throws {
        let backend = FakeBackend { $0.onAnalysis { $0.map { _ in CellAnalysis() } } }
        try await withPythonSession(on: backend) { session in
            let most = Array(repeating: "", count: 2000)
            let analyses = try await session.analysis(of: most)
            #expect(analyses.count == 2000)
            await expectError(.rejected) { try await session.analysis(of: most + [""]) }
        }
    }

    @Test func `a replayed cell shows nothing and gets no input`() async throws {
        let backend = FakeBackend {
            $0.onAnalysis { $0.map { _ in CellAnalysis() } }
            $0.on("a", .print("text"), .value("1"), .plot([1]))
            $0.on("b", .input("name?") { [.print($0)] })
            $0.on("c", .value("3"))
        }
        let configuration = SessionConfiguration(input: .answers(["x"]))
        try await withPythonSession(on: backend, configuration: configuration) { session in
            let report = try await session.replay(["a", "b", "c"])
            #expect(report.failure?.cell == 1)
            #expect(report.failure?.result.outcome.exception?.name == "EOFError")
        }
        try await withPythonSession(on: backend) { session in
            let report = try await session.replay(["a", "c"])
            #expect(report.isFaithful)
            let result = try await session.run("c")
            #expect(result.executionCount == 3)
            #expect(result.value == "3")
            await expectError(.rejected) { try await session.replay(["a"]) }
        }
        #expect(backend.recorded.cells.map(\.isReplayed) == [true, true, true, true, false])
    }

    @Test func `a script unpacks archives and installs packages`() async throws {
        let report = ExtractionReport(
            files: 2,
            size: ByteCount(bytes: 30),
            skipped: [.init(path: "link", reason: "it is a link")],
            skippedMore: 1
        )
        let backend = FakeBackend {
            $0.onExtraction {
                $0 == "a.zip" && $1 == "out"
                    ? report : ExtractionReport(files: 0, size: ByteCount(bytes: 0))
            }
            $0.onInstallation(["cowsay==6.1"])
        }
        let network = FakeBackend {
            $0.capabilities.isolatesNetwork = false
            $0.file("wheels/cowsay-6.1-py3-none-any.whl", [1, 2, 3])
            $0.on(.containing("pip"), .value("0"))
        }
        var configuration = SessionConfiguration()
        configuration.uploads = UploadQuota(files: 3)
        try await withPythonSession(on: backend, configuration: configuration) { session in
            let unpacked = try await session.workspace.extract("a.zip", into: "out")
            #expect(unpacked == report)
            // Two of three files are used up.
            try await session.workspace.write([1], to: "one")
            await expectError(.quotaExceeded) { try await session.workspace.write([1], to: "two") }
            let source = PackageSource(backend: network)
            let installed = try await session.install(["cowsay"], from: source)
            #expect(installed == ["cowsay==6.1"])
            let left = try await session.workspace.list()
            #expect(left.entries.map(\.path.description) == ["one"])
        }
    }

    @Test func `without a script the calls say what to add`() async throws {
        try await withPythonSession(on: FakeBackend()) { session in
            await expectError(.unanswered) { try await session.variables() }
            await expectError(.unanswered) { try await session.analysis(of: ["a"]) }
            await expectError(.unanswered) { try await session.workspace.extract("a", into: "b") }
            let error = await #expect(throws: SandboxError.self) {
                try await session.replay(["a"])
            }
            #expect(error?.message.contains("onAnalysis(_:)") == true)
        }
    }

    @Test func `an answer of another shape is a violation`() async throws {
        let backend = FakeBackend { $0.onAnalysis { _ in [] } }
        try await withPythonSession(on: backend) { session in
            await expectError(.protocolViolation) { try await session.analysis(of: ["a"]) }
        }
    }

    @Test func `an answer beyond the output limits is said to be`() async throws {
        let backend = FakeBackend { $0.onVariables { _ in VariableList(variables: []) } }
        var configuration = SessionConfiguration()
        configuration.output.displays = 0
        try await withPythonSession(on: backend, configuration: configuration) { session in
            await expectError(.quotaExceeded) { try await session.variables() }
        }
    }

    @Test func `cells that are too long are refused before they are sent`() async throws {
        let backend = FakeBackend { $0.onAnalysis { $0.map { _ in CellAnalysis() } } }
        let long = String(repeating: "x", count: 1 << 20)
        try await withPythonSession(on: backend) { session in
            let longest = try await session.analysis(of: [long])
            #expect(longest.count == 1)
            await expectError(.rejected) { try await session.analysis(of: [long + "x"]) }
            await expectError(.rejected) {
                try await session.analysis(of: [long, long, long, long])
            }
            let next = try await session.analysis(of: ["a"])
            #expect(next.count == 1)
        }
    }
}
