import NotebookModel
import Testing

@testable import SandboxCore

@Suite struct PayloadReaderTests {
    private func reader(_ json: String) throws -> PayloadReader {
        try PayloadReader(Frame(.finished, payload: Array(json.utf8)))
    }

    @Test(arguments: ["", "[]", "{", "{\"a\":NaN}", "1"])
    func `what is no JSON object is a violation`(json: String) {
        #expect(throws: ProtocolViolation.self) { try reader(json) }
    }

    @Test func `what is missing or of another type is a violation`() throws {
        let reader = try reader(#"{"text": 1, "count": -1, "flag": "yes"}"#)
        #expect(throws: ProtocolViolation.self) { try reader.string("text") }
        #expect(throws: ProtocolViolation.self) { try reader.count("count") }
        #expect(throws: ProtocolViolation.self) { try reader.bool("flag") }
        #expect(throws: ProtocolViolation.self) { try reader.string("none") }
    }

    @Test(arguments: [("1.1", 1_100_000_000), ("2.3", 2_300_000_000), ("0", 0), ("1e-9", 1)])
    func `times are exact to the nanosecond`(seconds: String, nanoseconds: Int) throws {
        let reader = try reader(#"{"time": \#(seconds)}"#)
        #expect(try reader.seconds("time") == .nanoseconds(nanoseconds))
    }

    @Test(arguments: ["-1", "1e300", "315360001", "\"1\""])
    func `an impossible time is a violation`(seconds: String) throws {
        let reader = try reader(#"{"time": \#(seconds)}"#)
        #expect(throws: ProtocolViolation.self) { try reader.seconds("time") }
        #expect(reader.optionalSeconds("time") == nil)
    }
}
