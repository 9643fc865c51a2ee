internal import NotebookModel

/// Reads a part of the worker's answer to a call.
///
/// User code lives in the worker: every text, count and list is checked, and what doesn't fit is a
/// violation of the protocol.
struct AnswerReader: Sendable {
    /// The longest list.
    private static let listLimit = 100_000
    /// The longest text, in bytes.
    private static let textLimit = 64 << 10

    private let payload: PayloadReader

    init(_ value: JSONValue?) throws(ProtocolViolation) {
        guard let object = value?.objectValue else {
            throw .badPayload(.displayEnd, "an answer that is no object")
        }
        payload = PayloadReader(object, of: .displayEnd)
    }

    func text(_ key: String) throws(ProtocolViolation) -> String {
        try bounded(try payload.string(key), key)
    }

    /// A text, or nil for null.
    func optionalText(_ key: String) throws(ProtocolViolation) -> String? {
        isNull(key) ? nil : try text(key)
    }

    func bool(_ key: String) throws(ProtocolViolation) -> Bool { try payload.bool(key) }

    func count(_ key: String) throws(ProtocolViolation) -> Int { try payload.count(key) }

    /// A whole number from 0, or nil for null.
    func optionalCount(_ key: String) throws(ProtocolViolation) -> Int? {
        isNull(key) ? nil : try payload.count(key)
    }

    /// Whole numbers from 0, or nil for null.
    func optionalCounts(_ key: String) throws(ProtocolViolation) -> [Int]? {
        guard !isNull(key) else { return nil }
        var counts: [Int] = []
        for value in try list(key) {
            guard let count = value.intValue, count >= 0 else { throw refusal(key) }
            counts.append(count)
        }
        return counts
    }

    func texts(_ key: String) throws(ProtocolViolation) -> [String] {
        var texts: [String] = []
        for value in try list(key) {
            guard let text = value.stringValue else { throw refusal(key) }
            texts.append(try bounded(text, key))
        }
        return texts
    }

    func objects(_ key: String) throws(ProtocolViolation) -> [AnswerReader] {
        var readers: [AnswerReader] = []
        for value in try list(key) { readers.append(try AnswerReader(value)) }
        return readers
    }

    /// An object, or nil for null.
    func optionalObject(_ key: String) throws(ProtocolViolation) -> AnswerReader? {
        isNull(key) ? nil : try AnswerReader(payload.object[key])
    }

    func refusal(_ key: String) -> ProtocolViolation {
        .badPayload(.displayEnd, "an answer with no usable '\(key)'")
    }

    private func isNull(_ key: String) -> Bool { payload.object[key]?.isNull ?? false }

    private func list(_ key: String) throws(ProtocolViolation) -> [JSONValue] {
        guard let values = payload.object[key]?.arrayValue, values.count <= Self.listLimit else {
            throw refusal(key)
        }
        return values
    }

    private func bounded(_ text: String, _ key: String) throws(ProtocolViolation) -> String {
        guard text.utf8.count <= Self.textLimit else { throw refusal(key) }
        return text
    }
}
