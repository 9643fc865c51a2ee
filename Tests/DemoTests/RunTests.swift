import NotebookModel
import SandboxHost
import Testing

@Suite(.timeLimit(.minutes(2)))
struct RunTests {
    @Test func `bytes pass unchanged`() async throws {
        try await withTemporaryDirectory { directory in
            let code = "import sys; sys.stdout.buffer.write(bytes(range(256)) * 400)"
            let file = "\(directory)/bytes"
            let shell = ProcessCommand(
                "/bin/sh",
                [
                    "-c", "exec \"$0\" run --backend bubblewrap -c \"$1\" > \"$2\"",
                    Demo.executable, code, file,
                ]
            )
            _ = try await ProcessOutput.of(shell)
            let expected = [[UInt8]](repeating: Array(0...255), count: 400).flatMap { $0 }
            #expect(try HostFile.read(file) == expected)
        }
    }

    @Test func `only what the code writes is printed`() async throws {
        let code = "import sys; print('out'); print('err', file=sys.stderr); display(3); 4"
        let ending = try await Demo.run("run", "--backend", "bubblewrap", "-c", code)
        #expect(ending.output == "out\n")
        #expect(ending.errors == "err\n")
    }

    @Test func `a traceback goes to standard error`() async throws {
        let ending = try await Demo.run("run", "-c", "def f():\n    return 1 / 0\nf()")
        #expect(ending.output.isEmpty)
        #expect(ending.errors.hasSuffix("ZeroDivisionError: division by zero\n"))
        #expect(ending.errors.contains("return 1 / 0"))
    }

    @Test func `input is answered from standard input, and ends with it`() async throws {
        let code = "print(input('a? ') + input())\ninput()"
        let ending = try await Demo.run("run", "--stdin", "-c", code, input: Array("x\r\ny".utf8))
        #expect(ending.output == "a? xy\n")
        #expect(ending.status == 1)
        #expect(ending.errors.contains("EOFError"))
    }

    @Test func `prompts stand in their place among the text`() async throws {
        let code = "for i in range(50):\n    print(i, end=' ')\n    input('? ')"
        let answers = Array(String(repeating: "x\n", count: 50).utf8)
        let ending = try await Demo.run("run", "--stdin", "-c", code, input: answers)
        #expect(ending.output == (0..<50).map { "\($0) ? " }.joined())
    }

    @Test func `what was dropped is said although a limit ended the code`() async throws {
        let code = "while True: print('line' * 50)"
        let ending = try await Demo.run(
            "run",
            "--backend",
            "bubblewrap",
            "--timeout",
            "1",
            "-c",
            code
        )
        #expect(ending.status == 4)
        #expect(ending.errors.isOneLine)
        #expect(ending.errors.contains("time limit") && ending.errors.contains("were dropped"))
    }

    @Test func `a secret is passed from the environment, and hidden`() async throws {
        let arguments = [
            "run", "--backend", "bubblewrap", "--secret", "API_KEY", "-c",
            "import os; key = os.environ['API_KEY']; print(len(key), key); raise ValueError(key)",
        ]
        let ending = try await Demo.run(arguments, environment: ["API_KEY": "sesame-42"])
        #expect(ending.output == "9 ***\n")
        #expect(ending.errors.hasSuffix("ValueError: ***\n"))
        #expect(!ending.errors.contains("sesame"))
        let without = try await Demo.run(arguments, environment: [:])
        #expect(without.status == 2)
        #expect(without.errors.contains("--secret 'API_KEY': there is no such variable"))
    }

    @Test func `files go in and out, and the environment is passed`() async throws {
        try await withTemporaryDirectory { directory in
            try HostFile.replace("\(directory)/in put.txt", with: Array("abc".utf8))
            let code =
                "import os; open('o', 'w').write(open('in put.txt').read() + os.environ['X'])"
            let ending = try await Demo.run(
                "run",
                "-c",
                code,
                "--env",
                "X=1=2",
                "--upload",
                "\(directory)/in put.txt",
                "--download",
                "o=\(directory)/out"
            )
            #expect(ending.status == 0, "\(ending.errors)")
            #expect(HostFile.text("\(directory)/out") == "abc1=2")
            #expect(HostFile.names(in: directory) == ["in put.txt", "out"])
        }
    }

