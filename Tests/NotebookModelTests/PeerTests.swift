import Foundation
import NotebookTestSupport
import Testing

@Suite struct PeerTests {
    /// Where everything must be tested, nothing is left out for want of a peer.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CI"] == "true"))
    func `the peers are there in CI`() {
        #expect(Peer.isThere)
    }
}
