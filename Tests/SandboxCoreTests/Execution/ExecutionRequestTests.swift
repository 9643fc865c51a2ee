import Foundation
import SandboxCore
import Testing

struct ExecutionRequestTests {
    private static let full = ExecutionRequest(
        code: "print('é\u{1F600}\\n')",
        files: [.init(name: "a.csv", data: "data:text/csv;base64,MSwy")],
        runtime: "base",
        memory: "1g",
        cpus: "2.0"
    )

    @Test func `it is read from exactly this JSON`() throws {
        let json =
            #"{"code":"print('é\#u{1F600}\\n')","files":[{"name":"a.csv","data":"data:text/csv;base64,MSwy"}],"runtime":"base","mem":"1g","cpu":"2.0"}"#
        #expect(try ExecutionRequest(json: Array(json.utf8)) == Self.full)
        #expect(try JSONDecoder().decode(ExecutionRequest.self, from: Data(json.utf8)) == Self.full)
        #expect(Self.full.jsonBytes == Array(json.utf8))
    }

    @Test func `what is encoded is decoded`() throws {
        let data = try JSONEncoder().encode(Self.full)
        #expect(try JSONDecoder().decode(ExecutionRequest.self, from: data) == Self.full)
        #expect(try ExecutionRequest(json: Self.full.jsonBytes) == Self.full)
    }

    @Test(arguments: [
        #"{"code":"1"}"#,
        #"{"code":"1","files":null,"runtime":null,"mem":null,"cpu":null,"more":[{}]}"#,
        #" {"files":[],"code":"1"} "#,
    ])
    func `all but the code may be missing`(json: String) throws {
        #expect(try ExecutionRequest(json: Array(json.utf8)) == ExecutionRequest(code: "1"))
    }

    @Test(arguments: [("0.5", "0.5"), ("1", "1.0"), ("2.00", "2.0"), ("0.3", "0.3")])
    func `processors may be a number`(number: String, cpus: String) throws {
        let request = try ExecutionRequest(json: Array(#"{"code":"1","cpu":\#(number)}"#.utf8))
        #expect(request.cpus == cpus)
    }

    @Test(arguments: [
        ("", "line 1, column 1"),
        ("[]", "the request is no JSON object"),
        ("{}", "the request has no 'code'"),
        (#"{"code":1}"#, "'code' that is no text"),
        (#"{"code":"1","files":{}}"#, "'files' that are no list"),
        (
            #"{"code":"1","files":[{"name":"a","data":""},{"name":"b"}]}"#,
            "/files/1 of the request has no 'data'"
        ),
        (#"{"code":"1","files":["a"]}"#, "/files/0 of the request is no JSON object"),
        (#"{"code":"1","runtime":5}"#, "'runtime' that is no text"),
        (#"{"code":"1","mem":[]}"#, "'mem' that is no text"),
    ])
    func `the error says where and why`(json: String, words: String) throws {
        let error = #expect(throws: SandboxError.self) {
            try ExecutionRequest(json: Array(json.utf8))
        }
        #expect(error?.code == .rejected)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ExecutionRequest.self, from: Data(json.utf8))
        }
    }

    @Test(arguments: ExecutionSize.allCases)
    func `a named size is one that can be asked for`(size: ExecutionSize) {
        let request = ExecutionRequest(code: "1", size: size)
        #expect(ExecutionSize.memories.contains(request.memory ?? ""))
        #expect(ExecutionSize.processors.contains(request.cpus ?? ""))
    }
}
