internal import NotebookModel

extension FakeAgent {
    /// Does the steps of a cell in order, and says whether the cell still runs then.
    func play(_ steps: [FakeStep], in run: FakeRun) async -> Bool {
        for step in steps {
            guard !run.over.isRaised, await play(step, in: run) else { return false }
        }
        return !run.over.isRaised
    }

    private func play(_ step: FakeStep, in run: FakeRun) async -> Bool {
        switch step.action {
        case .write, .value, .show: if run.cell.isReplayed { return true }
        case .ask:
            if run.cell.isReplayed {
                return end(run, InputReply.refused("a cell that runs again gets no input").error)
            }
        default: break
        }
        switch step.action {
        case .write(let bytes, let stream):
            noteTime { $0.noteSign(at: $1) }
            for frame in self.run?.relay.write(bytes, to: stream) ?? [] { send(frame) }
        case .writeLate(let bytes, let stream):
            let kind: FrameKind = stream == .stdout ? .standardOutput : .standardError
            for piece in bytes.pieces(of: Frame.dataLimit) {
                self.run?.late.append(Frame(kind, id: run.id, payload: piece))
            }
        case .dieLate(let signal):
            let message: JSONValue = ["event": "workerRestarted", "status": .number(signal)]
            self.run?.late.append(Frame(.notice, payload: message.compactBytes()))
            self.run?.diesLate = true
        case .value(let data):
            if !run.cell.isSilent { show(.result(data)) }
        case .show(.plot(let data)):
            if !run.cell.isSilent { show(.plot(data)) }
        case .show(let display): show(display)
        case .take(let duration):
            applyEarlyStop()
            await clock.advance(to: clock.now.advanced(by: duration)) { !run.over.isRaised }
        case .ask(let wish, let then):
            guard let reply = await ask(wish) else { return false }
            guard case .text(let text) = reply else { return end(run, reply.error) }
            return await play(then(text), in: run)
        case .end(let ending): return end(run, ending)
        case .exhaustMemory(let endsSandbox): return exhaustMemory(run, endsSandbox: endsSandbox)
        case .hang(let hang): return await self.hang(hang, run)
        case .loseSandbox(let diagnostics):
            finish(.signalled(9), diagnostics: diagnostics)
            return false
        case .raw(let bytes):
            hasSentRaw = true
            output.write(bytes)
        case .file(let work): return await play(work, in: run)
        case .report(let cpuTime, let memory, let children):
            report(cpuTime: cpuTime, memory: memory, children: children)
        case .compute(let answer): return await play(answer(run.cell, &variables), in: run)
        }
        return true
    }

    private func end(_ run: FakeRun, _ ending: FakeEnding) -> Bool {
        if case .raised(let exception) = ending {
            finish(run, .raised(exception.filled(for: run.cell)))
        } else {
            finish(run, ending)
        }
        return false
    }

    private func show(_ display: FakeDisplay) {
        noteTime { $0.noteSign(at: $1) }
        let bytes = display.bytes
        guard let id = run?.id, run?.admits(bytes.count) == true else { return }
        let parts = bytes.pieces(of: Frame.dataLimit)
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            send(Frame(isLast ? .displayEnd : .display, id: id, payload: part))
        }
    }

    private func hang(_ hang: FakeHang, _ run: FakeRun) async -> Bool {
        self.run?.hang = hang
        if hang != .untilSandboxEnds { applyEarlyStop() }
        switch hang {
        case .untilSandboxEnds: await hangForever()
        case .untilInterrupted, .untilKilled: await clock.passDeadlines { !run.over.isRaised }
        }
        return false
    }

    private func exhaustMemory(_ run: FakeRun, endsSandbox: Bool) -> Bool {
        usage.outOfMemoryKills += 1
        usage.memoryPeak = usage.memoryLimit
        if endsSandbox {
            finish(.signalled(9))
        } else {
            finish(run, .killed(signal: 9))
        }
        return false
    }

    private func report(cpuTime: Duration?, memory: ByteCount?, children: Int?) {
        if let cpuTime { run?.cpuTime = cpuTime }
        if let children, settings?.endsChildren != true { run?.children = children }
        if let memory {
            run?.memory = memory
            usage.memoryPeak = max(memory, usage.memoryPeak ?? memory)
        }
    }

    private func play(
        _ work: (inout FakeDisk) throws -> [FakeStep],
        in run: FakeRun
    ) async -> Bool {
        do {
            return await play(try work(&disk), in: run)
        } catch let refusal as FakeDisk.Refusal {
            return end(run, .raised(refusal.exception))
        } catch {
            return end(run, .raised(PythonException(name: "OSError", value: "\(error)")))
        }
    }
}

extension InputReply {
    /// What a cell meets that gets no line of text.
    fileprivate var error: FakeEnding {
        let message =
            switch self {
            case .refused(let why): why
            case .endOfFile, .text: "EOF when reading a line"
            }
        return .raised(PythonException(name: "EOFError", value: message))
    }
}

extension FakeDisk.Refusal {
    /// What Python would raise.
    fileprivate var exception: PythonException {
        switch code {
        case "noSpace":
            PythonException(name: "OSError", value: "[Errno 28] No space left on device")
        case "notFound":
            PythonException(name: "FileNotFoundError", value: "[Errno 2] No such file or directory")
        case "exists": PythonException(name: "FileExistsError", value: "[Errno 17] File exists")
        case "notAFile":
            PythonException(name: "IsADirectoryError", value: "[Errno 21] Is a directory")
        default: PythonException(name: "OSError", value: message)
        }
    }
}
