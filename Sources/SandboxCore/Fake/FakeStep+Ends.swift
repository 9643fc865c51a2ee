extension FakeStep {
    /// Ends the cell by an exception.
    public static func raise(_ name: String, _ message: String = "") -> FakeStep {
        raise(PythonException(name: name, value: message))
    }

    /// Ends the cell by an exception; one without a traceback gets a short one.
    public static func raise(_ exception: PythonException) -> FakeStep {
        FakeStep(.end(.raised(exception)))
    }

    /// Ends the cell as `sys.exit` does, which keeps the variables, or as `os._exit`, which
    /// doesn't.
    ///
    /// - Parameters:
    ///   - status: The status as a shell sees it, from 0 to 255.
    ///   - value: The value given, if it was no number.
    ///   - keepsWorker: Whether it is `sys.exit`. Default yes.
    /// - Returns: The step.
    public static func exit(
        _ status: Int = 0,
        value: String? = nil,
        keepsWorker: Bool = true
    ) -> FakeStep {
        FakeStep(.end(.exited(status: status, value: value, keepsWorker: keepsWorker)))
    }

    /// Ends the worker process by a signal, such as 11 for a crash in native code; the session gets
    /// a fresh worker.
    public static func die(signal: Int = 9) -> FakeStep { FakeStep(.end(.killed(signal: signal))) }

    /// Has the worker process die when the cell has ended well: the next one meets a fresh worker.
    public static func dieLate(signal: Int = 9) -> FakeStep { FakeStep(.dieLate(signal: signal)) }

    /// Runs into the memory limit: the kernel shoots the worker, or with `endingSandbox` the
    /// sandbox as a whole.
    public static func exhaustMemory(endingSandbox: Bool = false) -> FakeStep {
        FakeStep(.exhaustMemory(endsSandbox: endingSandbox))
    }

    /// Never ends by itself; by default an interrupt or the time limit ends it.
    ///
    /// Time jumps to the next deadline that the cell or its session has, and stands still where
    /// there is none.
    public static func hang(_ hang: FakeHang = .untilInterrupted) -> FakeStep {
        FakeStep(.hang(hang))
    }
}
