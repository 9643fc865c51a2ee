extension FakeStep {
    /// Takes that much virtual time, unless it is interrupted.
    ///
    /// A cell that takes as long as its limit, or longer, is out of time.
    public static func takes(_ duration: Duration) -> FakeStep { FakeStep(.take(duration)) }

    /// Asks for a line of text, and goes on with the steps for it.
    ///
    /// Virtual time stands still meanwhile. If there is no answer, `EOFError` ends the cell, as in
    /// Python.
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

    /// Sets what the result reports: processor time, peak of memory, processes that still run.
    ///
    /// Nil leaves a value as it is.
    public static func reports(
        cpuTime: Duration? = nil,
        memory: ByteCount? = nil,
        children: Int? = nil
    ) -> FakeStep {
        FakeStep(.report(cpuTime: cpuTime, memory: memory, children: children))
    }
}
