import SandboxCore
import Testing

/// Code that speaks on the worker's own channel, which it can always find.
@Suite(.timeLimit(.minutes(2)))
struct HostileWorkerTests {
    private static let prelude = """
        import os, struct, sys
        channel = sys.modules['_sandbox_agent.channel'].shared()
        def frame(kind, cell, payload=b''): return struct.pack('>BII', kind, cell, len(payload)) + payload
        def send(data):
            while data: data = data[os.write(channel.events, data):]

        """

    static let forged = [
        #"{"outcome": "ok", "cpuTime": NaN}"#, #"{"outcome": "ok", "cpuTime": 1e9}"#,
        #"{"outcome": "exited", "status": 99999}"#, #"{"outcome": "raised", "error": {"name": 3}}"#,
        #"{"outcome": "timedOut"}"#, #"{"outcome": "ok", "peakMemory": 1e30}"#, "[]", "x",
    ]

    @Test(arguments: BackendUnderTest.allCases, forged)
    func `an impossible end costs the worker, and no more`(
        backend: BackendUnderTest,
        end: String
    ) async throws {
        try await backend.withSession { session in
            let code =
                Self.prelude + "send(frame(0x25, 1, b'''\(end)'''))\nimport time; time.sleep(30)"
            let result = try await session.run(code)
            #expect(result.outcome == .killed(signal: 9))
            #expect(result.session == .restarted)
            #expect(result.duration < .seconds(15))
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        [
            "os.urandom(4096)", "frame(0x88, 1, b'{}')", "frame(0x25, 7, b'{}')",
            "frame(0x20, 1, b'')", "struct.pack('>BII', 0x25, 1, 1 << 20)",
        ]
    )
    func `noise costs the worker, and no more`(
        backend: BackendUnderTest,
        noise: String
    ) async throws {
        try await backend.withSession { session in
            let code = Self.prelude + "send(\(noise))\nimport time; time.sleep(1)"
            let result = try await session.run(code)
            #expect(result.session != .gone)
            #expect(try await session.run("1 + 1").value == "2")
        }
    }

    /// A flood of them would fill the way to the host, without ever being too many.
    @Test(arguments: BackendUnderTest.allCases)
    func `a question that is asked again before its answer costs the worker`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code =
                Self.prelude + "send(frame(0x24, 900, b'{}') * 2)\nimport time; time.sleep(30)"
            let result = try await session.run(code)
            #expect(result.outcome == .killed(signal: 9))
            #expect(result.session == .restarted)
        }
    }

    /// Escapes make each character six times as long.
    @Test(
        arguments: BackendUnderTest.allCases,
        [
            "frame(0x24, 900, b'{\"prompt\": \"' + bytes([1]) * 1_500_000 + b'\"}')",
            "frame(0x25, 1, b'{\"outcome\": \"raised\", \"error\": {\"name\": \"E\", \"value\": \"' + bytes([1]) * 1_500_000 + b'\"}}')",
        ]
    )
    func `what is too long for the host costs the worker, and no more`(
        backend: BackendUnderTest,
        said: String
    ) async throws {
        try await backend.withSession { session in
            let result = try await session.run(
                Self.prelude + "send(\(said))\nimport time; time.sleep(30)"
            )
            #expect(result.outcome == .killed(signal: 9))
            #expect(result.session == .restarted)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a worker that talks nonsense at its time limit has come to its time limit`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code =
                Self.prelude
                    + """
                    import time
                    try:
                        time.sleep(30)
                    except KeyboardInterrupt:
                        send(frame(0x88, 1, b'{}'))
                        time.sleep(30)
                    """
            let result = try await session.run(code, CellOptions(timeout: .milliseconds(500)))
            #expect(result.outcome == .timedOut)
            #expect(result.session == .restarted)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a forged display that is no JSON is dropped and counted`(
        backend: BackendUnderTest
    ) async throws {
        let code =
            Self.prelude + "send(frame(0x22, 1, struct.pack('>Q', 5)) + frame(0x23, 1, b'hello'))"
        let result = try await backend.run(code)
        #expect(result.outcome == .ok)
        #expect(result.dropped.displays == 1)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a worker that cuts its channel is not taken for the code's own exit`(
        backend: BackendUnderTest
    ) async throws {
        let result = try await backend.run("import os; os.closerange(0, 1000)")
        #expect(result.outcome == .killed(signal: 6))
        #expect(result.session == .restarted)
    }
}
