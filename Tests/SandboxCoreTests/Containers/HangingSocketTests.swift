import Foundation
import SandboxHost
import Testing

@testable import SandboxCore

/// Engines that take a request and keep it: nobody waits for them for long.
@Suite(.timeLimit(.minutes(1)))
struct HangingSocketTests {
    /// An engine that tells its version on one socket, and another where nobody answers.
    private static let program = """
        import http.server, json, socketserver, sys, threading, time
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if 'events' in self.path:
                    self.send_response(200)
                    self.end_headers()
                    time.sleep(1000)
                body = json.dumps({'ApiVersion': '1.44'}).encode()
                self.send_response(200)
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def log_message(self, *rest): pass
            def address_string(self): return 'host'
        class Silent(Handler):
            def do_GET(self): time.sleep(1000)
        class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
            daemon_threads = True
        silent, engine = Server(sys.argv[1], Silent), Server(sys.argv[2], Handler)
        threading.Thread(target=silent.serve_forever, daemon=True).start()
        print('ready', flush=True)
        engine.serve_forever()
        """

    private func withSockets(
        _ body: (_ silent: SocketAddress, _ engine: SocketAddress) async throws -> Void
    ) async throws {
        let name = "\(NSTemporaryDirectory())hanging-\(UUID().uuidString.prefix(8))"
        let paths = ["\(name)-silent", "\(name)-engine"]
        defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
        let process = try await HostProcess.launch(
            ProcessCommand("/usr/bin/env", ["python3", "-c", Self.program] + paths)
        )
        _ = try await process.stream.receive()
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(.unix(path: paths[0]), .unix(path: paths[1])))
        } catch {
            result = .failure(error)
        }
        process.signal(SIGKILL)
        _ = await process.end(after: .zero)
        try result.get()
    }

    @Test func `a usual socket that hangs doesn't hide the one behind it`() async throws {
        try await withSockets { silent, engine in
            let found = try await EngineLocator.find(
                among: Array(repeating: silent, count: 3) + [engine]
            )
            #expect(found.address == engine)
        }
    }

    @Test func `an engine that never ends its list of events keeps nobody`() async throws {
        try await withSockets { _, engine in
            let client = try await EngineClient.negotiate(at: engine)
            #expect(await !client.ranOutOfMemory(container: "abcd"))
        }
    }
}
