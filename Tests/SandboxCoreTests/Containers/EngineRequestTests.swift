import NotebookModel
import SandboxHost
import Testing

@testable import SandboxCore

@Suite struct EngineVersionTests {
    @Test(
        arguments: [
            ("1.41", 1, 41), ("0.0", 0, 0), ("2.0", 2, 0), ("10.100", 10, 100), ("1.041", 1, 41),
        ]
    )
    func `a version has two numbers`(text: String, major: Int, minor: Int) {
        #expect(EngineVersion(text) == EngineVersion(major: major, minor: minor))
    }

    @Test(
        arguments: [
            "", ".", "1", "1.", ".41", "1..41", ".1.41", "1.41.", "1.41.0", "1.x", "v1.41", "1,41",
            " 1.41", "1.41\n", "-1.41", "1.-41", "+1.41", "1.99999999999999999999", "1.4१",
        ]
    )
    func `other text is no version`(text: String) {
        #expect(EngineVersion(text) == nil)
    }

    @Test func `versions are ordered by number, not by text`() {
        let texts = ["0.99", "1.9", "1.24", "1.41", "1.100", "2.0", "10.0"]
        let versions = texts.compactMap { EngineVersion($0) }
        #expect(versions.map(\.text) == texts)
        #expect(versions.shuffled().sorted() == versions)
        #expect(EngineClient.oldest < EngineClient.newest)
    }
}

@Suite struct EngineRequestTests {
    private let version = EngineVersion(major: 1, minor: 41)

    @Test func `the version stands before the path, unless it is asked for`() {
        var request = EngineRequest.get("/version")
        #expect(request.http(version: version).target == "/v1.41/version")
        request.isVersioned = false
        #expect(request.http(version: version).target == "/version")
    }

    @Test(
        arguments: [
            ("plain-._~09AZaz", "plain-._~09AZaz"), ("", ""), ("a b", "a%20b"), ("a+b", "a%2Bb"),
            ("a&b=c#d?e/f", "a%26b%3Dc%23d%3Fe%2Ff"), ("%41", "%2541"), ("ü€", "%C3%BC%E2%82%AC"),
            ("\r\n\0\t", "%0D%0A%00%09"),
            (#"{"label":["a"]}"#, "%7B%22label%22%3A%5B%22a%22%5D%7D"),
        ]
    )
    func `values of the query are percent-encoded`(value: String, encoded: String) {
        let request = EngineRequest.get("/x", [("k", value), ("l", "1")])
        #expect(request.http(version: version).target == "/v1.41/x?k=\(encoded)&l=1")
    }

    @Test func `every byte of a value comes back when it is decoded`() {
        let text = String((0...0x2FF).compactMap(Unicode.Scalar.init).map(Character.init))
        var bytes: [UInt8] = []
        var rest = Array(EngineRequest.escaped(text).utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        #expect(bytes == Array(text.utf8))
    }

    @Test func `requests carry what they must`() throws {
        let get = EngineRequest.get("/info").http(version: version)
        #expect(get.method == "GET" && get.body == nil && get.headers.fields.isEmpty)
        let post = EngineRequest.post("/containers/1/start").http(version: version)
        #expect(post.method == "POST" && post.body == [] && post.headers.fields.isEmpty)
        let body = EngineRequest.post("/x", [], ["a": 1]).http(version: version)
        #expect(body.body == Array(#"{"a":1}"#.utf8))
        #expect(body.headers["Content-Type"] == "application/json")
        var build = EngineRequest.post("/build")
        build.body = [1]
        build.contentType = "application/x-tar"
        #expect(build.http(version: version).headers["Content-Type"] == "application/x-tar")
        let delete = EngineRequest.delete("/x", [("force", "1")]).http(version: version)
        #expect(delete.method == "DELETE" && delete.target == "/v1.41/x?force=1")
    }
}
