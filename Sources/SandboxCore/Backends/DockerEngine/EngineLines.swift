internal import NotebookModel

/// Splits an answer that tells of progress into its JSON values, one a line.
struct EngineLines: Sendable {
    private static let longest = 1 << 20
    private var rest: [UInt8] = []

    mutating func feed(_ chunk: [UInt8]) throws -> [JSONValue] {
        var values: [JSONValue] = []
        var new = chunk[...]
        while let end = new.firstIndex(of: UInt8(ascii: "\n")) {
            try add(new[..<end])
            values += try finish()
            new = new[(end + 1)...]
        }
        try add(new)
        return values
    }

    /// The value on the last line, if it has one.
    mutating func finish() throws -> [JSONValue] {
        defer { rest = [] }
        guard rest.contains(where: { $0 > UInt8(ascii: " ") }) else { return [] }
        guard let value = try? JSONValue(parsing: rest) else { throw Self.malformed }
        return [value]
    }

    private mutating func add(_ part: ArraySlice<UInt8>) throws {
        rest += part
        guard rest.count <= Self.longest else { throw Self.malformed }
    }

    private static let malformed = SandboxError(
        .backendUnavailable,
        "the engine told its progress in a form that isn't JSON: see whether it is Docker or Podman"
    )
}
