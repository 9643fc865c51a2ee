/// Something that is wrong or doubtful in the JSON of a notebook.
public struct NotebookProblem: Sendable, Hashable {
    /// What a problem means for the validity of the notebook.
    public enum Severity: Sendable, Hashable {
        /// The notebook isn't valid: `nbformat.validate` refuses it.
        case error
        /// `nbformat.validate` passes it over, but tools may change or lose something.
        case warning
    }

    /// What is wrong, and what was expected.
    public enum Reason: Sendable, Hashable {
        /// An object lacks a member that has to be there.
        case missingMember(String)
        /// An object has a member that mustn't be there; `allowed` are those that may.
        case unexpectedMember(String, allowed: [String])
        /// A value has the wrong type.
        case wrongType(expected: [JSONType], found: JSONType)
        /// An integer is spelled as a string or with a fraction or an exponent.
        case misspelledInteger(Int)
        /// A value is none of those that it may be.
        case notOneOf([JSONValue])
        /// A number is too small.
        case belowMinimum(Int)
        /// An id isn't 1 to 64 of `a-z A-Z 0-9 - _`.
        case invalidID
        /// The name of a cell is empty or has more than one line.
        case invalidName
        /// A tag is empty or has a comma.
        case invalidTag
        /// A tag stands more than once in its list.
        case repeatedTag
        /// There is no schema for this version of the format; nothing else was looked at.
        case unsupportedFormat(major: Int, minor: Int)

        /// A cell of format 4.5 or newer has no id; Jupyter makes one at random on each reading.
        case missingID
        /// An id is that of an earlier cell, too; Jupyter replaces it at random on each reading.
        case repeatedID(first: JSONPointer)
        /// The name of a cell is that of an earlier one, too.
        case repeatedName(first: JSONPointer)
        /// An object has several members with one name, of which readers take the last.
        case repeatedKey(String)
        /// A number is `NaN`, `Infinity` or `-Infinity`, which is no JSON.
        case nonFiniteNumber(JSONNumber)
        /// A member of the metadata belongs to a session in memory and not into a file.
        case sessionMember(String)
        /// A text refers to a file (`attachment:name`) that the cell doesn't have.
        case missingAttachment(String)
        /// The minor version is newer than 5, so only what 4.5 knows was looked at.
        case newerFormat(minor: Int)
    }

    /// Where it is: the value that is wrong, or the object that lacks a member.
    public let pointer: JSONPointer
    /// What is wrong.
    public let reason: Reason

    /// Makes a problem.
    public init(_ reason: Reason, at pointer: JSONPointer) {
        self.reason = reason
        self.pointer = pointer
    }

    /// What it means for the validity of the notebook.
    public var severity: Severity { reason.severity }
}

extension NotebookProblem.Reason {
    /// What the reason means for the validity of a notebook.
    public var severity: NotebookProblem.Severity {
        switch self {
        case .missingMember, .unexpectedMember, .wrongType, .misspelledInteger, .notOneOf,
            .belowMinimum, .invalidID, .invalidName, .invalidTag, .repeatedTag, .unsupportedFormat:
            .error
        case .missingID, .repeatedID, .repeatedName, .repeatedKey, .nonFiniteNumber,
            .sessionMember, .missingAttachment, .newerFormat:
            .warning
        }
    }
}
