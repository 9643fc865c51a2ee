internal import NotebookModel

extension PythonSession {
    func request(_ operation: FileOperation) async throws -> JSONValue {
        let (id, events) = try openRequest()
        defer { requests[id] = nil }
        send(.file(id: id, operation))
        return try await RequestEvents.reply(in: events, about: operation.path)
    }

    func upload(_ bytes: [UInt8], to path: WorkspacePath) async throws {
        let whole = AsyncStream<[UInt8]> { sink in
            sink.yield(bytes)
            sink.finish()
        }
        _ = try await upload(whole, of: bytes.count, to: path)
    }

    /// Writes a file whose size may be unknown before, and tells that.
    ///
    /// What isn't the user's own doesn't count as uploaded.
    func upload<Pieces: AsyncSequence & Sendable>(
        _ pieces: Pieces,
        of expected: Int? = nil,
        to path: WorkspacePath,
        counts: Bool = true
    ) async throws -> Int where Pieces.Element == [UInt8] {
        try machine.checkOpen()
        let receipt = counts ? try ledger.book(expected ?? 0, for: path) : nil
        let (id, events) = try openRequest()
        defer { requests[id] = nil }
        do {
            send(.file(id: id, .put(path, size: expected)))
            _ = try await RequestEvents.reply(in: events, about: path)
            var size = 0
            for try await piece in pieces {
                size += piece.count
                if expected == nil, let receipt { try ledger.extend(receipt, to: size) }
                guard try await sendData(piece, of: id) else { break }
            }
            try Task.checkCancellation()
            send(.fileEnd(id: id))
            // From now on it can't be taken back: whoever cancels is told what became of it.
            _ = try await Task { try await RequestEvents.reply(in: events, about: path) }.value
            if let receipt { ledger.keep(receipt) }
            return size
        } catch {
            send(.cancel(id: id))
            if let receipt { ledger.restore(receipt) }
            if !(error is SandboxError), !(error is CancellationError) { try machine.checkOpen() }
            throw error
        }
    }

    /// Sends a piece of an upload; says whether the agent still takes it.
    private func sendData(_ piece: [UInt8], of id: UInt32) async throws -> Bool {
        for start in stride(from: 0, to: piece.count, by: Frame.dataLimit) {
            try Task.checkCancellation()
            guard requests[id]?.isRefused == false else { return false }
            let end = min(start + Frame.dataLimit, piece.count)
            let request = AgentRequest.fileData(id: id, Array(piece[start..<end]))
            try await connection.send(request.frame.encoded)
        }
        return true
    }

    func download(_ path: WorkspacePath, limit: ByteCount) async throws -> [UInt8] {
        let (id, events) = try openRequest(limit: limit)
        defer { requests[id] = nil }
        send(.file(id: id, .get(path, limit: limit.bytes)))
        do {
            let reply = try await RequestEvents.reply(in: events, about: path)
            requests[id]?.expect(ByteCount(bytes: max(0, reply["size"]?.intValue ?? 0)))
            for try await event in events {
                switch event {
                case .end(let value, let bytes):
                    _ = try RequestEvents.checked(value, about: path)
                    return bytes
                case .reply(let value): _ = try RequestEvents.checked(value, about: path)
                case .data: break
                }
            }
            try Task.checkCancellation()
            throw SandboxError(.transferFailed, "'\(path)' ended before its end")
        } catch {
            send(.cancel(id: id))
            throw error
        }
    }

    /// Moves a file, and tells the observer of it.
    nonisolated func noting(
        _ path: WorkspacePath,
        _ transfer: () async throws -> SandboxEvent.Kind
    ) async throws {
        do {
            let event = try await transfer()
            log.note(event)
        } catch {
            log.note(.transferFailed(path, error))
            throw error
        }
    }

    func forgetUpload(_ path: WorkspacePath) {
        ledger.forget(path)
    }
}
