internal import NotebookModel

extension Termination {
    /// Why there was no session, where the backend knows or the agent said it: the last line of an
    /// agent that can't start is a JSON object.
    var startFailure: SandboxError? {
        if let failure { return failure }
        for line in diagnostics.split(separator: #"\n"#).reversed() {
            guard line.hasPrefix(#"{"event""#),
                let words = try? JSONValue(parsing: Array(line.utf8)),
                words["event"]?.stringValue == "fatal",
                let message = words["message"]?.stringValue
            else { continue }
            return SandboxError(
                .runtimeUnavailable,
                "the Python of this runtime can't be used: \(message.escapingControls)",
                fault: .pythonUnusable
            )
        }
        return nil
    }
}
