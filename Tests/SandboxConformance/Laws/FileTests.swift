import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct FileTests {
    static let names = [
        "plain.txt", "a b.txt", "quote'\".txt", "line\nend", "-rf", "😀.bin", "deep/er/file",
        String(repeating: "n", count: 255),
    ]

    @Test(arguments: BackendUnderTest.allCases, names)
    func `a file comes back as it went`(backend: BackendUnderTest, name: String) async throws {
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        try await backend.withSession { session in
            try await session.workspace.write(bytes, to: name)
            #expect(try await session.workspace.read(name) == bytes)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a written file is seen by a program, and the other way round`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            try await session.workspace.write(Array("1,2\n".utf8), to: "data/in.csv")
            let code = "open('out.txt', 'w').write(open('data/in.csv').read() * 2);"
            #expect(try await session.run(code).outcome == .ok)
            #expect(try await session.workspace.read("out.txt") == Array("1,2\n1,2\n".utf8))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an empty file is a file`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            try await session.workspace.write([], to: "empty")
            #expect(try await session.workspace.read("empty") == [])
            let listing = try await session.workspace.list()
            #expect(listing.entries.map(\.path.description) == ["empty"])
            #expect(listing.entries.first?.kind == .file)
        }
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        ["../x", "/etc/x", "a/../../x", "a//b", "", ".", "..", "a\0b", "a/"]
    )
    func `a path that could leave the workspace is refused`(
        backend: BackendUnderTest,
        path: String
    ) async throws {
        try await backend.withSession { session in
            let error = await #expect(throws: SandboxError.self) {
                try await session.workspace.write([1], to: path)
            }
            #expect(error?.code == .rejected)
            let listing = try await session.workspace.list()
            #expect(listing.entries.isEmpty)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `links are not followed`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let code =
                "import os; os.symlink('/etc', 'dir'); os.symlink('/etc/passwd', 'file'); os.mkfifo('fifo')"
            _ = try await session.run(code)
            for path in ["dir/passwd", "file", "fifo"] {
                let error = await #expect(throws: SandboxError.self) {
                    try await session.workspace.read(path)
                }
                #expect(error?.message.contains("'\(path)'") == true)
            }
            await #expect(throws: SandboxError.self) {
                try await session.workspace.write([1], to: "dir/planted")
            }
            let kinds = try await session.workspace.list().entries.map(\.kind)
            #expect(kinds == [.link, .other, .link])
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a missing file is said to be missing`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let error = await #expect(throws: SandboxError.self) {
                try await session.workspace.read("nothing")
            }
            #expect(error?.code == .fileNotFound)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the upload quota holds to the byte`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration()
        configuration.uploads = UploadQuota(
            total: ByteCount(bytes: 10),
            single: ByteCount(bytes: 6),
            files: 2
        )
        try await backend.withSession(configuration) { session in
            let workspace = session.workspace
            try await workspace.write([1, 2, 3, 4, 5, 6], to: "a")
            let tooLarge = await #expect(throws: SandboxError.self) {
                try await workspace.write([1, 2, 3, 4, 5, 6, 7], to: "b")
            }
            #expect(tooLarge?.code == .quotaExceeded)
            await #expect(throws: SandboxError.self) {
                try await workspace.write([1, 2, 3, 4, 5], to: "b")
            }
            try await workspace.write([1, 2, 3, 4], to: "b")
            await #expect(throws: SandboxError.self) { try await workspace.write([], to: "c") }
            #expect(try await workspace.list().entries.map(\.path.description) == ["a", "b"])
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what is replaced or removed frees its quota`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration()
        configuration.uploads = UploadQuota(total: ByteCount(bytes: 10))
        try await backend.withSession(configuration) { session in
            let workspace = session.workspace
            for _ in 0..<3 { try await workspace.write([1, 2, 3, 4, 5, 6], to: "a") }
            await #expect(throws: SandboxError.self) {
                try await workspace.write([1, 2, 3, 4, 5], to: "b")
            }
            try await workspace.remove("a")
            try await workspace.write([1, 2, 3, 4, 5, 6], to: "b")
            _ = try await session.run("import os; os.remove('b')")
            let gone = await #expect(throws: SandboxError.self) { try await workspace.remove("b") }
            #expect(gone?.code == .fileNotFound)
            try await workspace.write([1, 2, 3, 4, 5, 6], to: "c")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a workspace that was moved away stays the workspace`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            try await session.workspace.write([65], to: "here")
            let code = "import os\nos.rename(os.getcwd(), os.getcwd() + '-2'); os._exit(0)"
            _ = try await session.run(code)
            #expect(try await session.run("open('here').read()").value == "'A'")
            #expect(try await session.workspace.read("here") == [65])
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `files move while a cell runs`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let cell = Task {
                try await session.run(
                    "import os, time\nwhile not os.path.exists('go'): time.sleep(0.01)\nopen('go').read()"
                )
            }
            try await session.workspace.write(Array("now".utf8), to: "go")
            #expect(try await cell.value.value == "'now'")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a full workspace refuses an upload and keeps none of it`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.limits.disk = .mebibytes(2)
        configuration.uploads = UploadQuota(total: .mebibytes(8), single: .mebibytes(8))
        try await backend.withSession(configuration) { session in
            let error = await #expect(throws: SandboxError.self) {
                try await session.workspace.write(
                    [UInt8](repeating: 1, count: 3 << 20),
                    to: "large"
                )
            }
            #expect(error?.code == .quotaExceeded)
            let listing = try await session.workspace.list()
            #expect(listing.entries.isEmpty)
            let usage = try await session.workspace.usage()
            #expect(usage.used.bytes < 1 << 20)
        }
    }
}
