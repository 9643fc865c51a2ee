import SandboxCore
import Testing

/// A name from outside is a place in the workspace or refused before anything is written; the runner has
/// no files there that an upload could replace.
@Suite(.timeLimit(.minutes(1)))
struct UploadNameTests {
    static let names = [
        "../x", "/etc/x", "/sandbox/workspace/x", "a/../../x", "..", ".", "", "a//b", "a/", "a\0b",
        String(repeating: "n", count: 256), Array(repeating: "a", count: 65).joined(separator: "/"),
    ]
    /// Everything that can be written, with its contents.
    private static let inventory = """
        import hashlib, os
        def inventory():
            found = {}
            for top, directories, files in os.walk('/sandbox'):
                for name in directories: found[os.path.join(top, name)] = None
                for name in files:
                    path = os.path.join(top, name)
                    found[path] = os.path.islink(path) or open(path, 'rb').read()
            return found
        before = inventory()
        """

    @Test(arguments: BackendUnderTest.allCases)
    func `names that lead out are refused, and nothing changes`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let plant = """
                import os
                os.symlink('/sandbox/home', 'home'); os.symlink('home', 'again'); os.symlink('/sandbox', 'up')
                os.symlink('/sandbox/tmp/x', 'file')

                """
            _ = try await session.run(plant + Self.inventory)
            let planted = ["home/x", "again/x", "up/home/x", "up/tmp/deep/er/x", "home"]
            for name in Self.names + planted.dropLast() {
                let error = await #expect(throws: SandboxError.self, "\(name)") {
                    try await session.workspace.write([1], to: name)
                }
                let codes: [SandboxError.Code] = [.rejected, .notAFile, .transferFailed]
                #expect(error.map { codes.contains($0.code) } == true, "\(name)")
                await #expect(throws: SandboxError.self, "\(name)") {
                    try await session.workspace.makeDirectory(name)
                }
            }
            #expect(try await session.run("inventory() == before").value == "True")
            // A link of that name is replaced by the file, not followed.
            try await session.workspace.write(Array("mine".utf8), to: "file")
            let value = try await session.run(
                "os.path.islink('file'), open('file').read(), os.path.exists('/sandbox/tmp/x')"
            ).value
            #expect(value == "(False, 'mine', False)")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `files with the names of the runner's own modules are only files`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let names = [
                "_sandbox_agent.py", "_sandbox_agent/__init__.py", "_sandbox_agent/tracebacks.py",
                "__main__.py", "site.py", "sitecustomize.py", "traceback.py", "json.py", "ast.py",
                "linecache.py", "asyncio.py", "threading.py", "select.py", "struct.py",
            ]
            for name in names {
                try await session.workspace.write(
                    Array("raise SystemExit('shadowed')".utf8),
                    to: name
                )
            }
            // A fresh worker uses a pause to import what it will need.
            try await session.restart()
            _ = try await session.run("kept = 1")
            try await Task.sleep(for: .milliseconds(200))
            #expect(try await session.run("kept").value == "1")
            let failure = try await session.run("def f(): return 1 / 0\nf()")
            #expect(failure.outcome.exception?.frames.map(\.function) == ["<module>", "f"])
            #expect(try await session.run("print('on')").text == "on\n")
            #expect(try await session.run("'value'").value == "'value'")
            #expect(try await session.workspace.list(isRecursive: true).entries.count == 15)
            // Not even compiled: nobody imported one.
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `names that are one where case doesn't count are refused before a start`(
        backend: BackendUnderTest
    ) async throws {
        let executor = try PythonExecutor(on: backend.backend)
        for names in [
            ["Data.csv", "data.CSV"], ["é", "e\u{301}"], ["Straße", "STRASSE"], ["A/x", "a"],
        ] {
            let files = names.map { ExecutionRequest.File(name: $0, data: "") }
            let error = await #expect(throws: SandboxError.self) {
                try await executor.execute(ExecutionRequest(code: "1", files: files))
            }
            #expect(error?.code == .rejected)
            #expect(error?.message.contains(names[0]) == true)
        }
    }
}
