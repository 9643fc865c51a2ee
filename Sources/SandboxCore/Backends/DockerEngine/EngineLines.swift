internal import NotebookModel

/// Splits an answer that tells of progress into its JSON values, one a line.
struct EngineLines: Sendable {
    private static let longest = 1 << 20
    private var rest: [UInt8] = []

    mutating func feed(_ chunk: [UInt8]) throws -> [JSONValue] {
        rest += chunk
        var values: [JSONValue] = []
        var start = 0
        while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
            if let value = try Self.value(rest[start..<end]) { values.append(value) }
            start = end + 1
        }
        rest.removeFirst(start)
        guard rest.count <= Self.longest else { throw Self.malformed }
        return values
    }

    mutating func finish() throws -> [JSONValue] {
        let last = rest
        rest = []
        return try Self.value(last[...]).map { [$0] } ?? []
    }

    private static func value(_ line: ArraySlice<UInt8>) throws -> JSONValue? {
        guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { return nil }
        guard let value = try? JSONValue(parsing: Array(line)) else { throw malformed }
        return value
    }

    private static let malformed = SandboxError(
        .backendUnavailable,
        "the engine told its progress in a form that isn't JSON: see whether it is Docker or Podman"
    )
}
