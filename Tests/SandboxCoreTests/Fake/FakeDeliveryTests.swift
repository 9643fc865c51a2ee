import Testing

@testable import SandboxCore

@Suite struct FakeDeliveryTests {
    @Test func `the real delivery is understood, with its modules`() throws {
        var delivery = FakeDelivery()
        let rest = try delivery.take(AgentProgram.source.delivery + [1, 2, 3])
        #expect(delivery.isComplete)
        #expect(rest == [1, 2, 3])
        #expect(delivery.modules.first == "loader")
        #expect(delivery.modules.contains("supervisor"))
        #expect(!delivery.modules.contains("bootstrap"))
    }

    @Test func `it is complete with its last byte`() throws {
        var delivery = FakeDelivery()
        let bytes = AgentProgram.source.delivery
        for start in stride(from: 0, to: bytes.count - 1, by: 4099) {
            #expect(
                try delivery.take(Array(bytes[start..<min(start + 4099, bytes.count - 1)])) == []
            )
            #expect(!delivery.isComplete)
        }
        _ = try delivery.take(bytes.suffix(1))
        #expect(delivery.isComplete)
    }

    @Test(arguments: ["Szzzzzzzzzzzz", "X000000000000", "S000000000001\u{5}"])
    func `what Python could not start from is refused`(text: String) {
        var delivery = FakeDelivery()
        #expect(throws: FakeDelivery.Malformed.self) { try delivery.take(Array(text.utf8)) }
    }
}
