import Foundation
import SandboxCore
import Testing

/// Python may live anywhere.
@Suite(.timeLimit(.minutes(3)))
struct InterpreterTests {
    /// Interpreters on this machine: the system's, and those of pyenv, whose directory may be
    /// closed to others.
    static let interpreters: [String] = {
        let home = NSHomeDirectory()
        let versions = home + "/.pyenv/versions"
        let pyenv = ((try? FileManager.default.contentsOfDirectory(atPath: versions)) ?? [])
            .sorted()
            .filter { $0.hasPrefix("3.") && (Int($0.split(separator: ".")[1]) ?? 0) >= 8 }
            .map { "\(versions)/\($0)/bin/python3" }
        return (["/usr/bin/python3"] + pyenv).filter(FileManager.default.isExecutableFile)
    }()

    @Test(arguments: interpreters)
    func `the interpreter runs with all its standard library`(path: String) async throws {
        let backend = BubblewrapBackend(interpreters: [.python: path])
        try await withPythonSession(on: backend) { session in
            let code = """
                import asyncio, ctypes, decimal, json, lzma, multiprocessing, sqlite3, ssl, unittest
                import sys
                print(sys.version_info[:2])
                def fail(): raise ValueError('x')
                fail()
                """
            let result = try await session.run(code)
            #expect(result.outcome.exception?.name == "ValueError", "\(result.outcome)")
            #expect(await session.pythonVersion.hasPrefix("3."))
        }
    }

    @Test
    func `a virtual environment under a closed home sees its packages and nothing else there`()
        async throws
    {
        let home = NSHomeDirectory() + "/.swift-python-sandbox-test-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: home) }
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home)
        _ = try await Host.output(
            of: "/usr/bin/python3",
            ["-m", "venv", "--without-pip", home + "/env"]
        )
        let packages = try #require(
            try await Host.output(
                of: home + "/env/bin/python3",
                ["-c", "import site; print(site.getsitepackages()[0])"]
            ).split(separator: "\n").first
        )
        try Data("answer = 42".utf8).write(to: URL(fileURLWithPath: "\(packages)/carried.py"))
        try Data("secret".utf8).write(to: URL(fileURLWithPath: home + "/secret.txt"))
        let backend = BubblewrapBackend(interpreters: [.python: home + "/env/bin/python3"])
        try await withPythonSession(on: backend) { session in
            #expect(try await session.run("import carried; carried.answer").value == "42")
            let around = try await session.run("import os; os.listdir('\(home)')")
            #expect(around.value == "['env']")
        }
    }

    @Test func `a missing interpreter is said to be missing`() async throws {
        let backend = BubblewrapBackend(interpreters: [.python: "/nowhere/python3"])
        let error = await #expect(throws: SandboxError.self) {
            _ = try await backend.makePythonSession()
        }
        #expect(error?.code == .runtimeUnavailable)
        #expect(error?.message.contains("/nowhere/python3") == true)
    }

    @Test func `a program that is no Python is refused with what it said`() async throws {
        let backend = BubblewrapBackend(interpreters: [.python: "/bin/ls"])
        let error = await #expect(throws: SandboxError.self) {
            _ = try await backend.makePythonSession()
        }
        #expect(error?.code == .runtimeUnavailable)
    }

    @Test(arguments: ["no-such-runtime", "../../../../bin", ".hidden", ""])
    func `an unknown runtime is refused with what would help`(name: String) async throws {
        let error = await #expect(throws: SandboxError.self) {
            _ = try await BubblewrapBackend().makePythonSession(
                SessionConfiguration(runtime: Runtime(rawValue: name))
            )
        }
        #expect(error?.code == .runtimeUnavailable)
        #expect(error?.message.contains("prepare-runtime") == true)
    }
}
