internal import NotebookModel

/// Reads the members of a control frame's JSON object; whatever is missing or of another type is a
/// violation.
struct PayloadReader: Sendable {
    private static let parser = JSONParser(
        maximumDepth: 64,
        maximumByteCount: Frame.controlLimit,
        maximumValueCount: 200_000,
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

    /// A whole number from 0 to 2^56: so that no sum of some of them overflows.
    func count(_ key: String) throws(ProtocolViolation) -> Int {
        try require(key, PayloadReader.number)
    }

    private static func number(_ value: JSONValue) -> Int? {
        value.intValue.flatMap { (0...1 << 56).contains($0) ? $0 : nil }
    }

    /// A time from 0 up to ten years, in seconds; to the nanosecond, so that 1.1 is 1.1.
    func seconds(_ key: String) throws(ProtocolViolation) -> Duration {
        try require(key, PayloadReader.time)
    }

    func optionalSeconds(_ key: String) -> Duration? { object[key].flatMap(PayloadReader.time) }

    private static func time(_ value: JSONValue) -> Duration? {
        guard let seconds = value.doubleValue, (0...315_360_000).contains(seconds) else {
            return nil
        }
        return .nanoseconds(Int64((seconds * 1e9).rounded()))
    }

    func optionalString(_ key: String) -> String? { object[key]?.stringValue }

    func optionalCount(_ key: String) -> Int? { object[key].flatMap(PayloadReader.number) }

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
