import NotebookModel

/// What cells say while they run, and after that.
extension PythonSession {
    func takeStart(of cell: UInt32) throws {
        guard let job = jobs[cell] else { return }
        guard machine.runningCell == cell, !job.hasStarted else {
            throw ProtocolViolation.unexpected(.started)
        }
        jobs[cell]?.hasStarted = true
        job.emit(.started)
    }

    func takeText(_ bytes: [UInt8], on stream: StreamName, of cell: UInt32) throws {
        if jobs[cell] != nil, machine.runningCell == cell {
            noteSign(of: cell)
            let shown = jobs[cell]?.redactor.take(bytes, from: stream) ?? []
            try jobs[cell]?.write(shown, to: stream)
        } else {
            let shown = late.take(bytes, from: stream)
            yieldLate(shown, from: stream, of: cell)
        }
    }

    func takeDisplay(_ bytes: [UInt8], isLast: Bool, of cell: UInt32) throws {
        guard machine.runningCell == cell else { return }
        noteSign(of: cell)
        if let event = try jobs[cell]?.transcript.appendDisplay(bytes, isLast: isLast, redactor) {
            jobs[cell]?.emit(event)
        }
    }

    func takeGap(_ bytes: Int, on stream: StreamName, of cell: UInt32) throws {
        guard machine.runningCell == cell else {
            if bytes > 0 { yieldLate(late.cut(stream), from: stream, of: cell) }
            return
        }
        guard jobs[cell]?.admitGap() != false else { throw ProtocolViolation.unexpected(.gap) }
        if bytes > 0, let shown = jobs[cell]?.redactor.cut(stream) {
            try jobs[cell]?.write(shown, to: stream)
        }
        if let event = jobs[cell]?.transcript.drop(bytes, from: stream) { jobs[cell]?.emit(event) }
        if bytes == 0, configuration.output.stopsCell { interrupt(cell) }
    }

    func takeInputRequest(_ wish: InputRequest, number: Int, of cell: UInt32) throws {
        guard machine.runningCell == cell, let asked = jobs[cell]?.admit(wish), let job = jobs[cell]
        else { throw ProtocolViolation.unexpected(.inputRequest) }
        let wish = InputRequest(
            prompt: redactor.redact(asked.prompt),
            isPassword: asked.isPassword
        )
        job.emit(.inputRequested(wish))
        let policy = job.options.input ?? configuration.input
        job.answer?.cancel()
        noteInput(of: cell, isAsking: true)
        jobs[cell]?.answer = Task { [weak self] in
            let reply = await policy.reply(to: wish)
            guard !Task.isCancelled else { return }
            await self?.answer(cell, request: number, reply)
        }
    }

    private func answer(_ cell: UInt32, request: Int, _ reply: InputReply) {
        noteInput(of: cell, isAsking: false)
        send(.inputReply(cell: cell, request: request, reply.bounded))
    }

    func yieldLate(_ bytes: [UInt8], from stream: StreamName, of cell: UInt32) {
        guard !bytes.isEmpty else { return }
        if lateText[stream]?.cell != cell { finishLate(stream) }
        let text = lateText[stream, default: (cell, UTF8Reassembler())].text.decode(bytes)
        yieldLate(text, from: stream, of: cell)
    }

    /// Tells what is no whole character: nothing more comes of it.
    func finishLate() {
        for stream in [StreamName.stdout, .stderr] { finishLate(stream) }
    }

    private func finishLate(_ stream: StreamName) {
        guard var open = lateText.removeValue(forKey: stream) else { return }
        yieldLate(open.text.finish(), from: stream, of: open.cell)
    }

    private func yieldLate(_ text: String, from stream: StreamName, of cell: UInt32) {
        guard !text.isEmpty else { return }
        let late = LateOutput(cell: cell == 0 ? nil : Int(cell), stream: stream, text: text)
        lateOutputSink.yield(late)
        for take in lateTakers.values { take(late) }
    }

    /// Has late text told to a run; nil ends that.
    func tellLate(
        _ run: ObjectIdentifier,
        _ take: (@Sendable (LateOutput) -> Void)?
    ) {
        lateTakers[run] = take
    }
}
