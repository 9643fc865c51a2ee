import Foundation
import SandboxHost

/// A server on a Unix socket that answers as an engine in trouble does.
final class StubEngine {
    /// For the beginning of a path without its version: status and body.
    ///
    /// A body that is nil is an answer that never comes.
    typealias Answer = (path: String, status: Int, body: String?)

    /// The requests that have come, such as `DELETE /containers/1`.
    var requests: [String] {
        let log = (try? String(contentsOfFile: socket + ".log", encoding: .utf8)) ?? ""
        return log.split(separator: "\n").map(String.init)
    }

    let socket = "\(NSTemporaryDirectory())stub-\(UUID().uuidString.prefix(8)).sock"
    private let process: HostProcess

    var host: String { "unix://\(socket)" }

    /// Starts to answer on a socket of its own.
    ///
    /// - Parameters:
    ///   - answers: The first that fits a path is given; of several for the same path, one after the
    ///     other, and the last from then on.
    ///   - delays: For the beginning of a path the seconds that its answer takes.
    /// - Throws: When Python can't be started.
    init(_ answers: [Answer], delays: [String: Double] = [:]) async throws {
        let table = answers.map { answer in
            ["path": answer.path, "status": answer.status, "body": answer.body ?? NSNull()]
                as [String: Any]
        }
        let json = String(
            decoding: try JSONSerialization.data(withJSONObject: table),
            as: UTF8.self
        )
        process = try await HostProcess.launch(
            Host.command(
                "python3",
                [
                    "-c", Self.program, socket, json,
                    String(decoding: try JSONEncoder().encode(delays), as: UTF8.self),
                ]
            )
        )
        _ = try await process.stream.receive()  // it listens
    }

    func end() {
        process.signal(SIGKILL)
        Task { [process] in await process.end(after: .zero) }
        try? FileManager.default.removeItem(atPath: socket)
        try? FileManager.default.removeItem(atPath: socket + ".log")
    }

    private static let program = """
        import http.server, json, re, socketserver, sys, time
        table, delays = json.loads(sys.argv[2]), json.loads(sys.argv[3])
        log = open(sys.argv[1] + '.log', 'a', 1)
        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                path = re.sub(r'^/v[0-9.]+', '', self.path)
                for start, seconds in delays.items():
                    if path.startswith(start): time.sleep(seconds)
                print(self.command, path, file=log)
                for entry in table:
                    if path.startswith(entry['path']):
                        if [each['path'] for each in table].count(entry['path']) > 1: table.remove(entry)
                        if entry['body'] is None: time.sleep(1000)
                        body = entry['body'].encode()
                        self.send_response(entry['status'])
                        self.send_header('Content-Length', str(len(body)))
                        self.end_headers()
                        self.wfile.write(body)
                        return
                self.send_error(404)
            do_GET = do_POST = do_DELETE = answer
            def log_message(self, *rest): pass
            def address_string(self): return 'host'
        class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
            daemon_threads = True
        server = Server(sys.argv[1], Handler)
        print('ready', flush=True)
        server.serve_forever()
        """
}
