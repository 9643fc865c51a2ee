import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct OutputTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `stdout and stderr come apart and in order`(backend: BackendUnderTest) async throws {
        let code = """
            import sys
            for i in range(200):
                print('out', i)
                print('err', i, file=sys.stderr)
            """
        let result = try await backend.run(code)
        #expect(result.text == (0..<200).map { "out \($0)\n" }.joined())
        #expect(result.errorText == (0..<200).map { "err \($0)\n" }.joined())
        let expected = (0..<200).flatMap {
            [Output.stream(.stdout, "out \($0)\n"), Output.stream(.stderr, "err \($0)\n")]
        }
        #expect(result.outputs == expected)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the order between the streams is Python's, however fast they change`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import sys
            for i in range(3000):
                print('out', i)
                print('err', i, file=sys.stderr)
            """
        let expected = (0..<3000).map { "out \($0)\nerr \($0)\n" }.joined()
        try await backend.withSession { session in
            for _ in 0..<5 {
                var text = ""
                for try await event in try await session.stream(code) {
                    if case .text(_, let piece) = event { text += piece }
                }
                #expect(text == expected)
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `text arrives while the cell runs`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let events = try await session.stream(
                "print('first')\nanswer = input()\nprint('second ' + answer, end='')",
                CellOptions(input: .answers(["go"]))
            )
            var seen: [String] = []
            for try await event in events {
                switch event {
                case .started: seen.append("started")
                case .text(_, let text) where seen.last?.hasPrefix("text ") == true:
                    seen[seen.count - 1] += text
                case .text(_, let text): seen.append("text " + text)
                case .inputRequested: seen.append("input")
                case .finished: seen.append("finished")
                default: break
                }
            }
            #expect(seen == ["started", "text first\n", "input", "text second go", "finished"])
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a stream keeps its order between Python and its children`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import os, sys
            for i in range(20):
                print('python', i)
                os.system(f'echo child {i}')
                sys.stdout.buffer.write(b'bytes\\n')
                os.write(1, b'descriptor\\n')
            """
        let expected = (0..<20).map { "python \($0)\nchild \($0)\nbytes\ndescriptor\n" }.joined()
        #expect(try await backend.run(code).text == expected)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `bytes that are no text are kept`(backend: BackendUnderTest) async throws {
        let result = try await backend.run(
            "import sys; sys.stdout.buffer.write(bytes(range(256)));"
        )
        #expect(result.standardOutput == Array(0...255))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `characters written byte by byte stay whole`(backend: BackendUnderTest) async throws {
        let code = """
            import os, time
            for byte in 'añ€😀'.encode() * 3:
                os.write(1, bytes([byte])); time.sleep(0.002)
            """
        try await backend.withSession { session in
            var live = ""
            for try await event in try await session.stream(code) {
                if case .text(.stdout, let text) = event { live += text }
            }
            #expect(live == "añ€😀añ€😀añ€😀")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `beyond the limit head and tail are kept and the rest is counted`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration()
        configuration.output.text = .kibibytes(64)
        try await backend.withSession(configuration) { session in
            let result = try await session.run("for i in range(100000): print(f'{i:09}')")
            #expect(result.outcome == .ok)
            #expect(result.standardOutput.count + result.dropped.standardOutput == 1_000_000)
            #expect(result.standardOutput.count <= 64 << 10)
            #expect(result.text.hasPrefix("000000000\n000000001\n"))
            #expect(result.text.hasSuffix("000099998\n000099999\n"))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what a child has written comes before what is written after it`(
        backend: BackendUnderTest
    ) async throws {
        let starts = [
            "subprocess.run('echo a; echo b >&2; echo c', shell=True)",
            "os.system('echo a; echo b >&2; echo c')",
            "subprocess.Popen(['sh', '-c', 'echo a; echo b >&2; echo c']).wait()",
            "p = subprocess.Popen(['sh', '-c', 'echo a; echo b >&2; echo c'])\nwhile p.poll() is None: pass",
            "os.waitpid(os.spawnlp(os.P_NOWAIT, 'sh', 'sh', '-c', 'echo a; echo b >&2; echo c'), 0);",
            "os.spawnlp(os.P_NOWAIT, 'sh', 'sh', '-c', 'echo a; echo b >&2; echo c'); os.wait();",
            """
            async def child():
                await (await asyncio.create_subprocess_shell('echo a; echo b >&2; echo c')).wait()
            await child()
            """,
            """
            def child(): os.system('echo a; echo b >&2; echo c')
            p = multiprocessing.get_context('fork').Process(target=child); p.start(); p.join()
            """,
        ]
        try await backend.withSession { session in
            _ = try await session.run("import asyncio, multiprocessing, os, subprocess")
            for start in starts {
                let result = try await session.run("print('first')\n\(start)\nprint('last')")
                // Between its two streams a child's order is nobody's promise.
                #expect(result.text == "first\na\nc\nlast\n", "\(start)")
                let errors = result.outputs.firstIndex(of: .stream(.stderr, "b\n"))
                let end = result.outputs.count - 1
                #expect(errors.map { 0 < $0 && $0 < end } == true, "\(start)")
            }
        }
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        [
            "os.system('echo shell')", "os.write(1, b'by descriptor, no line')",
            "os.write(1, b'out'); os.write(2, b'err')",
            "ctypes.CDLL(None).write(1, b'from C', 6)",
            "subprocess.Popen('sleep 0.02; echo later', shell=True)",
            "os.dup2(2, 1)",
        ]
    )
    func `what others write doesn't divide Python's text, nor change its order`(
        backend: BackendUnderTest,
        others: String
    ) async throws {
        let code = """
            import ctypes, os, subprocess, sys
            for i in range(300):
                if i % 100 == 0: \(others)
                print(f'[o{i}]')
                print(f'[e{i}]', file=sys.stderr)
            """
        var text = ""
        try await backend.withSession { session in
            for try await event in try await session.stream(code) {
                if case .text(_, let piece) = event { text += piece }
            }
        }
        let words = text.matches(of: #/\[[oe][0-9]+\]/#).map { String($0.output) }
        #expect(words == (0..<300).flatMap { ["[o\($0)]", "[e\($0)]"] })
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell can be stopped at the output limit`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration()
        configuration.output.text = .kibibytes(64)
        configuration.output.stopsCell = true
        try await backend.withSession(configuration) { session in
            for code in [
                "while True: print('x' * 100)", "print('x' * 3_000_000)",
                "try:\n    while True: print('x' * 100)\nexcept KeyboardInterrupt: pass",
            ] {
                let result = try await session.run(code)
                #expect(result.outcome == .interrupted, "\(code)")
                #expect(result.dropped.standardOutput > 0)
                #expect(try await session.run("1").value == "1")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `rich objects are displayed in all their types`(backend: BackendUnderTest) async throws {
        let code = """
            class Rich:
                def __repr__(self): return 'plain'
                def _repr_html_(self): return '<b>rich</b>'
                def _repr_json_(self): return {'a': [1, 2.5]}
            display(Rich())
            Rich()
            """
        let result = try await backend.run(code)
        #expect(result.outputs.count == 2)
        let data = try #require(result.outputs.first?.data)
        #expect(data.text("text/plain") == "plain")
        #expect(data.text("text/html") == "<b>rich</b>")
        #expect(data["application/json"] == .json(["a": [1, 2.5]]))
        #expect(result.outputs.last?.type == "execute_result")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a display comes after the text before it, a child's too`(
        backend: BackendUnderTest
    ) async throws {
        let result = try await backend.run(
            "import os\nprint('a')\nos.system('echo b')\ndisplay('c')\nprint('d')"
        )
        #expect(result.outputs.map(\.type) == ["stream", "display_data", "stream"])
        #expect(result.outputs.first == .stream(.stdout, "a\nb\n"))
        #expect(result.outputs.last == .stream(.stdout, "d\n"))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a display can be updated and outputs can be cleared`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = "display('old', display_id='x')\nupdate_display('new', display_id='x')"
            let updated = try await session.run("from IPython.display import *\n\(code)")
            #expect(updated.outputs.compactMap { $0.data?.text("text/plain") } == ["'new'"])
            let cleared = try await session.run("print('gone')\nclear_output()\nprint('stays')")
            #expect(cleared.outputs == [.stream(.stdout, "stays\n")])
            #expect(cleared.text == "gone\nstays\n")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a display of too many values is dropped and counted`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("kept = 5")
            let code = "class A:\n    def _repr_json_(self): return [1] * 1_200_000\nA()"
            let result = try await session.run(code)
            #expect(result.outcome == .ok)
            #expect(result.dropped.displays == 1)
            #expect(try await session.run("kept").value == "5")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell that changes streams at every byte costs a bounded number of outputs`(
        backend: BackendUnderTest
    ) async throws {
        let code = "import os\nfor _ in range(20000): os.write(1, b'a'); os.write(2, b'b')"
        let result = try await backend.run(code)
        #expect(result.standardOutput.count == 20_000 && result.standardError.count == 20_000)
        #expect(result.outputs.count <= 4002)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a display that is cleared or updated again and again never runs out`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            from IPython.display import *
            for i in range(100): clear_output(wait=True); display(i)
            display('start', display_id='p')
            for i in range(100): update_display(i + 1000, display_id='p')
            """
        let result = try await backend.run(code)
        #expect(result.outputs.compactMap { $0.data?.text("text/plain") } == ["99", "1099"])
        #expect(result.dropped.isNone)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a broken repr is text, and the next cell works`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let code = "class Bad:\n    def __repr__(self): raise ValueError('no')\nBad()"
            let result = try await session.run(code)
            #expect(result.session == .kept)
            #expect(try await session.run("2").value == "2")
        }
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        [
            "import sys; sys.stdout = None", "import sys; sys.stdout.close()",
            "import os; os.close(1); os.close(2)", "import os; os.closerange(0, 256)",
            "import builtins; builtins.print = None; builtins.len = None",
            "import sys; sys.excepthook = sys.displayhook = None",
            "import sys; sys.modules.clear()",
        ]
    )
    func `a cell that wrecks its streams does not wreck the next`(
        backend: BackendUnderTest,
        code: String
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run(code)
            let result = try await session.run("import sys; sys.stdout.write('fine\\n'); 1 + 1")
            #expect(result.text == "fine\n" || result.session == .restarted)
            #expect(try await session.run("40 + 2").value == "42")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `late text of a thread carries its cell's number`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let code =
                "import sys, threading, time\nthreading.Thread(target=lambda: (time.sleep(0.2), sys.stdout.write('late\\n'))).start()"
            _ = try await session.run(code)
            let second = try await session.run("time.sleep(0.5); print('mine')")
            #expect(second.text == "mine\n")
            var late = session.lateOutput.makeAsyncIterator()
            #expect(await late.next() == LateOutput(cell: 1, stream: .stdout, text: "late\n"))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a data frame is a table and a text`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration(runtime: .base)
        configuration.limits.memory = .gibibytes(1)
        try await backend.withSession(configuration) { session in
            let result = try await session.run(
                "import pandas as pd\npd.DataFrame({'n': [1, 2], 'w': ['x', 'y']})"
            )
            let data = try #require(result.outputs.first?.data)
            #expect(data.text("text/html")?.contains("<table") == true)
            #expect(data.text("text/plain")?.contains("1  2  y") == true)
        }
    }
}
