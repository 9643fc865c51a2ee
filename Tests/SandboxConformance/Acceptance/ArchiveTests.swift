import SandboxCore
import Testing

/// Archives go in and come out whole and within their limits, or not at all.
@Suite(.timeLimit(.minutes(3)))
struct ArchiveTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `a directory comes out as an archive, and goes in elsewhere as it was`(
        backend: BackendUnderTest
    ) async throws {
        let make = """
            import os
            os.makedirs('top/deep/ä' + 'x' * 120)
            open('top/empty', 'w').close()
            open('top/deep/random', 'wb').write(os.urandom(300_001))
            open('top/deep/ä' + 'x' * 120 + '/text', 'w').write('hello')
            os.symlink('/etc/passwd', 'top/link'); os.mkfifo('top/pipe')
            """
        let look = """
            import hashlib
            [(d, sorted(ds), [(f, hashlib.md5(open(os.path.join(d, f), 'rb').read()).hexdigest())
              for f in sorted(fs)]) for d, ds, fs in sorted(os.walk('.'))]
            """
        try await backend.withSession { session in
            let workspace = session.workspace
            #expect(try await session.run(make).outcome == .ok)
            for name in ["bz2", "shutil", "tarfile"] {
                try await workspace.write(Array("1 / 0".utf8), to: "\(name).py")
            }
            let archive = try await workspace.archive("top")
            #expect(archive.skipped.map(\.path.description) == ["top/link", "top/pipe"])
            let size = try await workspace.write(archive, to: "copy.tar")
            #expect(size.bytes % 512 == 0)
            let report = try await workspace.extract("copy.tar", into: "new/copy")
            #expect(report == ExtractionReport(files: 3, size: ByteCount(bytes: 300_006)))
            _ = try await session.run("os.unlink('top/link'); os.unlink('top/pipe')")
            let before = try await session.run("os.chdir('top')\n" + look)
            let after = try await session.run("os.chdir('../new/copy')\n" + look)
            #expect(after.outcome == .ok)
            #expect(after.value == before.value)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `bombs stop at the quota's byte and file, and leave nothing`(
        backend: BackendUnderTest
    ) async throws {
        let bombs = """
            import gzip, io, tarfile, zipfile
            with zipfile.ZipFile('bytes.zip', 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('a', bytes(64 << 20))
            with zipfile.ZipFile('files.zip', 'w') as z:
                for n in range(2000): z.writestr(f'f{n}', b'')
            with tarfile.open('bytes.tar.gz', 'w:gz') as t:
                entry = tarfile.TarInfo('a'); entry.size = 64 << 20
                t.addfile(entry, io.BytesIO(bytes(64 << 20)))
            with gzip.open('files.tar.gz', 'w') as f:
                for n in range(100_000): f.write(tarfile.TarInfo(f'f{n}').tobuf())
            claim = tarfile.TarInfo('a'); claim.size = 1 << 40
            open('claim.tar', 'wb').write(claim.tobuf())
            with tarfile.open('deep.tar', 'w') as t: t.addfile(tarfile.TarInfo('/'.join(['d'] * 500)))
            """
        var configuration = SessionConfiguration()
        configuration.uploads = UploadQuota(total: .mebibytes(4), single: .mebibytes(3), files: 50)
        try await backend.withSession(configuration) { session in
            let workspace = session.workspace
            #expect(try await session.run(bombs).outcome == .ok)
            let used = try await workspace.usage().used.bytes
            for name in [
                "bytes.zip", "files.zip", "bytes.tar.gz", "files.tar.gz", "claim.tar", "deep.tar",
            ] {
                let error = await #expect(throws: SandboxError.self, "\(name)") {
                    try await workspace.extract(name, into: "out")
                }
                #expect(error?.code == .quotaExceeded, "\(name): \(error?.message ?? "")")
            }
            #expect(try await workspace.usage().used.bytes <= used + 64 << 10)
            #expect(try await workspace.list().entries.count == 6)
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what was unpacked counts as uploaded`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration()
        configuration.uploads = UploadQuota(
            total: ByteCount(bytes: 1500),
            single: ByteCount(bytes: 1000),
            files: 3
        )
        try await backend.withSession(configuration) { session in
            let workspace = session.workspace
            let make = """
                import zipfile
                with zipfile.ZipFile('a.zip', 'w') as z: z.writestr('a', bytes(1000)); z.writestr('b', bytes(400))
                """
            _ = try await session.run(make)
            _ = try await workspace.extract("a.zip", into: "first")
            let again = await #expect(throws: SandboxError.self) {
                try await workspace.extract("a.zip", into: "second")
            }
            #expect(again?.code == .quotaExceeded)
            await #expect(throws: SandboxError.self) {
                try await workspace.write([UInt8](repeating: 0, count: 101), to: "c")
            }
            try await workspace.remove("first", isRecursive: true)
            _ = try await workspace.extract("a.zip", into: "second")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what can't be unpacked is said, and nothing is left`(
        backend: BackendUnderTest
    ) async throws {
        let make = """
            import os, tarfile
            with tarfile.open('elsewhere.tar', 'w') as t:
                t.addfile(tarfile.TarInfo('fine')); t.addfile(tarfile.TarInfo('../../x'))
            open('noise', 'wb').write(os.urandom(10_000))
            os.symlink('elsewhere.tar', 'link')
            """
        try await backend.withSession { session in
            let workspace = session.workspace
            _ = try await session.run(make)
            let expected: [(String, SandboxError.Code)] = [
                ("elsewhere.tar", .rejected), ("noise", .transferFailed), ("link", .notAFile),
                ("missing", .fileNotFound),
            ]
            for (name, code) in expected {
                let error = await #expect(throws: SandboxError.self) {
                    try await workspace.extract(name, into: "out")
                }
                #expect(error?.code == code, "\(name): \(error?.message ?? "")")
            }
            await #expect(throws: SandboxError.self) {
                try await workspace.extract("noise", into: "../out")
            }
            #expect(try await workspace.list().entries.count == 3)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a restart in the middle leaves nothing`(backend: BackendUnderTest) async throws {
        let configuration = SessionConfiguration(
            uploads: UploadQuota(total: .mebibytes(4), single: .mebibytes(4), files: 50_000)
        )
        try await backend.withSession(configuration) { session in
            let workspace = session.workspace
            let make = """
                import zipfile
                with zipfile.ZipFile('a.zip', 'w') as z:
                    for n in range(20_000): z.writestr(f'{n % 100}/{n}', b'')
                """
            #expect(try await session.run(make).outcome == .ok)
            let extraction = Task { try await workspace.extract("a.zip", into: "out") }
            while try await workspace.list().entries.count == 1 {}
            try await session.restart()
            await #expect(throws: SandboxError.self) { _ = try await extraction.value }
            for _ in 0..<200 where try await workspace.list().entries.count > 1 {
                try await Task.sleep(for: .milliseconds(50))
            }
            let left = try await workspace.list().entries.map(\.path.description)
            #expect(left == ["a.zip"])
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what is no file is no archive`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run("import os; os.mkfifo('pipe')")
            let error = await #expect(throws: SandboxError.self) {
                try await session.workspace.extract("pipe", into: "out", timeout: .seconds(20))
            }
            #expect(error?.code == .notAFile)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `extractions at once have one quota together`(backend: BackendUnderTest) async throws {
        let megabyte = 1 << 20
        let configuration = SessionConfiguration(
            uploads: UploadQuota(total: .mebibytes(4), single: .mebibytes(4), files: 100)
        )
        try await backend.withSession(configuration) { session in
            _ = try await session.run(
                "import zipfile\nwith zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('a', bytes(\(3 * megabyte)))"
            )
            let unpacked = await withTaskGroup { group in
                for number in 0..<4 {
                    group.addTask {
                        (try? await session.workspace.extract("a.zip", into: "out\(number)")) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(unpacked == 1)
            let listing = try await session.workspace.list(isRecursive: true)
            #expect(listing.entries.filter { "\($0.path)".hasSuffix("/a") }.count == 1)
        }
    }
}
