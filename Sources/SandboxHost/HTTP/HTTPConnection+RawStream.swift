/// What an upgraded connection carries, in both directions.
extension HTTPConnection {
    /// The next bytes, or nil at the end.
    ///
    /// Throws ``HTTPError/notUpgraded(status:)`` if the answer is an ordinary one.
    package func receive() async throws -> [UInt8]? {
        let status = try await head().status
        guard isUpgraded else { throw HTTPError.notUpgraded(status: status) }
        let leftover = takeLeftover()
        return leftover.isEmpty ? try await stream.receive() : leftover
    }

    /// Returns when the system has taken all the bytes, in the order of the calls.
    ///
    /// Unlike the request it is sent whole even by a task that is cancelled.
    package func sendRaw(_ bytes: [UInt8]) async throws {
        try await stream.send(bytes)
    }

    /// Sends without waiting, in the order of the calls; bytes that can't be written are lost.
    package func postRaw(_ bytes: [UInt8]) { stream.post(bytes) }

    /// Ends the server's input once everything sent before is written; its output goes on.
    package func closeInput() { stream.closeInput() }
}