    @Test func `what was there before is kept when nothing is fetched`() async throws {
        try await withTemporaryDirectory { directory in
            try HostFile.replace("\(directory)/out", with: Array("old".utf8))
            let ending = try await Demo.run("run", "-c", "1", "--download", "o=\(directory)/out")
            #expect(ending.status == 2)
            #expect(ending.errors.contains("no 'o' is in the workspace"))
            #expect(HostFile.text("\(directory)/out") == "old")
            #expect(HostFile.names(in: directory) == ["out"])
        }
    }

    @Test func `a notebook is run as Jupyter runs it`() async throws {
        try await withTemporaryDirectory { directory in
            let notebook = Notebook(
                cells: [
                    .markdown("# Title", id: "a"),
                    .code(
                        "x = 20\nprint('text')\nx + 1",
                        outputs: [.stream(.stdout, "old")],
                        id: "b"
                    ),
                    .code("", outputs: [.stream(.stdout, "old")], executionCount: 9, id: "c"),
                    .code("handle = display('first', display_id=True)", id: "d"),
                    .code("1 / 0", id: "e", metadata: ["tags": ["raises-exception"]]),
                    .code("handle.update('second')", id: "f"),
                    .code("raise ValueError(x)", id: "g"),
                    .code("never", outputs: [.stream(.stdout, "old")], executionCount: 9, id: "h"),
                ]
            )
            let file = "\(directory)/in.ipynb"
            let output = "\(directory)/out.ipynb"
            try HostFile.replace(file, with: notebook.jsonBytes())
            let ending = try await Demo.run("run", file, "-o", output)
            #expect(ending.status == 1)
            #expect(ending.output.hasPrefix("text\n21\n'first'\n"))
            #expect(ending.errors.contains("cell 5 of 6 raised ValueError"))
            let executed = try Notebook(reading: HostFile.read(output))
            #expect(executed.cells.map(\.executionCount) == [nil, 1, nil, 2, 3, 4, 5, nil])
            #expect(executed.cells[1].outputs.map(\.type) == ["stream", "execute_result"])
            #expect(executed.cells[3].outputs.first?.data?.text("text/plain") == "'second'")
            #expect(executed.cells[6].outputs.last?.type == "error")
            #expect(executed.cells[7].outputs.isEmpty)
            #expect(executed.metadata["language_info"]?["name"]?.stringValue == "python")
        }
    }

    @Test func `a cell that is cut short says so in the notebook`() async throws {
        let code = "print('begun', flush=True)\nwhile True: pass"
        let ending = try await Demo.run(
            "run",
            "-",
            "-o",
            "-",
            "--timeout",
            "0.4",
            input: Array(code.utf8)
        )
        #expect(ending.status == 4)
        let executed = try Notebook(reading: Array(ending.output.utf8))
        #expect(executed.cells[0].outputs.map(\.type) == ["stream", "error"])
    }

