/// Why a parameter can't be given to a notebook; the notebook is as it was.
public enum NotebookParameterError: Error, Sendable, Hashable {
    /// This is no name of a variable in Python.
    case notIdentifier(String)
    /// This name can't be assigned to in Python, such as `class`.
    case reserved(String)
}

extension NotebookParameterError: CustomStringConvertible {
    /// A sentence that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .notIdentifier(let name):
            "the parameter '\(name.escapingControls)' is no name of a Python variable; "
                + "take letters, digits and '_', no digit first"
        case .reserved(let name):
            "the parameter '\(name)' is a word that Python keeps for itself; take another name"
        }
    }
}
