import SandboxCore
import Testing

/// Who sandboxes are on the host.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct HostUserTests {
    @Test func `a host that runs as root gives each sandbox a user of its own`() async throws {
        let capabilities = await BackendUnderTest.bubblewrap.backend.capabilities()
        #expect(capabilities.hostUser != .root)
        try await BackendUnderTest.bubblewrap.withSession { _ in
            try await BackendUnderTest.bubblewrap.withSession { _ in
                let users = Host.usersOfSandboxes()
                if try await Host.isRoot() {
                    #expect(users.count >= 2)
                    #expect(users.allSatisfy { $0 >= 1_879_048_192 })
                } else {
                    #expect(!users.contains(0))
                }
            }
        }
    }
}
