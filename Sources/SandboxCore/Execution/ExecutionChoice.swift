/// What was made of a wish in an ``ExecutionRequest``.
public struct ExecutionChoice<Value: Hashable & Sendable>: Hashable, Sendable {
    /// Why it is this value.
    public enum Reason: Hashable, Sendable {
        /// It was asked for.
        case requested
        /// Nothing was asked for: it is the default.
        case notRequested
        /// This was asked for and is none of those that can be: it is the default.
        case notListed(String)
        /// This was asked for and is above the maximum, which it is.
        case aboveMaximum(String)
    }

    /// The value in force.
    public var value: Value
    /// Why it is this one.
    public var reason: Reason

    /// Creates a choice.
    public init(value: Value, reason: Reason) {
        self.value = value
        self.reason = reason
    }
}

extension ExecutionRequest {
    /// The runtime that the request gets: the one that it names, or ``Runtime/python``.
    ///
    /// - Parameter runtimes: Those that can be asked for.
    /// - Returns: The runtime, and why it is this one.
    public func runtime(
        among runtimes: Set<Runtime> = PythonExecutor.standardRuntimes
    ) -> ExecutionChoice<Runtime> {
        guard let wish = runtime else {
            return ExecutionChoice(value: .python, reason: .notRequested)
        }
        let runtime = Runtime(rawValue: wish)
        guard runtimes.contains(runtime) else {
            return ExecutionChoice(value: .python, reason: .notListed(wish))
        }
        return ExecutionChoice(value: runtime, reason: .requested)
    }
}

extension ExecutionChoice where Value: Comparable {
    /// Finds what a wish amounts to.
    ///
    /// - Parameters:
    ///   - wish: The text asked for, if one was.
    ///   - list: The texts that can be asked for, spelled like this.
    ///   - standard: The default.
    ///   - maximum: The most that is given.
    ///   - read: Reads a text.
    init(
        _ wish: String?,
        of list: [String],
        default standard: Value,
        maximum: Value,
        _ read: (String) -> Value?
    ) {
        guard let wish else {
            self.init(value: standard, reason: .notRequested)
            return
        }
        guard list.contains(wish), let value = read(wish) else {
            self.init(value: standard, reason: .notListed(wish))
            return
        }
        if value <= maximum {
            self.init(value: value, reason: .requested)
        } else {
            self.init(value: maximum, reason: .aboveMaximum(wish))
        }
    }
}
