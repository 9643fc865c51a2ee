public import NotebookModel

/// One thing that a scripted cell does.
///
/// A cell does its steps in order and then ends well, unless a step ends it.
public struct FakeStep: Sendable {
    enum Action: Sendable {
        case write([UInt8], StreamName)
        case writeLate([UInt8], StreamName)
        case value(MIMEBundle)
        case show(FakeDisplay)
        case take(Duration)
        case ask(InputRequest, then: @Sendable (String) -> [FakeStep])
        case end(FakeEnding)
        case exhaustMemory(endsSandbox: Bool)
        case hang(FakeHang)
        case loseSandbox(diagnostics: String)
        case raw([UInt8])
        case file(@Sendable (inout FakeDisk) throws -> [FakeStep])
        case report(cpuTime: Duration?, memory: ByteCount?, children: Int?)
        case compute(FakeAnswer)
    }

    let action: Action

    private init(_ action: Action) {
        self.action = action
    }

    // MARK: Text

    /// Writes text to standard output; a line end is not added.
    public static func print(_ text: String) -> FakeStep { write(Array(text.utf8)) }

    /// Writes text to standard error output; a line end is not added.
    public static func printError(_ text: String) -> FakeStep {
        write(Array(text.utf8), to: .stderr)
    }

    /// Writes bytes, which need not be UTF-8. To standard output by default; `stderr` is the other stream.
    public static func write(_ bytes: [UInt8], to stream: StreamName = .stdout) -> FakeStep {
        FakeStep(.write(bytes, stream))
    }

    /// Writes text to standard output when the cell has ended, as a thread of it would.
    public static func printLate(_ text: String, to stream: StreamName = .stdout) -> FakeStep {
        FakeStep(.writeLate(Array(text.utf8), stream))
    }

    // MARK: Rich output

    /// Gives the value of the last expression, as plain text. A silent cell doesn't show it.
    public static func value(_ text: String) -> FakeStep { value(.plainText(text)) }

    /// Gives the value of the last expression. A silent cell doesn't show it.
    public static func value(_ data: MIMEBundle) -> FakeStep { FakeStep(.value(data)) }

    /// Shows a picture. A silent cell doesn't.
    ///
    /// - Parameter png: The bytes of a PNG file; they aren't looked at.
    public static func plot(_ png: [UInt8]) -> FakeStep {
        FakeStep(.show(.plot(["image/png": .base64(encoding: png)])))
    }

    /// Shows something; with an identifier it can be changed later.
    public static func display(_ data: MIMEBundle, id: String? = nil) -> FakeStep {
        FakeStep(.show(.display(data, id: id)))
    }

    /// Changes what was shown under this identifier.
    public static func update(id: String, _ data: MIMEBundle) -> FakeStep {
        FakeStep(.show(.update(id: id, data)))
    }

    /// Removes the outputs so far; with `wait`, when the next one comes.
    public static func clearOutput(wait: Bool = false) -> FakeStep {
        FakeStep(.show(.clear(wait: wait)))
    }

    // MARK: Time, input and computed answers

    /// Takes that much virtual time. An interrupt ends it; a cell that takes as long as its limit, or longer, is out of time.
    public static func takes(_ duration: Duration) -> FakeStep { FakeStep(.take(duration)) }

    /// Asks for a line of text, and goes on with the steps for it.
    ///
    /// Virtual time stands still meanwhile. If there is no answer, `EOFError` ends the cell, as in Python.
    public static func input(
        _ prompt: String = "",
        isPassword: Bool = false,
        then: @escaping @Sendable (String) -> [FakeStep] = { _ in [] }
    ) -> FakeStep {
        FakeStep(.ask(InputRequest(prompt: prompt, isPassword: isPassword), then: then))
    }

    /// Goes on with steps that a closure chooses, with the variables of the sandbox at hand.
    public static func compute(_ answer: @escaping FakeAnswer) -> FakeStep {
        FakeStep(.compute(answer))
    }

    /// Sets what the result reports: processor time, peak of memory, processes that still run. Nil leaves a value as it is.
    public static func reports(
        cpuTime: Duration? = nil,
        memory: ByteCount? = nil,
        children: Int? = nil
    ) -> FakeStep {
        FakeStep(.report(cpuTime: cpuTime, memory: memory, children: children))
    }

    // MARK: Ends

    /// Ends the cell by an exception.
    public static func raise(_ name: String, _ message: String = "") -> FakeStep {
        raise(PythonException(name: name, value: message))
    }

