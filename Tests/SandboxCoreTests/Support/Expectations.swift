import SandboxCore
import Testing

/// Expects an error of ours with this code.
func expectError<Value>(
    _ code: SandboxError.Code,
    sourceLocation: SourceLocation = #_sourceLocation,
    from body: () async throws -> Value
) async {
    do {
        _ = try await body()
        Testing.Issue.record("no error was thrown, expected \(code)", sourceLocation: sourceLocation)
    } catch {
        #expect((error as? SandboxError)?.code == code, "\(error)", sourceLocation: sourceLocation)
    }
}
