import NotebookModel
import SandboxCore
import Testing

/// Bytes that are no text come as they are, and as text with replacements; the order of a stream stays,
/// and between the streams that of Python's writes.
@Suite(.timeLimit(.minutes(1)))
struct RawBytesTests {
    private static let code = """
        import os, sys
        print(b'print \\xff'.decode('utf-8', 'surrogateescape'))
        sys.stdout.buffer.write(b'buffer \\xfe\\n')
        os.write(1, b'descriptor \\xfd\\n')
        os.system(r"printf 'child \\374\\n'")
        print('end')
        """
    private static let bytes: [UInt8] =
        Array("print ".utf8) + [0xFF, 10] + Array("buffer ".utf8) + [0xFE, 10]
        + Array("descriptor ".utf8) + [0xFD, 10] + Array("child ".utf8) + [0xFC, 10]
        + Array("end\n".utf8)
    private static let text =
        "print \u{FFFD}\nbuffer \u{FFFD}\ndescriptor \u{FFFD}\nchild \u{FFFD}\nend\n"

    @Test(arguments: BackendUnderTest.allCases)
    func `every writer's bytes are kept, in order`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let followed = try await session.follow(Self.code)
            let result = try #require(followed.result)
            #expect(result.outcome == .ok)
            #expect(result.standardOutput == Self.bytes)
            #expect(result.text == Self.text)
            #expect(result.outputs == [.stream(.stdout, Self.text)])
            #expect(followed.live == [.stdout: Self.text])
            var raw: [UInt8] = []
            let options = CellOptions(reportsBytes: true)
            _ = try await session.follow(Self.code, options) { event in
                if case .bytes(.stdout, let bytes) = event { raw += bytes }
            }
            #expect(raw == Self.bytes)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the order between the streams is that of Python's writes`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import sys
            for i in range(100):
                sys.stdout.buffer.write(b'\\xff\\n')
                sys.stderr.buffer.write(b'\\xfe\\n')
            """
        let result = try await backend.run(code)
        let round = [Output.stream(.stdout, "\u{FFFD}\n"), .stream(.stderr, "\u{FFFD}\n")]
        #expect(result.outputs == Array(repeating: round, count: 100).flatMap(\.self))
    }
}
