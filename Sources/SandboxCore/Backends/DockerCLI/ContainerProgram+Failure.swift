internal import NotebookModel
internal import SandboxHost

extension ContainerProgram {
    /// What to do about a program that isn't what it is taken for.
    static let remedy = "see by hand that it is the command line of docker, podman or nerdctl"

    /// Why a command failed, and what to do: in the engine's words, if it had some.
    func failure(
        of arguments: [String],
        _ ended: ProcessTermination,
        said text: String,
        about image: String? = nil,
        otherwise code: SandboxError.Code = .backendUnavailable
    ) -> SandboxError {
        switch ended {
        case .signalled(let signal):
            SandboxError(
                code,
                "\(call(arguments)) was ended by signal \(signal): try again; if it happens again, "
                    + "find out who ends it ('dmesg' tells if memory ran out)"
            )
        case .exited(let status) where text.allSatisfy(\.isWhitespace):
            SandboxError(
                code,
                "\(call(arguments)) ended with status \(status) and gave no reason: \(Self.remedy)"
            )
        case .exited: EngineComplaint(text: text, image: image).error(otherwise: code)
        }
    }

    /// Why a command could not be started, or not be waited for to its end, and what to do.
    func failure(toRun command: ProcessCommand, _ cause: any Error) -> SandboxError {
        let call = call(command.arguments)
        let (what, fault): (String, SandboxError.Fault?) =
            switch (cause as? SystemError)?.kind {
            case .timedOut:
                ("\(call) gave no answer: try again, and restart an engine that hangs", .notRunning)
            case .tooManyFiles:
                (
                    "\(call) could not be run: this program has too many files open; let it have "
                        + "more (ulimit -n), or fewer sessions at once", nil
                )
            case nil: ("\(call) was given up before its end: try again", nil)
            default: ("\(call) could not be run: \(Self.remedy)", .notInstalled)
            }
        return SandboxError(.backendUnavailable, what, fault: fault, cause: cause)
    }

    /// The command in words: its first argument is one of ours.
    private func call(_ arguments: [String]) -> String {
        "'\(([name.escapingControls] + arguments.prefix(1)).joined(separator: " "))'"
    }
}