    /// Ends the cell by an exception; one without a traceback gets a short one.
    public static func raise(_ exception: PythonException) -> FakeStep {
        FakeStep(.end(.raised(exception)))
    }

    /// Ends the cell as `sys.exit` does, which keeps the variables, or as `os._exit`, which doesn't.
    ///
    /// - Parameters:
    ///   - status: The status as a shell sees it, from 0 to 255.
    ///   - value: The value given, if it was no number.
    ///   - keepsWorker: Whether it is `sys.exit`. Default yes.
    public static func exit(
        _ status: Int = 0,
        value: String? = nil,
        keepsWorker: Bool = true
    ) -> FakeStep {
        FakeStep(.end(.exited(status: status, value: value, keepsWorker: keepsWorker)))
    }

    /// Ends the worker process by a signal, such as 11 for a crash in native code; the session gets a fresh worker.
    public static func die(signal: Int = 9) -> FakeStep { FakeStep(.end(.killed(signal: signal))) }

    /// Runs into the memory limit: the kernel shoots the worker, or with `endingSandbox` the sandbox as a whole.
    public static func exhaustMemory(endingSandbox: Bool = false) -> FakeStep {
        FakeStep(.exhaustMemory(endsSandbox: endingSandbox))
    }

    /// Never ends by itself. Time jumps to the next deadline that the cell or its session has, or else stands still.
    ///
    /// - Parameter hang: What it takes to end it; an interrupt by default.
    public static func hang(_ hang: FakeHang = .untilInterrupted) -> FakeStep {
        FakeStep(.hang(hang))
    }
}

/// What it takes to end a cell that hangs.
public enum FakeHang: Hashable, Sendable {
    /// An interrupt or the time limit; variables are kept.
    case untilInterrupted
    /// The kill of the worker, which the agent does when the cell has ignored the interrupt for its grace time.
    case untilKilled
    /// The kill of the sandbox by the host: the agent itself doesn't answer any more, to nothing.
    case untilSandboxEnds
}

extension FakeStep {
    // MARK: Faults of the sandbox

    /// Ends the sandbox in the middle of the cell.
    ///
    /// - Parameter diagnostics: What it leaves as its last words.
    public static func loseSandbox(diagnostics: String = "") -> FakeStep {
        FakeStep(.loseSandbox(diagnostics: diagnostics))
    }

    /// Sends bytes to the host as they are, between two frames of the protocol.
    public static func send(raw bytes: [UInt8]) -> FakeStep { FakeStep(.raw(bytes)) }

    /// Announces a frame that is longer than the protocol allows.
    public static let sendOversizedFrame: FakeStep = {
        var bytes = [FrameKind.standardOutput.rawValue, 0, 0, 0, 1]
        bytes.appendBigEndian(UInt32.max)
        return FakeStep(.raw(bytes))
    }()

    /// Reports the good end of a cell by its number, which may be another one than this.
    public static func forgeEnd(ofCell number: Int) -> FakeStep {
        let payload = Array(#"{"outcome":"ok","state":"kept","cpuTime":0}"#.utf8)
        return FakeStep(.raw(Frame(.finished, id: UInt32(truncatingIfNeeded: number), payload: payload).encoded))
    }

    // MARK: Files

    /// Writes a file to the workspace; directories on the way are made. Without space for it, `OSError` ends the cell.
    public static func writeFile(_ path: String, _ bytes: [UInt8]) -> FakeStep {
        file {
            try $0.write(bytes, to: path)
            return []
        }
    }

    /// Writes text to a file in the workspace.
    public static func writeFile(_ path: String, _ text: String) -> FakeStep {
        writeFile(path, Array(text.utf8))
    }

    /// Reads a file of the workspace, and goes on with the steps for it. Without one, `FileNotFoundError` ends the cell.
    public static func readFile(
        _ path: String,
        then: @escaping @Sendable ([UInt8]) -> [FakeStep]
    ) -> FakeStep {
        file { then(try $0.read(path)) }
    }

    /// Removes a file of the workspace, or a directory with all in it.
    public static func removeFile(_ path: String) -> FakeStep {
        file {
            try $0.remove(path, isRecursive: true)
            return []
        }
    }

    /// Plants a symbolic link in the workspace; nothing ever follows it.
    public static func makeLink(_ path: String, to target: String) -> FakeStep {
        file {
            try $0.makeLink(path, to: target)
            return []
        }
    }

    private static func file(
        _ work: @escaping @Sendable (inout FakeDisk) throws -> [FakeStep]
    ) -> FakeStep {
        FakeStep(.file(work))
    }
}
