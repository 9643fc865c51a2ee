import Foundation
import SandboxCore

/// Faults that come from outside, in the middle of something.
extension Visit {
    func disturb(_ act: Act, _ session: PythonSession) async throws {
        switch act {
        case .interrupt:
            try await interruptedCell(
                "an interrupt",
                session,
                states: [.kept, .restarted],
                { $0 == .interrupted }
            ) {
                await session.interrupt()
            }
        case .cancel: try await cancel(in: session)
        case .upload: try await upload(to: session)
        case .cutUpload: try await cutUpload(to: session)
        case .killWorkerFromOutside:
            try await interruptedCell(
                "a kill from outside",
                session,
                states: [.restarted],
                { $0 == .killed(signal: 9) }
            ) {
                if let worker = Machine.process(named: self.mark) { kill(worker, SIGKILL) }
            }
        case .killSandbox:
            try await losingCell("a killed sandbox", session) { await self.killSandbox() }
        case .killProgram:
            try await losingCell("a killed docker", session) { await self.killProgram() }
        default: try await losingCell("a close", session) { await session.close() }
        }
    }

    /// What the worker calls itself, so that it is found from outside.
    private var mark: String { String("soak-\(name)".suffix(15)) }

    /// A cell to which something is done once it runs.
    private func interruptedCell(
        _ what: String,
        _ session: PythonSession,
        states: Set<CellResult.SessionState>,
        _ isRight: (CellOutcome) -> Bool,
        _ disturbance: () async -> Void
    ) async throws {
        let code = """
            import ctypes, time
            ctypes.CDLL(None).prctl(15, b'\(mark)', 0, 0, 0)
            import sys; sys.stdout.write('on\\n')
            time.sleep(1000)
            """
        var isDisturbed = false
        for try await event in try await session.stream(code) {
            if case .text = event, !isDisturbed {
                isDisturbed = true
                await disturbance()
            }
            guard case .finished(let result) = event else { continue }
            await check(what, result, states: states, isRight)
            if result.text != "on\n" {
                await complain("\(what): the text is \(result.text.debugDescription)")
            }
        }
    }

    private func losingCell(
        _ what: String,
        _ session: PythonSession,
        _ disturbance: () async -> Void
    ) async throws {
        try await interruptedCell(
            what,
            session,
            states: [.gone],
            { if case .sessionLost = $0 { true } else { false } },
            disturbance
        )
        isOver = true
        do {
            _ = try await session.run("1")
            await complain("\(what): the session takes cells")
        } catch let error as SandboxError where [.sessionLost, .sessionClosed].contains(error.code)
        {}
    }

    private func cancel(in session: PythonSession) async throws {
        let task = Task { try await session.run("import time; time.sleep(1000)") }
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...150, using: &generator)))
        task.cancel()
        do {
            let result = try await task.value
            await check("a cancelled cell", result, states: [.kept, .restarted]) {
                $0 == .interrupted
            }
        } catch is CancellationError {}  // before its turn
    }

    private func upload(to session: PythonSession) async throws {
        let bytes = generator.bytes(Int.random(in: 0...200_000, using: &generator))
        try await session.workspace.write(bytes, to: "up")
        files.insert("up")
        let code = "data = open('up', 'rb').read()\nprint(len(data), sum(data))"
        let result = try await expect("an upload", code, in: session) { $0.isOK }
        let sum = bytes.reduce(0) { $0 + Int($1) }
        if result.text != "\(bytes.count) \(sum)\n" {
            await complain("an upload of \(bytes.count) bytes changed")
        }
        if try await session.workspace.read("up") != bytes { await complain("a download differs") }
    }

    private func cutUpload(to session: PythonSession) async throws {
        let size = 16 << 20
        let task = Task {
            try await session.workspace.write([UInt8](repeating: 7, count: size), to: "cut")
        }
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...40, using: &generator)))
        task.cancel()
        _ = try? await task.value
        let code = "import os\nprint(os.path.getsize('cut') if os.path.exists('cut') else -1)"
        let result = try await expect("a look", code, in: session) { $0.isOK }
        if !["-1\n", "\(size)\n"].contains(result.text) {
            await complain("an upload that was cut left \(result.text)")
        }
        if result.text != "-1\n" { try await session.workspace.remove("cut") }
    }

    /// Bubblewrap's process 1 is the worker's parent; a container is killed by its engine.
    private func killSandbox() async {
        if target.runsContainers {
            for container in await target.containers(labelled: "soak.session=\(name)") {
                await target.kill(container)
            }
        } else if let worker = Machine.process(named: mark),
            let supervisor = Machine.status(of: worker)?.parent
        {
            kill(supervisor, SIGKILL)
        }
    }

    private func killProgram() async {
        for child in Machine.children {
            let line = Machine.text(of: "/proc/\(child.pid)/cmdline") ?? ""
            if line.contains("soak.session=\(name)") { kill(child.pid, SIGKILL) }
        }
    }
}
