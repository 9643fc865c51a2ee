import Foundation
import Synchronization

/// A server on a Unix socket that plays the same script on each connection.
///
/// It runs on a thread of its own and ends with the last of its connections.
final class StubServer: Sendable {
    enum Step: Sendable {
        /// Reads a request with its body.
        case request
        /// Reads so many bytes.
        case read(Int)
        /// Reads until the client ends its output.
        case readToEnd
        case reply(String)
        case replyBytes([UInt8])
        /// Ends the output; the input stays open.
        case endOutput
    }

    let path: String
    private let listener: Int32
    private let received = Mutex<[[UInt8]]>([])
    private let isDone = DispatchSemaphore(value: 0)

    init(_ script: [Step], connections: Int = 1) throws {
        (path, listener) = try listeningSocket(backlog: 16)
        Thread { [self] in
            for _ in 0..<connections { serve(script) }
            close(listener)
            unlink(path)
            isDone.signal()
        }.start()
    }

    /// What each connection sent, once all are over.
    func requests() async -> [String] {
        await withCheckedContinuation { continuation in
            Thread { [self] in
                isDone.wait()
                isDone.signal()
                continuation.resume()
            }.start()
        }
        return received.withLock { $0.map { String(decoding: $0, as: UTF8.self) } }
    }

    private func serve(_ script: [Step]) {
        let client = StubClient(socket: accept(listener, nil, nil))
        for step in script { client.play(step) }
        received.withLock { $0.append(client.received) }
        close(client.socket)
    }
}

/// The server's side of a connection.
private final class StubClient {
    let socket: Int32
    private(set) var received: [UInt8] = []

    init(socket: Int32) {
        self.socket = socket
    }

    func play(_ step: StubServer.Step) {
        switch step {
        case .request: readRequest()
        case .read(let count):
            let end = received.count + count
            while received.count < end, read(atMost: end - received.count) {}
        case .readToEnd: while read(atMost: 1 << 16) {}
        case .reply(let text): reply(Array(text.utf8))
        case .replyBytes(let bytes): reply(bytes)
        case .endOutput: shutdown(socket, Int32(SHUT_WR))
        }
    }

    private func readRequest() {
        let start = received.count
        while true {
            let text = String(decoding: received[start...], as: UTF8.self)
            if let head = text.range(of: "\r\n\r\n") {
                let chunked = text.contains("Transfer-Encoding: chunked")
                let length = text.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) } ?? 0
                let body = text[head.upperBound...]
                if chunked ? body.hasSuffix("0\r\n\r\n") : body.utf8.count >= length { return }
            }
            guard read(atMost: 1 << 16) else { return }
        }
    }

    private func read(atMost limit: Int) -> Bool {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = recv(socket, &bytes, limit, 0)
        if count > 0 { received += bytes[..<count] }
        return count > 0
    }

    private func reply(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
