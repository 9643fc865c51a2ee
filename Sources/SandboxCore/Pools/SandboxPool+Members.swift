extension SandboxPool {
    /// Starts as many sandboxes as are missing, as far as there is room; each start is a task of
    /// its own, and nothing waits for it here.
    func fill() {
        guard !isClosed else { return }
        let status = status
        let missing = options.warm + status.waiting - status.ready - status.starting
        for _ in 0..<max(0, min(missing, options.capacity - members.count)) { start() }
    }

    private func start() {
        lastID += 1
        let id = lastID
        let backend = PooledBackend(backend: backend) { [weak self] in await self?.free(id) }
        let configuration = configuration
        members[id] = .starting(
            Task { [weak self] in
                do {
                    let session = try await backend.makePythonSession(configuration)
                    guard let self else {
                        await session.close()
                        return
                    }
                    await self.take(session, id)
                } catch {
                    await self?.fail(id, error)
                    throw error
                }
            }
        )
    }

    func lend(_ session: PythonSession, _ id: Int) {
        ready.removeAll { $0 == id }
        members[id] = .lent(PoolMember.WeakSession(session: session))
    }

    /// Takes a session that was started.
    private func take(_ session: PythonSession, _ id: Int) async {
        guard !isClosed else {
            await session.close()
            members[id] = nil
            return noteEmpty()
        }
        if waiters.isEmpty {
            members[id] = .ready(session)
            ready.append(id)
        } else {
            lend(session, id)
            waiters.removeFirst().turn.resume(returning: session)
        }
    }

    /// A start that failed is one waiter's answer, so that trying again comes to an end; without
    /// any, the next checkout tries.
    private func fail(_ id: Int, _ error: any Error) {
        members[id] = nil
        if !waiters.isEmpty {
            waiters.removeFirst().turn.resume(throwing: error)
            fill()
        }
        noteEmpty()
    }

    /// The sandbox is gone.
    private func free(_ id: Int) {
        // Of one that is being started, the failure comes next, with the reason.
        if case .starting = members[id] { return }
        guard members.removeValue(forKey: id) != nil else { return }
        ready.removeAll { $0 == id }
        fill()
        noteEmpty()
    }
}

extension PythonSession {
    /// Whether the agent inside answers; if it doesn't in time, the session is lost.
    func answers(within patience: Duration) async -> Bool {
        let probe = lastRequest + 1
        let watch = after(patience) { await $0.loseUnless(answered: probe) }
        defer { watch.cancel() }
        return (try? await request(.usage)) != nil
    }

    /// An alarm may come just after the answer.
    private func loseUnless(answered request: UInt32) async {
        guard requests[request] != nil else { return }
        await lose("it did not answer when it was to be used")
    }
}
