internal import NotebookModel

/// What came of an ``ExecutionRequest``, in the words of its JSON form: the answer to a
/// `POST /execute`.
///
/// `{"output", "error", "images": ["data:image/png;base64,…"]}`
public struct ExecutionResponse: Hashable, Sendable {
    /// What was written to standard output and standard error output, in order, and a last line
    /// such as `Duration: 0.42 seconds`.
    ///
    /// The order is that of ``CellResult/outputs``; where text was cut, or rich outputs such as
    /// pictures were dropped, a line says how much.
    /// A run that ended well without a word has the line `Cell ran successfully.` before it.
    public var output: String
    /// The traceback, or what else ended the run before its end; nil if nothing did.
    public var error: String?
    /// The pictures as data URLs, in order: plots are `image/png`.
    ///
    /// What the code displayed as another type of picture comes as that, `image/svg+xml` among
    /// them. A page should show them by `img`, which runs no scripts of theirs.
    public var images: [String]

    /// Creates a response.
    public init(output: String, error: String? = nil, images: [String] = []) {
        self.output = output
        self.error = error
        self.images = images
    }

    /// Creates the response to a request that was refused, such as for files beyond the limits.
    public init(refusing error: SandboxError) {
        self.init(output: "", error: error.message)
    }
}

extension ExecutionResponse: Codable {
    /// The response as JSON, in UTF-8.
    public var jsonBytes: [UInt8] { JSONWriter.compact.bytes(for: json) }

    /// Encodes a response; without an error, `error` is null.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }

    private var json: JSONValue {
        [
            "output": .string(output), "error": error.map { .string($0) } ?? .null,
            "images": .array(images.map { .string($0) }),
        ]
    }
}

extension ExecutionResponse {
    /// Creates the response that a cell's result amounts to.
    ///
    /// - Parameters:
    ///   - cell: The result.
    ///   - timeout: The time limit that was in force.
    public init(_ cell: CellResult, timeout: Duration?) {
        var output = ""
        for case .stream(_, let text) in cell.outputs.map(\.kind) { output += text }
        if output.isEmpty, cell.outcome.lets(goOn: false) { output = "Cell ran successfully." }
        if let last = output.utf8.last, last != UInt8(ascii: "\n") { output += "\n" }
        if cell.dropped.displays > 0 {
            output += "[… \(cell.dropped.displays) rich outputs dropped …]\n"
        }
        self.init(
            output: output + "Duration: \(cell.duration.hundredths) seconds",
            error: cell.outcome.exception?.text ?? cell.outcome.note(timeout: timeout)?.errorText,
            images: cell.outputs.compactMap { $0.data?.imageURL }
        )
    }
}

extension PythonException {
    /// The traceback as one text.
    fileprivate var text: String { traceback.joined(separator: "\n") }
}

extension Output {
    /// What an error output says, as one text.
    fileprivate var errorText: String? {
        guard case .error(_, _, let traceback) = kind else { return nil }
        return traceback.joined(separator: "\n")
    }
}

extension Duration {
    /// Seconds with two digits after the point, rounded.
    fileprivate var hundredths: String {
        let count = Int((self / .milliseconds(10)).rounded())
        let rest = count % 100
        return "\(count / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension MIMEBundle {
    /// The picture in it as a data URL, if there is one that can be decoded: a bitmap before a
    /// drawing.
    fileprivate var imageURL: String? {
        for type in ["image/png", "image/jpeg", "image/gif", "image/webp"] {
            if let bytes = bytes(type) { return "data:\(type);base64,\(Base64.encode(bytes))" }
        }
        let type = "image/svg+xml"
        return text(type).map { "data:\(type);base64,\(Base64.encode(Array($0.utf8)))" }
    }
}
