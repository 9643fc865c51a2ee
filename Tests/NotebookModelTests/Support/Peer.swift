import Foundation
import NotebookModel
import Testing

/// Jupyter's own tools, which ours are compared with; `Scripts/prepare-peers` makes them.
enum Peer {
    /// The Python that has them.
    static let python = ProcessInfo.processInfo.environment["NOTEBOOK_PEERS"]

    static var isThere: Bool { python != nil }

    /// Runs a program of Python that reads standard input, and gives what it writes.
    ///
    /// - Throws: If the program wrote nothing; what it complained of is in the test's output.
    static func run(_ program: String, input: [UInt8] = []) throws -> [UInt8] {
        let process = Foundation.Process()
        let output = Foundation.Pipe()
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        process.executableURL = URL(filePath: try #require(python))
        process.arguments = ["-I", "-c", program]
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        try process.run()
        let answer = [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
        try #require(!answer.isEmpty, "the program failed")
        return answer
    }

    /// Runs a program that writes JSON.
    static func json(_ program: String, input: [UInt8] = []) throws -> JSONValue {
        try JSONValue(parsing: run(program, input: input))
    }
}

@Suite struct PeerTests {
    /// Where everything must be tested, nothing is left out for want of a peer.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CI"] == "true"))
    func `the peers are there in CI`() {
        #expect(Peer.isThere)
    }
}
