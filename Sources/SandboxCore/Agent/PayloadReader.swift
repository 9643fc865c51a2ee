internal import NotebookModel

/// Reads the members of a control frame's JSON object; whatever is missing or of another type is a
/// violation.
struct PayloadReader: Sendable {
    private static let parser = JSONParser(
        maximumDepth: 64,
        maximumByteCount: Frame.controlLimit,
        acceptsNonFiniteNumbers: false
    )

    let kind: FrameKind
    let object: JSONObject

    init(_ frame: Frame) throws(ProtocolViolation) {
        kind = frame.kind
        guard let object = (try? PayloadReader.parser.parse(frame.payload))?.objectValue else {
            throw .badPayload(kind, "something else than a JSON object")
        }
        self.object = object
    }

    init(_ object: JSONObject, of kind: FrameKind) {
        self.kind = kind
        self.object = object
    }

    func string(_ key: String) throws(ProtocolViolation) -> String {
        try require(key) { $0.stringValue }
    }

    func bool(_ key: String) throws(ProtocolViolation) -> Bool {
        try require(key) { $0.boolValue }
    }

    /// A whole number from 0.
    func count(_ key: String) throws(ProtocolViolation) -> Int {
        try require(key) { value in value.intValue.flatMap { $0 >= 0 ? $0 : nil } }
    }

    /// A time from 0 up to ten years, in seconds.
    func seconds(_ key: String) throws(ProtocolViolation) -> Duration {
        try require(key) { value in
            value.doubleValue.flatMap { (0...315_360_000).contains($0) ? .seconds($0) : nil }
        }
    }

    func optionalString(_ key: String) -> String? { object[key]?.stringValue }

    func optionalCount(_ key: String) -> Int? {
        object[key]?.intValue.flatMap { $0 >= 0 ? $0 : nil }
    }

    private func require<Value>(
        _ key: String,
        _ convert: (JSONValue) -> Value?
    ) throws(ProtocolViolation) -> Value {
        guard let value = object[key].flatMap(convert) else {
            throw .badPayload(kind, "no usable '\(key)'")
        }
        return value
    }
}
