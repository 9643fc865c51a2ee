import SandboxCore
import Testing

/// What code leaves in place of its outputs is never followed and never blocks: it is listed for what it
/// is, and refused as a file.
@Suite(.timeLimit(.minutes(1)))
struct HostileFilesTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `links, pipes, sockets and devices are told and not read`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import os, socket
                os.symlink('/etc/passwd', 'plot.png')
                os.symlink('/proc/1/environ', 'environ'); os.symlink('plot.png', 'twice'); os.symlink('loop', 'loop')
                os.mkfifo('fifo')
                server = socket.socket(socket.AF_UNIX); server.bind('socket')
                open('real', 'w').write('content'); os.link('real', 'hard')
                try: os.mknod('device', 0o020666, os.makedev(1, 5)); made = True
                except OSError: made = False
                try: os.link('/etc/passwd', 'passwd'); made = True
                except OSError: pass
                os.mkdir('directory')
                open(b'name \\xff', 'w')
                made
                """
            #expect(try await session.run(code).value == "False")
            let listing = try await session.workspace.list()
            let kinds = Dictionary(
                uniqueKeysWithValues: listing.entries.map { ($0.path.description, $0.kind) }
            )
            #expect(
                kinds == [
                    "plot.png": .link, "environ": .link, "twice": .link, "loop": .link,
                    "fifo": .other, "socket": .other, "real": .file, "hard": .file,
                    "directory": .directory,
                ]
            )
            #expect(listing.skipped == 1, "a name that is no text")
            for (name, kind) in kinds where kind != .file {
                let error = await #expect(throws: SandboxError.self, "\(name)") {
                    try await session.workspace.read(name)
                }
                #expect(error?.message.contains("'\(name)'") == true)
            }
            #expect(try await session.workspace.read("hard") == Array("content".utf8))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a directory that becomes a link and back while it is collected is never followed`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let swap = """
                import os, threading
                os.mkdir('outputs')
                open('outputs/passwd', 'w').write('mine')
                os.symlink('/etc', 'link')
                stop = False
                def swap():
                    while not stop:
                        os.rename('outputs', 'aside'); os.rename('link', 'outputs')
                        os.rename('outputs', 'link'); os.rename('aside', 'outputs')
                thread = threading.Thread(target=swap, daemon=True)
                thread.start()
                """
            _ = try await session.run(swap)
            var reads = 0
            for _ in 0..<150 {
                if let bytes = try? await session.workspace.read("outputs/passwd") {
                    #expect(bytes == Array("mine".utf8))
                    reads += 1
                }
                let entries = (try? await session.workspace.list(isRecursive: true).entries) ?? []
                let names = Set(entries.map(\.path.description))
                let known: Set = [
                    "outputs", "outputs/passwd", "aside", "aside/passwd", "link", "link/passwd",
                ]
                #expect(names.isSubset(of: known), "\(names)")
            }
            #expect(reads > 0)
            let value = try await session.run("stop = True; thread.join(); os.listdir('outputs')")
                .value
            #expect(value == "['passwd']")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a workspace that code removes comes back`(backend: BackendUnderTest) async throws {
        let removal = """
            import os, shutil
            os.chdir('/')
            for name in os.listdir('/sandbox'): shutil.rmtree('/sandbox/' + name)

            """
        try await backend.withSession { session in
            _ = try await session.run(removal)
            try await session.workspace.write(Array("by the host".utf8), to: "f")
            let read = try await session.run("open('/sandbox/workspace/f').read()")
            #expect(read.value == "'by the host'")
            _ = try await session.run(
                removal
                    + "os.mkdir('/sandbox/workspace'); open('/sandbox/workspace/g', 'w').close()"
            )
            #expect(try await session.workspace.read("g").isEmpty)
            _ = try await session.run(removal)
            try await session.restart()
            let fresh = try await session.run(
                "import tempfile; open('h', 'w').write('x'); open(tempfile.mkdtemp() + '/i', 'w').write('x')"
            )
            #expect(fresh.outcome == .ok)
            #expect(try await session.workspace.list().entries.map(\.path.description) == ["h"])
        }
    }
}
