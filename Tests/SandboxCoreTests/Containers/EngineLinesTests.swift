import NotebookModel
import Testing

@testable import SandboxCore

@Suite struct EngineLinesTests {
    private static let text = """
        {"status":"Pulling from library/python","id":"3.11"}\r
        \r

        {"status":"Ü"}\r
          \t
        [1]
        {"error":"full","errorDetail":{"message":"full"}}
        """
    private static let values: [JSONValue] = [
        ["status": "Pulling from library/python", "id": "3.11"], ["status": "Ü"], [1],
        ["error": "full", "errorDetail": ["message": "full"]],
    ]

    private func split(_ chunks: [[UInt8]]) throws -> [JSONValue] {
        var lines = EngineLines()
        let values = try chunks.flatMap { try lines.feed($0) }
        return try values + lines.finish()
    }

    @Test(arguments: ["", "\n", "\r\n", "\n\n"])
    func `values come out at every split, whether or not the last line is ended`(
        end: String
    ) throws {
        let bytes = Array((Self.text + end).utf8)
        #expect(try split(bytes.map { [$0] }) == Self.values)
        for at in 0...bytes.count {
            let chunks = [Array(bytes[..<at]), Array(bytes[at...])]
            #expect(try split(chunks) == Self.values, "split at \(at)")
        }
    }

    @Test func `a value comes with the end of its line`() throws {
        var lines = EngineLines()
        #expect(try lines.feed(Array(#"{"a":1}"#.utf8)) == [])
        #expect(try lines.feed(Array("\n{".utf8)) == [["a": 1]])
        #expect(try lines.feed(Array("}\n".utf8)) == [[:]])
        #expect(try lines.finish() == [])
    }

    @Test(arguments: ["", "\n", "\r\n \n"])
    func `nothing gives nothing`(text: String) throws {
        #expect(try split([Array(text.utf8)]) == [])
    }

    @Test(arguments: ["{\"a\":1", "nope", "{} {}", "\u{7F}", "<html>", "{\"a\":\"\u{1}\"}"])
    func `what isn't JSON is an error at every split`(line: String) {
        let bytes = Array("{}\n\(line)\n".utf8)
        for at in 0...bytes.count {
            let error = #expect(throws: SandboxError.self) {
                try split([Array(bytes[..<at]), Array(bytes[at...])])
            }
            #expect(error?.code == .backendUnavailable)
        }
        #expect(throws: SandboxError.self) { try split([Array(line.utf8)]) }
    }

    @Test func `bytes that are no text are an error`() {
        #expect(throws: SandboxError.self) { try split([[0x22, 0xFF, 0x22, 0x0A]]) }
    }

    @Test func `a line that never ends is an error before it fills the memory`() {
        var lines = EngineLines()
        let chunk = [UInt8](repeating: UInt8(ascii: " "), count: 64 << 10)
        #expect(throws: SandboxError.self) { for _ in 0..<17 { _ = try lines.feed(chunk) } }
    }

    @Test func `a long line is no error`() throws {
        let long = "\"" + String(repeating: "x", count: 1 << 20 - 2) + "\""
        let bytes = Array(long.utf8)
        let chunks = stride(from: 0, to: bytes.count, by: 64 << 10).map {
            Array(bytes[$0..<min($0 + 64 << 10, bytes.count)])
        }
        #expect(try split(chunks).count == 1)
    }
}

@Suite struct ProgressLinesTests {
    private func split(_ chunks: [[UInt8]]) -> [String] {
        var lines = ProgressLines()
        return chunks.flatMap { lines.feed($0) } + lines.finish()
    }

    private func check(_ bytes: [UInt8], _ expected: [String]) {
        #expect(split([bytes]) == expected)
        #expect(split(bytes.map { [$0] }) == expected)
        for at in 0...bytes.count {
            let lines = split([Array(bytes[..<at]), Array(bytes[at...])])
            #expect(lines == expected, "split at \(at)")
        }
    }

    @Test(
        arguments: [
            ("", []), ("\n\r\n\r", []), ("one", ["one"]), ("one\ntwo\n", ["one", "two"]),
            ("one\r\ntwo\r\n", ["one", "two"]),
            ("10%\r55%\r100%\ndone", ["10%", "55%", "100%", "done"]),
            ("ü€🙂\n\n\nend", ["ü€🙂", "end"]),
            ("\u{1B}[1A\u{1B}[2Kx\u{7}\n", [#"\u{1B}[1A\u{1B}[2Kx\u{07}"#]),
            ("a\tb\0\n", [#"a\tb\0"#]), ("x\u{202E}y\u{2028}z\n", [#"x\u{202E}y\u{2028}z"#]),
        ]
    )
    func `lines come out at every split`(text: String, lines: [String]) {
        check(Array(text.utf8), lines)
    }

    @Test func `bytes that are no text stand as replacement characters`() {
        check([0xFF, 0x61, 0xC3, 0x0A, 0xA9, 0x0A], ["\u{FFFD}a\u{FFFD}", "\u{FFFD}"])
    }

    @Test func `of a line that is too long the start is told, however it came`() {
        let line = (0..<5000).map { UInt8(ascii: "a") + UInt8($0 % 26) }
        let start = String(decoding: line[..<2000], as: UTF8.self)
        for size in [1, 7, 1999, 2000, 2001, 4000, 5000, 6000] {
            let bytes = line + Array("\nnext".utf8)
            let chunks = stride(from: 0, to: bytes.count, by: size).map {
                Array(bytes[$0..<min($0 + size, bytes.count)])
            }
            #expect(split(chunks) == [start, "next"], "chunks of \(size)")
        }
    }

    @Test func `a line that never ends takes no memory`() {
        var lines = ProgressLines()
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10)
        for _ in 0..<64 { #expect(lines.feed(chunk) == []) }
        let held = Mirror(reflecting: lines).descendant("rest") as? [UInt8]
        #expect(held?.count == 2000)
        #expect(lines.finish().map(\.count) == [2000])
        #expect(lines.finish() == [])
    }
}
