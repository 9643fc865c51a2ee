import SandboxCore
import Testing

/// Without a network, what needs one fails at once and says why.
@Suite(.timeLimit(.minutes(2)))
struct NetworkTests {
    private static let note = "note: the network is disabled for this session"

    @Test(
        arguments: BackendUnderTest.allCases,
        [
            "socket.create_connection(('1.1.1.1', 80), 60)",
            "socket.create_connection(('example.com', 80), 60)",
            "urllib.request.urlopen('https://example.com', timeout=60)",
        ]
    )
    func `a connection fails at once, with the reason`(
        backend: BackendUnderTest,
        attempt: String
    ) async throws {
        #expect(await backend.backend.capabilities().isolatesNetwork)
        let code = """
            import socket, time, urllib.request
            begin = time.monotonic()
            try: \(attempt)
            finally: print(time.monotonic() - begin < 1)
            """
        let result = try await backend.run(code)
        #expect(result.text == "True\n")
        #expect(result.outcome.exception?.traceback.last == Self.note)
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        [
            "%pip install sampleproject --break-system-packages",
            "!python3 -m pip install sampleproject --break-system-packages",
        ]
    )
    func `pip fails without retries, with the reason`(
        backend: BackendUnderTest,
        line: String
    ) async throws {
        // A connection that is tried again would take 8 s and say so.
        let result = try await backend.run(line, CellOptions(timeout: .seconds(60)))
        #expect(result.outcome == .ok)
        #expect(result.errorText.hasSuffix(Self.note + "\n"))
        #expect(!(result.text + result.errorText).contains("Retrying"))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `nothing listens for others, and others don't listen`(
        backend: BackendUnderTest
    ) async throws {
        let listen = """
            import socket
            server = socket.socket(); server.bind(('0.0.0.0', 47113)); server.listen()
            """
        try await backend.withSession { first in
            #expect(try await first.run(listen).outcome == .ok)
            #expect(
                try await first.run("socket.create_connection(('127.0.0.1', 47113)).close()")
                    .outcome == .ok
            )
            let other = try await backend.run(
                "import socket\nsocket.create_connection(('127.0.0.1', 47113), 5)"
            )
            #expect(other.outcome.exception?.name == "ConnectionRefusedError")
        }
    }
}
