import NotebookModel
import Testing

@testable import SandboxCore

@Suite struct AnswerReaderTests {
    private static let variable: JSONValue = [
        "name": "x", "type": "int", "shape": nil, "length": nil, "bytes": 28, "preview": "1",
    ]

    private func list(_ changes: [(String, JSONValue?)]) throws -> VariableList {
        var object = try #require(Self.variable.objectValue)
        for (key, value) in changes { object[key] = value }
        let answer: JSONValue = [
            "variables": [.object(object)], "leftOut": 0, "interrupted": false,
        ]
        return try VariableList(AnswerReader(answer), limit: 1)
    }

    @Test func `a sound variable is read`() throws {
        let variable = try list([("shape", [2, 3]), ("length", 2)])["x"]
        #expect(variable?.shape == [2, 3])
        #expect(variable?.size == ByteCount(bytes: 28))
    }

    static let bad: [(String, JSONValue?)] = [
        ("name", nil), ("name", 1), ("name", .null), ("type", [:]), ("shape", ["a"]),
        ("shape", [-1]), ("shape", 3), ("length", -1), ("length", 1.5), ("bytes", "many"),
        ("preview", []), ("preview", .string(String(repeating: "x", count: 1 << 17))),
        ("shape", nil), ("preview", nil),
    ]

    @Test(arguments: bad.indices)
    func `a variable that makes no sense is refused`(index: Int) {
        #expect(throws: ProtocolViolation.self) { try list([Self.bad[index]]) }
    }

    @Test func `more variables than were asked for are refused`() {
        let answer: JSONValue = [
            "variables": [Self.variable, Self.variable], "leftOut": 0, "interrupted": false,
        ]
        #expect(throws: ProtocolViolation.self) {
            try VariableList(AnswerReader(answer), limit: 1)
        }
    }

    @Test(arguments: ["defines", "opaque", "doubts", "error"])
    func `an analysis that makes no sense is refused`(member: String) throws {
        let sound = try #require(CellAnalysis(defines: ["x"]).json.objectValue)
        #expect(try CellAnalysis(AnswerReader(.object(sound))) == CellAnalysis(defines: ["x"]))
        for value: JSONValue in [1, "x", [1], [["line": 1, "kind": "other", "what": "x"]]] {
            var broken = sound
            broken[member] = value
            #expect(throws: ProtocolViolation.self) {
                try CellAnalysis(AnswerReader(.object(broken)))
            }
        }
        #expect(throws: ProtocolViolation.self) { try AnswerReader(nil) }
        #expect(throws: ProtocolViolation.self) { try AnswerReader([]) }
    }
}
