import SandboxCore

extension InputPolicy {
    /// Answers `input()` with lines of this process's standard input.
    ///
    /// - Parameter showsPrompt: Whether what shows the events shows prompts, so that the line of a
    ///   password, whose own end isn't echoed, is to be ended.
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
