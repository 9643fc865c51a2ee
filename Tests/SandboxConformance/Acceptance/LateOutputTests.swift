import NotebookModel
import SandboxCore
import Testing

/// A cell's result is final at its end.
///
/// What its threads and tasks write later is told apart, with the cell that started them, and never gets
/// into the next one. So much of it is kept, and no more.
@Suite(.timeLimit(.minutes(1)))
struct LateOutputTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `threads and tasks write on, each under its cell`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            // Each waits until the cell's end is told, and the next cell runs.
            let code = """
                import asyncio, os, sys, threading, time
                def write_late():
                    while not os.path.exists('go'): time.sleep(0.005)
                    sys.stdout.write('thread\\n'); sys.stderr.write('thread error\\n')
                async def write_much_later():
                    while not os.path.exists('go'): await asyncio.sleep(0.005)
                    sys.stdout.write('task\\n')
                threading.Thread(target=write_late).start()
                task = asyncio.ensure_future(write_much_later())
                await asyncio.sleep(0)
                print('first')
                """
            let first = try await session.run(code)
            #expect(first.text == "first\n")
            let second = try await session.run(
                "open('go', 'w').close(); await asyncio.wait_for(task, 50); time.sleep(0.3); print('second')"
            )
            #expect(second.text == "second\n")
            #expect(second.errorText == "")
            let late = await Self.lateText(of: session)
            let lines = late["1 stdout"]?.split(separator: "\n").sorted()
            #expect(lines == ["task", "thread"], "\(late)")
            #expect(late["1 stderr"] == "thread error\n", "\(late)")
            #expect(late["2 stdout"] == nil, "\(late)")
        }
    }

    /// Closes the session and joins what was written late, by cell and stream.
    private static func lateText(of session: PythonSession) async -> [String: String] {
        await session.close()
        var texts: [String: String] = [:]
        for await late in session.lateOutput {
            let cell = late.cell.map { "\($0)" } ?? "unknown"
            texts["\(cell) \(late.stream.rawValue)", default: ""] += late.text
        }
        return texts
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `between cells a child's text has no cell, a thread's has its own`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import os, threading, time
                threading.Thread(target=lambda: (time.sleep(0.3), print('thread'))).start()
                os.system('(sleep 1.5; echo child) &')
                """
            _ = try await session.run(code)
            try await Task.sleep(for: .seconds(2.5))
            let late = await Self.lateText(of: session)
            #expect(late == ["1 stdout": "thread\n", "unknown stdout": "child\n"])
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a flood of an earlier cell is capped, and takes nothing of the next cell's room`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import sys, threading, time
                go, written = False, 0
                def flood():
                    global written
                    while not go: time.sleep(0.01)
                    while True: written += sys.stdout.write('x' * 9_999 + '\\n')
                threading.Thread(target=flood, daemon=True).start()
                """
            #expect(try await session.run(code).text.isEmpty)
            let wait =
                "go = True\nwhile written < 10_000_000: time.sleep(0.01)\nwritten = 0; print('mine')"
            for _ in 0..<3 {
                let next = try await session.run(wait)
                #expect(next.text == "mine\n")
                #expect(next.dropped.isNone)
            }
            let late = await Self.lateText(of: session)
            let bytes = try #require(late["1 stdout"]).utf8.count
            // 64 KiB after the first cell, and during and after each of the three.
            #expect(bytes <= 7 * (64 << 10) + 6)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `characters that are written in parts after the cell stay whole`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import sys, threading, time
            def write():
                time.sleep(0.3)
                for byte in '€ héllo'.encode(): sys.stdout.buffer.write(bytes([byte])); time.sleep(0.02)
            threading.Thread(target=write).start()
            """
        try await backend.withSession { session in
            _ = try await session.run(code)
            try await Task.sleep(for: .seconds(2))
            let late = await Self.lateText(of: session)
            #expect(late == ["1 stdout": "€ héllo"])
        }
    }
}
