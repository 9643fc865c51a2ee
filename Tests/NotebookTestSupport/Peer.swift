import Foundation
package import NotebookModel

/// Jupyter's own tools, which ours are compared with; `Scripts/prepare-peers` makes them.
package enum Peer {
    /// Why a peer gave no answer.
    package enum Failure: Error {
        /// `NOTEBOOK_PEERS` names no Python.
        case missing
        /// The program wrote nothing; what it complained of is in the test's output.
        case silent
    }

    /// The Python that has them.
    package static let python = ProcessInfo.processInfo.environment["NOTEBOOK_PEERS"]

    package static var isThere: Bool { python != nil }

    /// Runs a program of Python that reads standard input, and gives what it writes.
    ///
    /// It waits on a thread of its own: the tests' pool has as many as the machine has cores.
    ///
    /// - Throws: ``Failure`` if there is no Python or the program wrote nothing.
    package static func run(_ program: String, input: [UInt8] = []) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { answered in
            Thread.detachNewThread {
                answered.resume(with: Result { try answer(of: program, to: input) })
            }
        }
    }

    /// Runs a program that writes JSON.
    package static func json(_ program: String, input: [UInt8] = []) async throws -> JSONValue {
        try await JSONValue(parsing: run(program, input: input))
    }

    private static func answer(of program: String, to input: [UInt8]) throws -> [UInt8] {
        guard let python else { throw Failure.missing }
        let process = Process()
        let output = Pipe()
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        process.executableURL = URL(filePath: python)
        process.arguments = ["-I", "-W", "ignore", "-c", program]
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        try process.run()
        let answer = [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
        guard !answer.isEmpty else { throw Failure.silent }
        return answer
    }
}
