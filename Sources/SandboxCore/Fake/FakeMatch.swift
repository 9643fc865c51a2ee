/// Which cells a rule of a ``FakeScript`` is for; a string literal is the code.
public struct FakeMatch: Sendable {
    let test: @Sendable (FakeCell) -> Bool

    /// Every cell.
    public static let anything = FakeMatch { _ in true }

    /// Cells with this code; white space around it doesn't count.
    public static func code(_ code: String) -> FakeMatch {
        let code = trimmed(code)
        return FakeMatch { trimmed($0.code) == code }
    }

    /// Cells whose code has this text in it.
    public static func containing(_ text: String) -> FakeMatch {
        FakeMatch { $0.code.contains(text) }
    }

    /// Cells that the closure accepts.
    public static func `where`(_ test: @escaping @Sendable (FakeCell) -> Bool) -> FakeMatch {
        FakeMatch(test: test)
    }

    private static func trimmed(_ code: String) -> Substring {
        var code = code[...]
        while code.first?.isWhitespace == true { code.removeFirst() }
        while code.last?.isWhitespace == true { code.removeLast() }
        return code
    }
}

extension FakeMatch: ExpressibleByStringLiteral {
    /// Cells with this code.
    public init(stringLiteral value: String) {
        self = .code(value)
    }
}
