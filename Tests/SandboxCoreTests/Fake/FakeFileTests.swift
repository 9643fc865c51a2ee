import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FakeFileTests {
    private let small = SessionConfiguration(limits: ResourceLimits(disk: .mebibytes(1)))

    @Test func `a file that is written can be read, listed and removed`() async throws {
        try await withPythonSession(on: FakeBackend()) { session in
            let workspace = session.workspace
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
            try await workspace.write(bytes, to: "data/raw.bin")
            #expect(try await workspace.read("data/raw.bin") == bytes)
            let entries = try await workspace.list(isRecursive: true).entries
            #expect(entries.map(\.path.description) == ["data", "data/raw.bin"])
            #expect(entries.map(\.kind) == [.directory, .file])
            #expect(try await workspace.usage().used == ByteCount(bytes: 200_000))
            await expectError(.fileExists) { try await workspace.remove("data") }
            try await workspace.remove("data", isRecursive: true)
            #expect(try await workspace.list().entries.isEmpty)
            #expect(try await workspace.usage().used == ByteCount(bytes: 0))
        }
    }

    @Test func `cells and host share the workspace`() async throws {
        let backend = FakeBackend {
            $0.file("given.txt", Array("given".utf8))
            $0.on("copy()", .readFile("in.csv") { [.writeFile("out/copy.csv", $0)] })
            $0.on(
                "given()",
                .readFile("given.txt") { [.print(String(decoding: $0, as: UTF8.self))] }
            )
            $0.on("clean()", .removeFile("out"))
        }
        try await withPythonSession(on: backend) { session in
            try await session.workspace.write(Array("a,b".utf8), to: "in.csv")
            #expect(try await session.run("copy()").outcome == .ok)
            #expect(try await session.workspace.read("out/copy.csv") == Array("a,b".utf8))
            #expect(try await session.run("given()").text == "given")
            _ = try await session.run("clean()")
            await expectError(.fileNotFound) { try await session.workspace.read("out/copy.csv") }
        }
        #expect(backend.recorded.fileOperations.first == "put in.csv")
    }

    @Test func `a missing file raises in the cell`() async throws {
        let backend = FakeBackend { $0.on("read()", .readFile("none") { _ in [] }) }
        let result = try await withPythonSession(on: backend) { try await $0.run("read()") }
        #expect(result.outcome.exception?.name == "FileNotFoundError")
    }

    @Test func `a full disk raises in the cell and keeps the session`() async throws {
        let backend = FakeBackend {
            $0.on("fill()", .writeFile("big", [UInt8](repeating: 0, count: 1 << 20 + 1)))
        }
        try await withPythonSession(on: backend, configuration: small) { session in
            let result = try await session.run("fill()")
            #expect(result.outcome.exception?.value == "[Errno 28] No space left on device")
            #expect(result.session == .kept)
            #expect(try await session.workspace.usage().capacity == .mebibytes(1))
        }
    }

    @Test func `an upload that finds no space leaves the old file`() async throws {
        let backend = FakeBackend {
            $0.on("fill()", .writeFile("big", [UInt8](repeating: 0, count: 1 << 20 - 10)))
        }
        try await withPythonSession(on: backend, configuration: small) { session in
            try await session.workspace.write([1, 2], to: "a")
            _ = try await session.run("fill()")
            await expectError(.quotaExceeded) {
                try await session.workspace.write([UInt8](repeating: 3, count: 100), to: "a")
            }
            #expect(try await session.workspace.read("a") == [1, 2])
        }
    }

    @Test func `the session's upload quota holds`() async throws {
        var configuration = SessionConfiguration()
        configuration.uploads = UploadQuota(total: ByteCount(bytes: 10))
        let backend = FakeBackend()
        try await withPythonSession(on: backend, configuration: configuration) { session in
            try await session.workspace.write([UInt8](repeating: 0, count: 10), to: "a")
            await expectError(.quotaExceeded) { try await session.workspace.write([0], to: "b") }
        }
        #expect(backend.recorded.fileOperations == ["put a"])
    }

    @Test func `a directory that is removed gives its quota back`() async throws {
        var configuration = SessionConfiguration()
        configuration.uploads = UploadQuota(total: ByteCount(bytes: 10))
        try await withPythonSession(on: FakeBackend(), configuration: configuration) { session in
            let bytes = [UInt8](repeating: 0, count: 10)
            try await session.workspace.write(bytes, to: "d/a")
            try await session.workspace.remove("d", isRecursive: true)
            try await session.workspace.write(bytes, to: "e/a")
        }
    }

    @Test func `links are listed and never followed`() async throws {
        let backend = FakeBackend {
            $0.on("plant()", .makeLink("plot.png", to: "/etc/passwd"), .makeLink("up", to: ".."))
        }
        try await withPythonSession(on: backend) { session in
            #expect(try await session.run("plant()").outcome == .ok)
            let workspace = session.workspace
            #expect(try await workspace.list().entries.map(\.kind) == [.link, .link])
            await expectError(.notAFile) { try await workspace.read("plot.png") }
            await expectError(.rejected) { try await workspace.write([1], to: "up/file") }
            try await workspace.write([1], to: "plot.png")
            #expect(try await workspace.read("plot.png") == [1])
        }
    }

    @Test func `a file that is larger than asked for is not read`() async throws {
        let backend = FakeBackend { $0.file("a", [UInt8](repeating: 0, count: 100)) }
        try await withPythonSession(on: backend) { session async throws in
            await expectError(.quotaExceeded) {
                try await session.workspace.read("a", limit: ByteCount(bytes: 99))
            }
            #expect(
                try await session.workspace.read("a", limit: ByteCount(bytes: 100)).count == 100
            )
        }
    }

    @Test(arguments: [
        "é", "e\u{301}", "a b", "-rf", "\"'\n", "😀", String(repeating: "x", count: 255),
    ])
    func `odd names are kept byte for byte`(name: String) async throws {
        try await withPythonSession(on: FakeBackend()) { session in
            try await session.workspace.write([], to: name)
            let entry = try #require(try await session.workspace.list().entries.first)
            #expect(Array(entry.path.description.utf8) == Array(name.utf8))
            #expect(try await session.workspace.read(name) == [])
        }
    }

    @Test func `directories can be made, and names are taken`() async throws {
        try await withPythonSession(on: FakeBackend()) { session in
            let workspace = session.workspace
            try await workspace.makeDirectory("a/b")
            await expectError(.fileExists) { try await workspace.makeDirectory("a/b") }
            await expectError(.notAFile) { try await workspace.write([], to: "a") }
            try await workspace.write([], to: "file")
            await expectError(.notAFile) { try await workspace.write([], to: "file/below") }
            await expectError(.notAFile) { try await workspace.list("file") }
        }
    }
}