    @Test func `parameters are read as JSON, else as text, and stand behind the defaults`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            let notebook = Notebook(
                cells: [
                    .code("x = y = z = 0", id: "a", metadata: ["tags": ["parameters"]]),
                    .code("print(x, y, z)", id: "b"),
                ]
            )
            let file = "\(directory)/in.ipynb"
            try HostFile.replace(file, with: notebook.jsonBytes())
            let ending = try await Demo.run(
                "run",
                file,
                "--parameter",
                "x=[1, null]",
                "--parameter=y=a=\"b\"",
                "--parameter",
                "z=",
                "-o",
                "\(directory)/out.ipynb"
            )
            #expect(ending.output == "[1, None] a=\"b\" \n", "\(ending.errors)")
            let executed = try Notebook(reading: HostFile.read("\(directory)/out.ipynb"))
            #expect(executed.cells[1].tags == ["injected-parameters"])
            #expect(executed.metadata["papermill"]?["parameters"]?["y"] == "a=\"b\"")
        }
    }

    @Test(
        arguments: [
            ("while True: pass", ["--timeout", "2"], 4),
            ("while True: pass", ["--budget", "5"], 4),
            ("import os; os.kill(os.getpid(), 9)", [], 1),
        ] as [(String, [String], Int32)]
    )
    func `a notebook that is cut short is written with what came until then`(
        _ code: String,
        _ options: [String],
        _ status: Int32
    ) async throws {
        try await withTemporaryDirectory { directory in
            let output = "\(directory)/out.ipynb"
            let script = "# %%\nprint('first')\n# %%\nprint('begun', flush=True)\n\(code)\n"
            try HostFile.replace("\(directory)/in.py", with: Array(script.utf8))
            let ending = try await Demo.run(["run", "\(directory)/in.py", "-o", output] + options)
            #expect(ending.status == status, "\(ending.errors)")
            let executed = try Notebook(reading: HostFile.read(output))
            #expect(
                executed.cells.map { $0.outputs.map(\.type) } == [["stream"], ["stream", "error"]]
            )
        }
    }

    @Test func `a percent script is cut into cells`() async throws {
        try await withTemporaryDirectory { directory in
            let script = "# %% [markdown]\n# Title\n\n# %%\nx = 1\n\n# %%\nx + 1\n"
            try HostFile.replace("\(directory)/a.py", with: Array(script.utf8))
            let ending = try await Demo.run("run", "\(directory)/a.py", "-o", "-")
            let executed = try Notebook(reading: Array(ending.output.utf8))
            #expect(executed.cells.map(\.source) == ["Title", "x = 1", "x + 1"])
            #expect(executed.cells[2].executionCount == 2)
        }
    }

    @Test func `events are JSON, one a line, and the last is the result`() async throws {
        let code = "print('a')\ndisplay(1)\n1 / 0"
        let ending = try await Demo.run("run", "--json", "-c", code)
        let events = try ending.output.split(separator: "\n").map {
            try JSONValue(parsing: Array($0.utf8))
        }
        // A text may come in pieces.
        var names: [String?] = []
        for name in events.map({ $0["event"]?.stringValue })
        where name != "text" || names.last != "text" { names.append(name) }
        #expect(
            names == [
                "cellStarted", "text", "output", "output", "cellFinished", "result",
            ]
        )
        #expect(events.last?["outcome"]?.stringValue == "raised")
        #expect(events.last?["exitStatus"]?.intValue == 1)
        #expect(events.last?["exception"]?["name"]?.stringValue == "ZeroDivisionError")
    }

    @Test func `a line that is too long is refused as one, and the next is the next answer`()
        async throws
    {
        let code = "try: input()\nexcept EOFError as error: print(error)\nprint(input())"
        let lines = [UInt8](repeating: UInt8(ascii: "x"), count: 2_000_000) + Array("\nnext\n".utf8)
        let ending = try await Demo.run("run", "--stdin", "-c", code, input: lines)
        #expect(
            ending.output
                == "the answer has 2000000 bytes: no more than 512 KiB can be given\nnext\n"
        )
    }

    @Test func `a file that the code has locked away is its own fault`() async throws {
        try await withTemporaryDirectory { directory in
            let code = "import os; open('f', 'w').close(); os.chmod('f', 0)"
            let download = "f=\(directory)/f"
            let ending = try await Demo.run("run", "--download", download, "-c", code)
            #expect(ending.status == 1)
            #expect(ending.errors.contains("'f' in the workspace"), "\(ending.errors)")
        }
    }

    @Test func `a reader that is slow gets whole lines, and late text with its cell`() async throws
    {
        try await withTemporaryDirectory { directory in
            let script = """
                # %%
                import threading
                def late():
                    while True: print("L" * 30000)
                for _ in range(2): threading.Thread(target=late, daemon=True).start()
                # %%
                import time
                for i in range(200): print("M" * 16000); time.sleep(0.005)
                """
            try HostFile.replace("\(directory)/in.py", with: Array(script.utf8))
            let reader = """
                import json, os, subprocess, sys, time
                run = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
                text = b""
                while True:
                    piece = os.read(run.stdout.fileno(), 4096)
                    if not piece: break
                    text += piece
                    time.sleep(0.0005)
                events = [json.loads(line) for line in text.splitlines()]
                print({each["origin"] for each in events if each["event"] == "lateOutput"})
                """
            let run = ["run", "--backend", "bubblewrap", "--json", "\(directory)/in.py"]
            let command = ProcessCommand(
                "/usr/bin/env",
                ["python3", "-c", reader, Demo.executable] + run
            )
            let ending = try await ProcessOutput.of(command, patience: .seconds(60))
            #expect(String(decoding: ending.errorTail, as: UTF8.self) == "")
            #expect(String(decoding: ending.output, as: UTF8.self) == "{1}\n")
        }
    }

    @Test func `a closed reader ends the run quietly`() async throws {
        let script =
            "\"$0\" run --backend bubblewrap -c 'while True: print(\"x\" * 99)' | head -n 1"
        let shell = ProcessCommand("/bin/sh", ["-c", script, Demo.executable])
        let output = try await ProcessOutput.of(shell, patience: .seconds(20))
        #expect(output.output.count == 100)
        #expect(output.errorTail.isEmpty)
    }

    /// Of a shell's words for where the program's streams go.
    @Test(
        arguments: [
            (
                "run --backend bubblewrap -c 'print(1)' > /dev/full",
                "can't be written: No space left"
            ),
            ("run --backend bubblewrap -c 'print(1)' >&-", "can't be written: Bad file descriptor"),
            ("doctor > /dev/full", "can't be written: No space left"),
            ("--version > /dev/full", "can't be written: No space left"),
            (
                "execute --backend bubblewrap > /dev/full < request",
                "can't be written: No space left"
            ),
            ("execute <&-", "can't be read: Bad file descriptor"),
            ("run - <&-", "can't be read: Bad file descriptor"),
        ]
    )
    func `a stream that is full or closed is told`(call: String, words: String) async throws {
        try await withTemporaryDirectory { directory in
            try HostFile.replace("\(directory)/request", with: Array(#"{"code":"1"}"#.utf8))
            let script = "cd \"$1\"; \"$0\" \(call); echo $? >&2"
            let shell = ProcessCommand("/bin/sh", ["-c", script, Demo.executable, directory])
            let output = try await ProcessOutput.of(shell, patience: .seconds(20))
            let errors = String(decoding: output.errorTail, as: UTF8.self)
            #expect(errors.contains(words), "\(errors)")
            #expect(errors.hasSuffix("\n2\n"))
        }
    }

    @Test(arguments: ["| head -n 1", "> /dev/full"])
    func `a notebook is written although nobody sees its output`(reader: String) async throws {
        try await withTemporaryDirectory { directory in
            let code = "# %%\nfor i in range(100_000): print(i)\n# %%\nprint(2)\n"
            try HostFile.replace("\(directory)/a.py", with: Array(code.utf8))
            let script = "cd \"$1\"; \"$0\" run a.py --backend bubblewrap -o b.ipynb \(reader)"
            let shell = ProcessCommand("/bin/sh", ["-c", script, Demo.executable, directory])
            _ = try await ProcessOutput.of(shell, patience: .seconds(20))
            let written = try #require(HostFile.text("\(directory)/b.ipynb"))
            let notebook = try Notebook(reading: Array(written.utf8))
            #expect(notebook.cells.count == 2)
            #expect(notebook.cells[0].executionCount == 1)
            #expect(!notebook.cells[0].outputs.isEmpty)
        }
    }

    @Test func `the repl keeps state, shows values and passes the exit status on`() async throws {
        let lines =
            "x = 20\nx + 1\ndef f():\n    return x\n\nf()\ninput()\nanswer\nraise SystemExit(3)\n"
        let ending = try await Demo.run("repl", input: Array(lines.utf8))
        #expect(ending.output == "21\n20\n'answer'\n")
        #expect(ending.status == 3)
    }

    @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)] as [(String, Int32)])
    func `a signal interrupts the cell of a notebook, which is written`(
        signal: String,
        status: Int32
    ) async throws {
        try await withTemporaryDirectory { directory in
            let script = "# %%\nprint('first')\n# %%\nprint('begun', flush=True)\nwhile True: pass"
            try HostFile.replace("\(directory)/in.py", with: Array(script.utf8))
            let output = "\(directory)/out.ipynb"
            let shell = """
                set -m
                "$0" run --backend bubblewrap "$1/in.py" -o "$2" > "$1/live" 2> "$1/errors" & pid=$!
                until grep -q begun "$1/live"; do sleep 0.02; done
                kill -\(signal) $pid
                wait $pid
                """
            let command = ProcessCommand(
                "/bin/bash",
                ["-c", shell, Demo.executable, directory, output]
            )
            let ending = try await ProcessOutput.of(command, patience: .seconds(20))
            #expect(ending.termination == .exited(status))
            let errors = HostFile.text("\(directory)/errors")
            #expect(errors?.contains("cell 2 of 2 was interrupted") == true, "\(errors ?? "")")
            let executed = try Notebook(reading: HostFile.read(output))
            #expect(
                executed.cells.map { $0.outputs.map(\.type) } == [["stream"], ["stream", "error"]]
            )
        }
    }

    @Test func `what the cells did is there although the program is killed`() async throws {
        try await withTemporaryDirectory { directory in
            let script = """
                # %%
                print('first')
                # %%
                print('begun', flush=True)
                while True: pass
                """
            try HostFile.replace("\(directory)/in.py", with: Array(script.utf8))
            let output = "\(directory)/out.ipynb"
            let shell = """
                "$0" run --backend bubblewrap "$1/in.py" -o "$2" > "$1/live" 2> "$1/errors" & pid=$!
                until grep -q begun "$1/live"; do sleep 0.02; done
                kill -KILL $pid
                wait $pid
                """
            let command = ProcessCommand(
                "/bin/bash",
                ["-c", shell, Demo.executable, directory, output]
            )
            _ = try await ProcessOutput.of(command, patience: .seconds(20))
            let executed = try Notebook(reading: HostFile.read(output))
            #expect(executed.cells.map(\.outputs) == [[.stream(.stdout, "first\n")], []])
        }
    }

    @Test func `a prompt doesn't stand in a notebook that goes to standard output`() async throws {
        try await withTemporaryDirectory { directory in
            let file = "\(directory)/in.py"
            try HostFile.replace(file, with: Array("print(input('name? '))".utf8))
            let ending = try await Demo.run(
                "run",
                file,
                "-o",
                "-",
                "--stdin",
                input: Array("Bob\n".utf8)
            )
            #expect(ending.errors.contains("name? Bob"))
            let executed = try Notebook(reading: Array(ending.output.utf8))
            #expect(executed.cells[0].outputs.map(\.type) == ["stream"])
        }
    }

    @Test func `a terminal that closes interrupts a notebook, which is written`() async throws {
        try await withTemporaryDirectory { directory in
            let script = "print('be' + 'gun', flush=True)\nwhile True: pass"
            try HostFile.replace("\(directory)/in.py", with: Array(script.utf8))
            let output = "\(directory)/out.ipynb"
            let terminal = """
                import os, pty, sys
                child, terminal = pty.fork()
                if child == 0: os.execv(sys.argv[1], sys.argv[1:])
                shown = b""
                while b"begun" not in shown: shown += os.read(terminal, 4096)
                os.close(terminal)
                sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
                """
            let run = ["run", "--backend", "bubblewrap", "\(directory)/in.py", "-o", output]
            let command = ProcessCommand(
                "/usr/bin/env",
                ["python3", "-c", terminal, Demo.executable] + run
            )
            let ending = try await ProcessOutput.of(command, patience: .seconds(20))
            #expect(ending.termination == .exited(129))
            let executed = try Notebook(reading: HostFile.read(output))
            #expect(executed.cells.map { $0.outputs.map(\.type) } == [["stream", "error"]])
        }
    }

    /// Runs code that prints at first, sends signals once it has, and tells what was printed.
    private func interrupted(_ code: String, by signals: String...) async throws -> String {
        var text = ""
        try await withTemporaryDirectory { directory in
            // A shell without job control would have its background ignore interrupts.
            let script = """
                set -m
                "$0" run --backend bubblewrap -c "$1" > "$2" 2>&1 & pid=$!
                until [ -s "$2" ]; do sleep 0.02; done
                for signal in \(signals.joined(separator: " ")); do kill -$signal $pid; sleep 0.4; done
                wait $pid
                echo "status $?" >> "$2"
                """
            let file = "\(directory)/out"
            let shell = ProcessCommand("/bin/bash", ["-c", script, Demo.executable, code, file])
            _ = try await ProcessOutput.of(shell, patience: .seconds(20))
            text = HostFile.text(file) ?? ""
        }
        return text
    }

    @Test func `Ctrl-C interrupts the cell`() async throws {
        let code = "print('begun\\n', end='')\nimport time; time.sleep(60)"
        let text = try await interrupted(code, by: "INT")
        #expect(text == "begun\nsandbox-demo: the code was interrupted\nstatus 130\n")
    }

    @Test(arguments: [("INT", "INT", 130), ("TERM", "INT", 130), ("INT", "TERM", 143)])
    func `a second signal ends at once`(first: String, second: String, status: Int) async throws {
        let code = """
            import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)
            print('begun\\n', end='')
            while True: pass
            """
        let text = try await interrupted(code, by: first, second)
        #expect(text == "begun\nstatus \(status)\n")
    }

    @Test(arguments: [("", true), ("NO_COLOR=1 ", false), ("TERM=dumb ", false)])
    func `a traceback has colours on a terminal that wants them`(
        setting: String,
        isColoured: Bool
    ) async throws {
        let code = "raise ValueError(chr(27) + ']0;title')"
        let call =
            "export TERM=xterm; \(setting)'\(Demo.executable)' run --backend bubblewrap -c \"\(code)\""
        let terminal = ProcessCommand("/usr/bin/script", ["-qec", call, "/dev/null"])
        let output = try await ProcessOutput.of(terminal)
        let text = String(decoding: output.output, as: UTF8.self)
        #expect(text.contains("\u{1B}[1;35mValueError\u{1B}[0m") == isColoured, "\(text)")
        #expect(!text.contains("\u{1B}]"))
    }

    @Test
    func `a terminal gets colours and no other escape sequences`() async throws {
        let code =
            "print(chr(27) + '[31mred' + chr(27) + ']0;title' + chr(7) + chr(27) + '[2J' + 'é')"
        let call = "'\(Demo.executable)' run --backend bubblewrap -c \"\(code)\""
        let terminal = ProcessCommand("/usr/bin/script", ["-qec", call, "/dev/null"])
        let output = try await ProcessOutput.of(terminal)
        let text = String(decoding: output.output, as: UTF8.self)
        #expect(text.contains("\u{1B}[31mredé"), "\(text.debugDescription)")
        #expect(!text.contains("title") && !text.contains("[2J"))
    }
}
