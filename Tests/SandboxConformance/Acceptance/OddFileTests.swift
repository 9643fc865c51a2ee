import SandboxCore
import Testing

/// Files of any size and name go in and come out byte for byte, or are refused with the reason.
@Suite(.timeLimit(.minutes(3)))
struct OddFileTests {
    static let names = [
        "with space", "it's", "\"quoted\"", "line\nend", "-dash", "🧪", "e\u{301}", "\u{e9}",
        "ÄÖÜ/ß", String(repeating: "n", count: 255), "tab\there", "\u{202E}gpj.exe", "a\\b",
        "$(id)",
        "%s", "\u{7F}\u{1B}[31m",
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `names that Linux allows are kept byte for byte`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let workspace = session.workspace
            for name in Self.names { try await workspace.write(Array(name.utf8), to: name) }
            for name in Self.names {
                let bytes = try await workspace.read(name)
                #expect(bytes.elementsEqual(name.utf8))
            }
            let seen = try await session.run(
                "import os\n' '.join(sorted(os.path.relpath(os.path.join(d, f)).encode().hex() for d, _, fs in os.walk('.') for f in fs))"
            )
            let expected = Self.names.map { name in
                name.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            }
            #expect(seen.value == "'\(expected.sorted().joined(separator: " "))'")
            let listed = try await workspace.list(isRecursive: true).entries.filter {
                $0.kind == .file
            }
            #expect(Set(listed.map(\.path)) == Set(try Self.names.map { try WorkspacePath($0) }))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `fifty megabytes go in and out as a stream`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration()
        configuration.limits.disk = .mebibytes(60)
        try await backend.withSession(configuration) { session in
            var generator = SystemRandomNumberGenerator()
            let piece = (0..<(1 << 20) / 8).flatMap { _ in
                withUnsafeBytes(of: generator.next()) { Array($0) }
            }
            let pieces = AsyncStream<[UInt8]> { sink in
                for number in 0..<50 { sink.yield([UInt8(number)] + piece.dropFirst()) }
                sink.finish()
            }
            let size = try await session.workspace.write(pieces, to: "random")
            #expect(size == .mebibytes(50))
            let download = try await session.workspace.pieces(of: "random")
            #expect(download.size == .mebibytes(50))
            var received: [UInt8] = []
            for try await bytes in download {
                #expect(bytes.count <= 64 << 10)
                received += bytes
            }
            #expect(received.count == 50 << 20)
            for number in 0..<50 {
                let part = received[number << 20..<(number + 1) << 20]
                #expect(
                    part.first == UInt8(number) && part.dropFirst().elementsEqual(piece.dropFirst())
                )
            }
            let sum = try await session.run(
                "import hashlib\nhashlib.sha256(open('random', 'rb').read()).hexdigest()"
            )
            try await session.workspace.remove("random")
            try await session.workspace.write(received, to: "back")
            let back = try await session.run(
                "hashlib.sha256(open('back', 'rb').read()).hexdigest()"
            )
            #expect(sum.value?.count == 66)
            #expect(back.value == sum.value)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a file that is mostly holes counts as long as it says`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            // Containers have no file that is longer than their disk.
            let make = """
                size = 10 << 30
                try: open('holes', 'wb').truncate(size)
                except OSError: size = open('holes', 'wb').truncate(48 << 20)
                size
                """
            let size = Int(try await session.run(make).value ?? "") ?? 0
            #expect(backend.isContainer || size == 10 << 30)
            let workspace = session.workspace
            let less = ByteCount(bytes: size - 1)
            let error = await #expect(throws: SandboxError.self) {
                try await workspace.read("holes", limit: less)
            }
            #expect(error?.code == .quotaExceeded)
            #expect(error?.message.contains("\(size)") == true)
            await #expect(throws: SandboxError.self) {
                try await workspace.pieces(of: "holes", limit: less)
            }
            await #expect(throws: SandboxError.self) { try await workspace.archive(limit: less) }
            // What is read of it is zeros, and the reader may stop at any time.
            var count = 0
            for try await bytes in try await workspace.pieces(of: "holes") {
                #expect(bytes.allSatisfy { $0 == 0 })
                count += bytes.count
                if count > 4 << 20 { break }
            }
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a download that nobody reads holds up nothing and takes no more than its window`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            try await session.workspace.write([UInt8](repeating: 7, count: 20 << 20), to: "large")
            let download = try await session.workspace.pieces(of: "large")
            #expect(try await session.run("1 + 1").value == "2")
            #expect(try await session.workspace.read("large").count == 20 << 20)
            var iterator = download.makeAsyncIterator()
            var count = 0
            while let bytes = try await iterator.next() { count += bytes.count }
            #expect(count == 20 << 20)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an upload that is cancelled or fails leaves nothing and frees its quota`(
        backend: BackendUnderTest
    ) async throws {
        struct Trouble: Error {}
        var configuration = SessionConfiguration()
        configuration.uploads = UploadQuota(total: .mebibytes(2), single: .mebibytes(2), files: 1)
        try await backend.withSession(configuration) { session in
            let workspace = session.workspace
            let piece = [UInt8](repeating: 1, count: 300_000)
            let failing = AsyncThrowingStream<[UInt8], any Error> { sink in
                sink.yield(piece)
                sink.finish(throwing: Trouble())
            }
            await #expect(throws: Trouble.self) { try await workspace.write(failing, to: "a") }
            let endless = AsyncStream<[UInt8]> { piece }
            let tooLong = await #expect(throws: SandboxError.self) {
                try await workspace.write(endless, to: "a")
            }
            #expect(tooLong?.code == .quotaExceeded)
            let (held, sink) = AsyncStream<[UInt8]>.makeStream()
            sink.yield(piece)
            let task = Task { try await workspace.write(held, to: "a") }
            while try await session.run("import os\nsum(os.path.getsize(f) for f in os.listdir())")
                .value != "300000"
            {}
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await workspace.list().entries.isEmpty)
            try await workspace.write([UInt8](repeating: 2, count: 2 << 20), to: "a")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a stream that finds no space ends there, with nothing left`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.limits.disk = .mebibytes(2)
        configuration.uploads = UploadQuota(total: .gibibytes(1), single: .gibibytes(1))
        try await backend.withSession(configuration) { session in
            let endless = AsyncStream<[UInt8]> { [UInt8](repeating: 1, count: 100_000) }
            let error = await #expect(throws: SandboxError.self) {
                try await session.workspace.write(endless, to: "a")
            }
            #expect(error?.code == .quotaExceeded)
            let listing = try await session.workspace.list()
            #expect(listing.entries.isEmpty)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an upload that is cancelled is there or not, as it says`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            var said: [String: Bool] = [:]
            for number in 0..<40 {
                let name = "f\(number)"
                let upload = Task {
                    try await session.workspace.write(
                        [UInt8](repeating: 1, count: 500_000),
                        to: name
                    )
                }
                try await Task.sleep(for: .microseconds(number * 60))
                upload.cancel()
                said[name] = (try? await upload.value) != nil
            }
            let names = Set(try await session.workspace.list().entries.map { "\($0.path)" })
            for (name, isThere) in said { #expect(names.contains(name) == isThere, "\(name)") }
        }
    }
}
