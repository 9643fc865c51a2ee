internal import NotebookModel

/// `{"code", "files": [{"name", "data"}], "runtime", "mem", "cpu"}`: all but `code` may be missing
/// or null, other members are passed over, and `cpu` may be a number.
extension ExecutionRequest {
    /// Reads a request's JSON.
    ///
    /// - Parameter bytes: The JSON, in UTF-8.
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected``, which says where and why.
    public init(json bytes: [UInt8]) throws(SandboxError) {
        let value: JSONValue
        do {
            value = try JSONParser().parse(bytes)
        } catch {
            throw SandboxError(.rejected, "the request is no JSON: \(error)")
        }
        try self.init(value)
    }

    /// The request as JSON, in UTF-8.
    public var jsonBytes: [UInt8] { JSONWriter.compact.bytes(for: json) }

    fileprivate init(_ value: JSONValue) throws(SandboxError) {
        let members = Members(value, of: "the request")
        self.init(
            code: try members.text("code"),
            files: try members.files(),
            runtime: try members.optionalText("runtime"),
            memory: try members.optionalText("mem"),
            cpus: try members.optionalText("cpu")
        )
    }

    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "code": .string(code),
            "files": .array(
                files.map { ["name": .string($0.name), "data": .string($0.data)] }
            ),
        ]
        for (key, text) in [("runtime", runtime), ("mem", memory), ("cpu", cpus)] {
            if let text { object[key] = .string(text) }
        }
        return .object(object)
    }
}

/// The members of an object, with errors that name their place.
private struct Members {
    let value: JSONValue
    let place: String

    init(_ value: JSONValue, of place: String) {
        self.value = value
        self.place = place
    }

    func text(_ key: String) throws(SandboxError) -> String {
        guard let text = try optionalText(key) else {
            throw rejected("has no '\(key)': give a text")
        }
        return text
    }

    func optionalText(_ key: String) throws(SandboxError) -> String? {
        guard case .object(let object) = value else { throw rejected("is no JSON object") }
        switch object[key] {
        case nil, .null: return nil
        case .string(let text): return text
        case .number(let number) where key == "mem": return number.lexeme
        case .number(let number) where key == "cpu":
            let listed = ExecutionSize.processors.first { Double(decimal: $0) == number.double }
            return listed ?? number.lexeme
        default: throw rejected("has a '\(key)' that is no text")
        }
    }

    func files() throws(SandboxError) -> [ExecutionRequest.File] {
        let list = value["files"] ?? .null
        if list.isNull { return [] }
        guard let values = list.arrayValue else {
            throw rejected("has 'files' that are no list: give [{\"name\", \"data\"}]")
        }
        var files: [ExecutionRequest.File] = []
        for (index, value) in values.enumerated() {
            let members = Members(value, of: "/files/\(index) of the request")
            files.append(.init(name: try members.text("name"), data: try members.text("data")))
        }
        return files
    }

    private func rejected(_ why: String) -> SandboxError {
        SandboxError(.rejected, "\(place) \(why)")
    }
}

extension ExecutionRequest: Codable {
    /// Decodes a request.
    ///
    /// - Throws: `DecodingError`, which says where and why.
    public init(from decoder: any Decoder) throws {
        let value = try JSONValue(from: decoder)
        do {
            try self.init(value)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: error.message)
            )
        }
    }

    /// Encodes a request.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
