import SandboxCore
import Testing

/// The limits that a backend's capabilities promise.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ResourceTests {
    @Test(
        arguments: BackendUnderTest.allCases,
        ["/sandbox/workspace", "/tmp", "/var/tmp", "/sandbox/home", "/dev/shm"]
    )
    func `every writable place is full at its size`(
        backend: BackendUnderTest,
        directory: String
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.limits.disk = .mebibytes(8)
        try await backend.withSession(configuration) { session in
            let code = """
                written = 0
                try:
                    with open('\(directory)/big', 'wb', buffering=0) as file:
                        while written < 64 << 20: written += file.write(bytes(1 << 16))
                except OSError as error:
                    number = error.errno
                number, written >> 20
                """
            let result = try await session.run(code)
            #expect(result.value == "(28, 8)" || result.value == "(28, 7)")
            #expect(result.session == .kept)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `workspace, temporary files and home share one limit`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.limits.disk = .mebibytes(8)
        try await backend.withSession(configuration) { session in
            let code = """
                import os
                for directory in ('.', os.environ['TMPDIR'], '/sandbox/home'):
                    open(directory + '/part', 'wb').write(bytes(3 << 20))
                """
            let result = try await session.run(code)
            #expect(result.outcome.exception?.name == "OSError")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `nothing else can be written`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import os
            places = set()
            for top, directories, files in os.walk('/'):
                if top.startswith('/proc'):
                    directories.clear()
                    continue
                if top.startswith(\(backend.writablePlaces)): continue
                try: open(top + '/planted', 'w'); places.add(top)
                except OSError: pass
            sorted(places)
            """
        #expect(try await backend.run(code).value == "[]")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `compiled code and scripts run from the workspace, set-user-id files don't count`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import os, subprocess
            open('script', 'w').write('#!/bin/sh\\necho ran'); os.chmod('script', 0o755)
            options = [l.split()[3] for l in open('/proc/mounts') if l.split()[1] == '/sandbox'][0].split(',')
            subprocess.run(['./script'], capture_output=True, text=True).stdout, 'nosuid' in options, 'nodev' in options, 'noexec' in options
            """
        #expect(try await backend.run(code).value == #"('ran\n', True, True, False)"#)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the number of processes is limited`(
        backend: BackendUnderTest
    ) async throws {
        let capabilities = await backend.backend.capabilities()
        #expect(capabilities.processes.holdsForWholeSandbox)
        var configuration = SessionConfiguration()
        configuration.limits.processes = 20
        try await backend.withSession(configuration) { session in
            let code = """
                import subprocess
                children = []
                try:
                    for _ in range(100): children.append(subprocess.Popen(['sleep', '5']))
                except OSError as error: number = error.errno
                number, 10 < len(children) < 20
                """
            let result = try await session.run(code)
            #expect(result.value == "(11, True)")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `too much memory in the worker is called that`(
        backend: BackendUnderTest
    ) async throws {
        let capabilities = await backend.backend.capabilities()
        #expect(capabilities.memory.holdsForWholeSandbox)
        var configuration = SessionConfiguration()
        configuration.limits.memory = .mebibytes(128)
        try await backend.withSession(configuration) { session in
            let result = try await session.run("print('so far')\nx = b'1' * (400 << 20)")
            guard case .outOfMemory(let limit, let peak) = result.outcome else {
                Issue.record("\(result.outcome)")
                return
            }
            #expect(limit == .mebibytes(128))
            #expect(try #require(peak) > .mebibytes(100))
            #expect(result.text == "so far\n")
            #expect(result.session == .restarted)
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `too much memory in a child is a note, and the session is kept`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.limits.memory = .mebibytes(128)
        try await backend.withSession(configuration) { session in
            let code = """
                import subprocess, sys
                subprocess.run([sys.executable, '-c', 'x = b"1" * (400 << 20)']).returncode
                """
            let result = try await session.run(code)
            #expect(result.value == "-9")
            #expect(result.outOfMemoryKills == 1)
            #expect(result.session == .kept)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `files count as memory`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.limits.memory = .mebibytes(96)
        configuration.limits.disk = .gibibytes(1)
        try await backend.withSession(configuration) { session in
            let result = try await session.run(
                "with open('f', 'wb') as f:\n    while True: f.write(bytes(1 << 20))"
            )
            let isOutOfMemory = if case .outOfMemory = result.outcome { true } else { false }
            #expect(isOutOfMemory, "\(result.outcome)")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the processor's share is limited, however many processes there are`(
        backend: BackendUnderTest
    ) async throws {
        let capabilities = await backend.backend.capabilities()
        #expect(capabilities.cpus.holdsForWholeSandbox)
        var configuration = SessionConfiguration()
        configuration.limits.cpus = 0.2
        let code = """
            import os, time
            for _ in range(4):
                child = os.fork()
                if not child: break
            end = time.monotonic() + 1.5
            while time.monotonic() < end: pass
            if not child: os._exit(0)
            for _ in range(4): os.wait()
            sum(os.times()[:4])
            """
        try await withPythonSession(on: backend.backend, configuration: configuration) {
            session in
            let result = try await session.run(code)
            let seconds = try #require(result.value.flatMap(Double.init))
            #expect((0.05..<0.75).contains(seconds))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `limits that can't be set are refused before anything starts`(
        backend: BackendUnderTest
    ) async throws {
        for change: (inout ResourceLimits) -> Void in [
            { $0.memory = .kibibytes(1) }, { $0.cpus = 0 }, { $0.processes = 0 },
            { $0.disk = ByteCount(bytes: 0) }, { $0.cpus = .nan },
        ] {
            var configuration = SessionConfiguration()
            change(&configuration.limits)
            let error = await #expect(throws: SandboxError.self) {
                _ = try await backend.backend.makePythonSession(configuration)
            }
            #expect(error?.code == .rejected)
            #expect(error?.fault == .limitRefused)
        }
    }
}
