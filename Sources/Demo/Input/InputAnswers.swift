import SandboxCore

extension InputPolicy {
    /// Answers `input()` with lines of this process's standard input.
    ///
    /// - Parameter output: Where the prompt is printed, if it is.
    /// - Returns: The policy.
    static func standardInput(promptingOn output: Int32?) -> InputPolicy {
        .handler { request in
            if let output { Console.shared.pass(request.prompt, to: output) }
            if request.isPassword { System.setEcho(false) }
            let line = await LineReader.shared.next()
            if request.isPassword {
                System.setEcho(true)
                if output != nil, Console.shared.outputIsTerminal { Console.shared.say("\n") }
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
