#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension HTTPConnection {
    /// Sends the request with its body.
    ///
    /// A task that is cancelled meanwhile closes the connection, for half a request is none.
    package func send(_ request: HTTPRequest) async throws {
        let bytes = try request.encoded(host: host)
        begin(request)
        try await closingIfCancelled { _ = try await deliver(bytes) }
    }

    /// Sends the request with a body of unknown length, in chunks.
    package func send<Body: AsyncSequence>(
        _ request: HTTPRequest,
        streaming body: Body
    ) async throws where Body.Element == [UInt8] {
        let head = try request.encodedHeadForChunks(host: host)
        begin(request)
        try await closingIfCancelled {
            do {
                guard try await deliver(head) else { return }
                for try await bytes in body where !bytes.isEmpty {
                    guard try await deliver(HTTPRequest.encodedChunk(bytes)) else { return }
                }
                _ = try await deliver(HTTPRequest.encodedEnd)
            } catch {
                close()
                throw error
            }
        }
    }

    /// Sends, and tells whether the server still reads.
    ///
    /// One that stopped may have answered before it had read everything, with what was wrong: RFC
    /// 9112, section 9.5. So that is no error here; without an answer ``head()`` will throw.
    private func deliver(_ bytes: [UInt8]) async throws -> Bool {
        do {
            try await stream.send(bytes)
            return true
        } catch let error as SystemError where [EPIPE, ECONNRESET].contains(error.code) {
            return false
        }
    }

    private func closingIfCancelled(_ body: () async throws -> Void) async throws {
        try await withTaskCancellationHandler {
            try await body()
            try Task.checkCancellation()
        } onCancel: {
            close()
        }
    }
}
