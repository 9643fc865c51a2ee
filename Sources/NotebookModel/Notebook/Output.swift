/// An output of a code cell.
public struct Output: Sendable, Hashable {
    /// What an output is, with what it says.
    public enum Kind: Sendable, Hashable {
        /// Text that the code wrote to a stream.
        case stream(name: StreamName, text: String)
        /// Something the code displayed, in one or more types; metadata by type.
        case displayData(MIMEBundle, metadata: JSONObject)
        /// The value of the last expression, with the number of the run.
        case executeResult(MIMEBundle, metadata: JSONObject, executionCount: Int?)
        /// An exception: its type, its message and its traceback, which may hold terminal escapes.
        case error(name: String, value: String, traceback: [String])
        /// A type that this version doesn't know; its members are in `otherMembers`.
        case unknown(type: String)
    }

    /// What the output is.
    public var kind: Kind
    /// The members that the format doesn't define for such an output.
    public var otherMembers: JSONObject

    /// Makes an output.
    public init(_ kind: Kind, otherMembers: JSONObject = [:]) {
        self.kind = kind
        self.otherMembers = otherMembers
    }

    /// Makes a piece of a stream.
    public static func stream(_ name: StreamName, _ text: String) -> Output {
        Output(.stream(name: name, text: text))
    }

    /// Makes a displayed object.
    public static func displayData(_ data: MIMEBundle, metadata: JSONObject = [:]) -> Output {
        Output(.displayData(data, metadata: metadata))
    }

    /// Makes the value of a last expression.
    public static func executeResult(
        _ data: MIMEBundle,
        metadata: JSONObject = [:],
        executionCount: Int? = nil
    ) -> Output {
        Output(.executeResult(data, metadata: metadata, executionCount: executionCount))
    }

    /// Makes an exception.
    public static func error(name: String, value: String, traceback: [String] = []) -> Output {
        Output(.error(name: name, value: value, traceback: traceback))
    }

    /// The name of the type as files have it, for example `execute_result`.
    public var type: String {
        switch kind {
        case .stream: "stream"
        case .displayData: "display_data"
        case .executeResult: "execute_result"
        case .error: "error"
        case .unknown(let type): type
        }
    }

    /// The data of a displayed object or of a result.
    public var data: MIMEBundle? {
        switch kind {
        case .displayData(let data, _), .executeResult(let data, _, _): data
        case .stream, .error, .unknown: nil
        }
    }
}
