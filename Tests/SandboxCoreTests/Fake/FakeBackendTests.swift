import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FakeBackendTests {
    @Test func `the example of the documentation holds`() async throws {
        let backend = FakeBackend {
            $0.on("1 + 1", .value("2"))
            $0.on(.containing("import pandas"), .print("loaded\n"), .takes(.seconds(2)))
            $0.on("forever()", .hang())
        }
        try await withPythonSession(on: backend) { session in
            #expect(try await session.run("1 + 1").value == "2")
            let result = try await session.run("forever()", CellOptions(timeout: .seconds(30)))
            #expect(result.outcome == .timedOut)
            #expect(result.duration == .seconds(30))  // in no time
        }
        #expect(backend.recorded.code == ["1 + 1", "forever()"])
    }

    @Test func `a cell without a rule fails and says its code`() async throws {
        let backend = FakeBackend()
        let result = try await withPythonSession(on: backend) { try await $0.run("x = '1'") }
        #expect(result.outcome.exception?.name == "UnscriptedCell")
        #expect(result.outcome.exception?.value.contains("x = '1'") == true)
        #expect(backend.recorded.unmatchedCells.map(\.code) == ["x = '1'"])
    }

    @Test func `the first rule that matches counts`() async throws {
        let backend = FakeBackend {
            $0.on("a", .value("code"))
            $0.on(.containing("b"), .value("part"))
            $0.on(.where { $0.number == 3 }, .value("number"))
            $0.on(.anything, .value("rest"))
        }
        try await withPythonSession(on: backend) { session async throws in
            for (code, value) in [
                (" a\n", "code"), ("xbx", "part"), ("c", "number"), ("d", "rest"),
            ] {
                #expect(try await session.run(code).value == value)
            }
        }
        #expect(backend.recorded.unmatchedCells.isEmpty)
    }

    @Test func `a rule can be for the first cells only`() async throws {
        let backend = FakeBackend {
            $0.on("f()", times: 2, .raise("ConnectionError"))
            $0.on("f()", .value("1"))
        }
        try await withPythonSession(on: backend) { session async throws in
            #expect(try await session.run("f()").outcome.exception?.name == "ConnectionError")
            #expect(try await session.run("f()").outcome.exception?.name == "ConnectionError")
            #expect(try await session.run("f()").value == "1")
        }
    }

    @Test func `an answer can depend on variables, which a restart empties`() async throws {
        let backend = FakeBackend {
            $0.on("x = 1") { _, variables in
                variables["x"] = "1"
                return []
            }
            $0.on("x") { _, variables in
                variables["x"].map { [.value($0)] } ?? [.raise("NameError", "no x")]
            }
            $0.on("crash()", .die(signal: 11))
        }
        try await withPythonSession(on: backend) { session in
            _ = try await session.run("x = 1")
            #expect(try await session.run("x").value == "1")
            let crash = try await session.run("crash()")
            #expect(crash.outcome == .killed(signal: 11))
            #expect(crash.session == .restarted)
            #expect(try await session.run("x").outcome.exception?.name == "NameError")
            _ = try await session.run("x = 1")
            try await session.restart()
            #expect(try await session.run("x").outcome.exception?.name == "NameError")
        }
        #expect(backend.recorded.restarts == 1)
    }

    @Test func `cells are recorded with their options`() async throws {
        let backend = FakeBackend { $0.on(.anything) }
        try await withPythonSession(on: backend) { session in
            _ = try await session.run("a", CellOptions(timeout: .milliseconds(1100)))
            _ = try await session.run("b", CellOptions(isSilent: true))
        }
        let cells = backend.recorded.cells
        #expect(cells.map(\.number) == [1, 2])
        #expect(cells.map(\.executionCount) == [1, nil])
        #expect(cells.map(\.timeout) == [.milliseconds(1100), nil])
        #expect(cells.map(\.isSilent) == [false, true])
        #expect(cells.map(\.sandbox) == [1, 1])
    }

    @Test func `what it claims to enforce can be set`() async throws {
        let backend = FakeBackend { $0.capabilities.isolatesNetwork = false }
        #expect(await backend.capabilities().isolatesNetwork == false)
        #expect(await FakeBackend().capabilities().memory.holdsForWholeSandbox)
        #expect(await FakeBackend().probe().isAvailable)
    }

    @Test func `backends share nothing`() async throws {
        let left = FakeBackend { $0.on("x", .value("left"), .takes(.seconds(1))) }
        let right = FakeBackend { $0.on("x", .value("right")) }
        async let first = withPythonSession(on: left) { try await $0.run("x").value }
        async let second = withPythonSession(on: right) { try await $0.run("x").value }
        #expect(try await (first, second) == ("left", "right"))
        #expect(left.recorded.cells.count == 1)
        #expect(right.time.now.offset == .zero)
    }

    @Test func `it can be named by a leading dot`() async throws {
        func value(on backend: some SandboxBackend) async throws -> String? {
            try await withPythonSession(on: backend) { try await $0.run("1").value }
        }
        #expect(try await value(on: .fake { $0.on("1", .value("one")) }) == "one")
    }

    @Test func `everything works in pieces of one byte`() async throws {
        let backend = FakeBackend {
            $0.pieceLimit = 1
            $0.on("x", .print("äöü€😀\n"), .value("2"))
        }
        try await withPythonSession(on: backend) { session in
            let result = try await session.run("x")
            #expect(result.text == "äöü€😀\n")
            #expect(result.value == "2")
        }
    }
}
