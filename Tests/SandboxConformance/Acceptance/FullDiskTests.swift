import SandboxCore
import Testing

/// A full disk is an error in the cell, at the size that was asked for.
///
/// The session goes on, and says how much is used. A backend that can't hold the limit says so before a
/// start.
@Suite(.timeLimit(.minutes(1)))
struct FullDiskTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `the size is that of the configuration, wherever is written`(
        backend: BackendUnderTest
    ) async throws {
        let capabilities = await backend.backend.capabilities()
        #expect(capabilities.disk.holdsForWholeSandbox, "\(capabilities.disk)")
        var configuration = SessionConfiguration()
        configuration.limits.disk = .mebibytes(16)
        try await backend.withSession(configuration) { session in
            for place in ["/sandbox/workspace", "/sandbox/tmp", "/sandbox/home", "/tmp"] {
                let code = """
                    import os
                    kept, path = '\(place)', '\(place)/large'
                    file = open(path, 'wb', buffering=0)
                    while True: file.write(bytes(1 << 16))
                    """
                let result = try await session.run(code)
                let exception = try #require(result.outcome.exception, "\(result.outcome)")
                #expect(exception.name == "OSError")
                #expect(exception.value == "[Errno 28] No space left on device")
                #expect(result.session == .kept)
                let usage = try await session.workspace.usage()
                #expect(usage.capacity == .mebibytes(16))
                // A container's /tmp is a disk of its own.
                if place != "/tmp" { #expect(usage.used >= .mebibytes(15), "\(usage)") }
                let size = "size = os.path.getsize(path); os.remove(path); file.close(); kept, size"
                let value = try await session.run(size).value
                #expect(value?.hasPrefix("('\(place)', 16") == true, "\(value ?? "")")
                #expect(try await session.workspace.usage().used < .mebibytes(1))
            }
        }
    }
}
