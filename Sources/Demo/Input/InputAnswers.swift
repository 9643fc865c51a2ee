import SandboxCore

extension InputPolicy {
    /// Answers `input()` with lines of this process's standard input.
    ///
    /// - Parameter showsPrompt: Whether the prompt is shown, by what shows the events.
    /// - Returns: The policy.
    static func standardInput(showsPrompt: Bool) -> InputPolicy {
        .handler { request in
            if request.isPassword { System.setEcho(false) }
            let line = await LineReader.shared.next()
            if request.isPassword {
                System.setEcho(true)
                if showsPrompt, Console.shared.outputIsTerminal { Console.shared.say("\n") }
            }
            switch line {
            case .text(let text): return .text(text)
            case .tooLong(let count):
                return .refused("the answer has \(count) bytes: no more than 512 KiB can be given")
            case .end, .cancelled: return .endOfFile
            }
        }
    }
}
