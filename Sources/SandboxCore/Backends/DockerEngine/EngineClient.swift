internal import NotebookModel
internal import SandboxHost

/// An engine behind a socket: one connection for each request.
///
/// The interface is that of the Docker Engine API, https://docs.docker.com/engine/api/.
struct EngineClient: Sendable {
    /// The versions of the interface that this client speaks.
    static let oldest = EngineVersion(major: 1, minor: 41)
    static let newest = EngineVersion(major: 1, minor: 51)

    let address: SocketAddress
    let version: EngineVersion
    let isPodman: Bool

    /// Sends a request and gives the body of its answer, which must be one of success.
    ///
    /// - Throws: ``SandboxError``, made of what the engine says.
    @discardableResult
    func call(_ request: EngineRequest, about image: String? = nil) async throws -> JSONValue {
        try await withResponse(request, about: image) { connection in
            let body = try await connection.body(limit: 16 << 20)
            return (try? JSONValue(parsing: body)) ?? .null
        }
    }

    /// Gives the answer's body as it comes, a JSON value a line.
    func lines(
        _ request: EngineRequest,
        about image: String? = nil,
        _ body: (JSONValue) throws -> Void
    ) async throws {
        try await withResponse(request, about: image) { connection in
            var splitter = EngineLines()
            while let chunk = try await connection.bodyChunk() {
                for line in try splitter.feed(chunk) { try body(line) }
            }
            for line in try splitter.finish() { try body(line) }
        }
    }

    /// Opens a stream in both directions, which the caller must close.
    func upgrade(_ request: EngineRequest) async throws -> HTTPConnection {
        let connection = try await Self.connect(to: address)
        let watch = Self.watch(connection, request.patience)
        defer { watch?.cancel() }
        do {
            var request = request.http(version: version)
            request.headers.append("Connection", "Upgrade")
            request.headers.append("Upgrade", "tcp")
            try await connection.send(request)
            let head = try await connection.head()
            guard connection.isUpgraded else {
                throw try await Self.complaint(head, connection, about: nil)
            }
            return connection
        } catch {
            connection.close()
            throw translated(error)
        }
    }

    private func withResponse<Value>(
        _ request: EngineRequest,
        about image: String?,
        _ body: (HTTPConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await Self.connect(to: address)
        defer { connection.close() }
        let watch = Self.watch(connection, request.patience)
        defer { watch?.cancel() }
        do {
            try await connection.send(request.http(version: version))
            let head = try await connection.head()
            guard (200..<300).contains(head.status) || request.accepts.contains(head.status) else {
                throw try await Self.complaint(head, connection, about: image)
            }
            return try await body(connection)
        } catch {
            throw translated(error)
        }
    }

    /// Closes the connection after some time, unless it is cancelled before.
    private static func watch(
        _ connection: HTTPConnection,
        _ patience: Duration?
    ) -> Task<Void, any Error>? {
        patience.map { patience in
            Task {
                try await Reactor.shared.sleep(for: patience)
                connection.close()
            }
        }
    }

    static func connect(to address: SocketAddress) async throws -> HTTPConnection {
        do {
            return try await HTTPConnection.open(address)
        } catch let error as SystemError {
            throw EngineComplaint.unreachable(address, error)
        }
    }

    /// The engine's own words, `{"message": "…"}`, as an error.
    static func complaint(
        _ head: HTTPResponseHead,
        _ connection: HTTPConnection,
        about image: String?
    ) async throws -> SandboxError {
        let body = try await connection.body(limit: 1 << 20)
        let message =
            (try? JSONValue(parsing: body))?["message"]?.stringValue
            ?? String(decoding: body.prefix(2000), as: UTF8.self)
        let text = message.isEmpty ? "HTTP status \(head.status)" : message
        return EngineComplaint(text: text, image: image).error()
    }

    /// An answer that breaks the rules of HTTP, or a connection that broke, is the engine's failure.
    private func translated(_ error: any Error) -> any Error {
        guard error is HTTPError || error is SystemError else { return error }
        return SandboxError(
            .backendUnavailable,
            "what is at \(address.text) gave no answer, or none of an engine's: "
                + "see whether the engine still runs",
            fault: .notRunning,
            cause: error
        )
    }

    static let notInstalled = SandboxError(
        .backendUnavailable,
        "no engine's socket was found: install Docker (apt-get install docker.io) or start it",
        fault: .notInstalled
    )
}

/// A version of the Engine API.
struct EngineVersion: Hashable, Comparable, Sendable {
    var major: Int
    var minor: Int

    init(major: Int, minor: Int) {
        (self.major, self.minor) = (major, minor)
    }

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        // Digits alone: numbers may have signs.
        guard parts.count == 2, parts.allSatisfy({ $0.first?.isNumber == true }),
            let major = Int(parts[0]), let minor = Int(parts[1])
        else { return nil }
        self.init(major: major, minor: minor)
    }

    var text: String { "\(major).\(minor)" }

    static func < (left: EngineVersion, right: EngineVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}
