extension NotebookProblem: CustomStringConvertible {
    /// A sentence with the place, for example "/cells/0: 'metadata' is missing; add it".
    public var description: String {
        "\(pointer.tokens.isEmpty ? "the notebook" : pointer.description): \(reason)"
            .escapingControls
    }
}

extension NotebookProblem.Reason: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .missingMember(let name):
            "'\(name)' is missing; add it"
        case .unexpectedMember("id", _):
            "'id' may not stand here; remove it (cells have ids from format 4.5 on)"
        case .unexpectedMember(let name, let allowed):
            "'\(name)' may not stand here; remove it, or move it into 'metadata' "
                + "(what may: \(allowed.joined(separator: ", ")))"
        case .wrongType(let expected, let found):
            "this is \(found); make it \(list(expected.map(\.description)))"
        case .misspelledInteger(let value):
            "the integer \(value) isn't spelled as one; write \(value)"
        case .notOneOf(let values):
            "unknown value; make it \(list(values.map(\.description)))"
        case .belowMinimum(let minimum):
            "the number is too small; make it \(minimum) or more"
        case .invalidID:
            "not an id; make it 1 to 64 letters, digits, hyphens and underscores of ASCII"
        case .invalidName:
            "not a name for a cell; make it one line that isn't empty"
        case .invalidTag:
            "not a tag; take out its commas, or remove it if it is empty"
        case .repeatedTag:
            "the tag stands in the list already; remove this one"
        case .unsupportedFormat(let major, let minor):
            unsupported(major: major, minor: minor)
        case .missingID:
            "the cell has no id, and Jupyter makes another one on each reading; add one"
        case .repeatedID(let first):
            "\(first) has this id already; give the cell one of its own"
        case .repeatedName(let first):
            "\(first) has this name already; give the cell one of its own"
        case .repeatedKey(let name):
            "there are several members '\(name)', and only the last counts; remove the others"
        case .nonFiniteNumber(let number):
            "\(number) is no JSON, and browsers can't read the file; write null or a string"
        case .sessionMember(let name):
            "'\(name)' belongs to a session and not into a file; remove it"
        case .missingAttachment(let name):
            "the text refers to the attachment '\(name)', which the cell doesn't have; attach it"
        case .newerFormat(let minor):
            "format 4.\(minor) is newer than 4.5; only what 4.5 knows was looked at"
        }
    }

    private func unsupported(major: Int, minor: Int) -> String {
        switch (major, minor) {
        case (1...2, _):
            "there are no rules for format \(major); convert the notebook to format 4"
        case (3, _):
            "there are no rules for format 3.\(minor), only for 3.0; convert it to format 4"
        default:
            "there is no format \(major); the newest is 4.5"
        }
    }

    private func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.joined() }
        return items.dropLast().joined(separator: ", ") + " or " + last
    }
}
