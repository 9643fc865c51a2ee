import SandboxCore
import Testing

/// However deep an exception is, what is told of it is bounded: its type, its message, the first and
/// the last frames, and how many were left out between them.
@Suite(.timeLimit(.minutes(1)))
struct TracebackTests {
    /// 10,000 frames in chained exceptions, and in one exception whose calls never repeat.
    static let deep = [
        """
        before = None
        for n in range(10_000):
            try:
                raise KeyError(n) from before
            except KeyError as error:
                before = error
        raise ValueError('the last') from before
        """,
        """
        import random, sys
        sys.setrecursionlimit(20_000)
        random.seed(1)
        functions = []
        for n in range(50):
            exec(f'def f{n}(depth):\\n    if depth: random.choice(functions)(depth - 1)\\n    raise ValueError("the last")')
            functions.append(globals()[f'f{n}'])
        f0(9_998)
        """,
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `ten thousand frames are a hundred, with a note of the rest`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            for (index, code) in Self.deep.enumerated() {
                let result = try await session.run(code)
                let exception = try #require(result.outcome.exception, "\(result.outcome)")
                #expect(exception.name == "ValueError")
                #expect(exception.value == "the last")
                #expect(exception.frames.count <= 100)
                #expect(exception.frames.first?.cell == index + 1)
                #expect(exception.frames.first?.line == code.split(separator: "\n").count)
                let places = exception.traceback.filter { $0.hasPrefix("  File ") }
                #expect((99...100).contains(places.count), "\(places.count)")
                let notes = exception.traceback.filter { $0.contains("… 9,9") }
                #expect(notes.count == 1)
                let hidden = notes.first?.filter(\.isNumber)
                #expect(hidden.flatMap { Int($0) } == (index == 0 ? 10_001 : 10_000) - places.count)
                #expect(!exception.traceback.contains { $0.contains("_sandbox_agent") })
                #expect(exception.traceback.last == "ValueError: the last")
                // The promise is 0.2 s beside the code's own.
                #expect(result.duration < .seconds(10))
            }
            let first = try await session.run(Self.deep[0]).outcome.exception?.traceback
            #expect(first?.contains("KeyError: 0") == true)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a recursion that overflows the C stack is a crash, and no time-out`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import ctypes, sys
                sys.setrecursionlimit(10**9)
                print('so far')
                call = ctypes.CFUNCTYPE(None)
                def f(): call(f)()
                f()
                """
            let result = try await session.run(code, CellOptions(timeout: .seconds(30)))
            #expect(result.outcome == .killed(signal: 11))
            #expect(result.session == .restarted)
            #expect(result.text == "so far\n")
            let next = try await session.run("1 + 1")
            #expect(next.value == "2")
            #expect(next.executionCount == 1)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what ends a thread is told without the runner's frames`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import threading
            def work(): input()
            thread = threading.Thread(target=work); thread.start(); thread.join()
            """
        let result = try await backend.run(code)
        #expect(result.errorText.contains("EOFError: input() is not available"))
        #expect(result.errorText.contains("line 2, in work\n    def work(): input()\n"))
        #expect(!result.errorText.contains("_sandbox_agent"))
        #expect(!result.errorText.contains("threading.py"))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `an exception that can't be raised is told with its line`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            class Late:
                def __del__(self):
                    raise KeyError('late')
            Late()
            None
            """
        let result = try await backend.run(code)
        #expect(result.outcome == .ok)
        #expect(result.errorText.hasPrefix("Exception ignored in: <function Late.__del__"))
        #expect(result.errorText.contains("line 3, in __del__\n    raise KeyError('late')\n"))
        #expect(result.errorText.hasSuffix("KeyError: 'late'\n"))
    }
}
