import NotebookModel
import SandboxHost
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ExitStatusTests {
    @Test(
        arguments: [
            (["-c", "pass"], 0),
            (["-c", "1 / 0"], 1),
            (["--allow-errors", "-c", "1 / 0"], 0),
            (["-c", "def"], 1),
            (["-c", "import sys; sys.exit(0)"], 0),
            (["-c", "import sys; sys.exit(7)"], 7),
            (["-c", "import sys; sys.exit('no')"], 1),
            (["-c", "import os; os._exit(9)"], 9),
            (["-c", "import os; os.kill(os.getpid(), 9)"], 137),
            (["--timeout", "0.3", "-c", "while True: pass"], 4),
            (["--memory", "64m", "-c", "x = bytearray(400 << 20)"], 4),
            (["--stop-on-output-limit", "-c", "while True: print('x' * 9999)"], 4),
            (["-c", "print('x' * (2 << 20))"], 0),
            (["-c", "input()"], 1),
            (["--runtime", "nothing", "-c", "pass"], 2),
            (["--download", "nothing=/dev/null", "-c", "pass"], 2),
            (["--disk", "2m", "-c", "open('f', 'wb').write(bytes(4 << 20))"], 1),
            (["--disk", "8m", "-c", "open('f', 'wb').write(bytes(4 << 20));"], 0),
        ] as [([String], Int32)]
    )
    func `the status of a piece of code`(_ arguments: [String], _ status: Int32) async throws {
        let ending = try await Demo.run(["run", "--backend", "bubblewrap"] + arguments)
        #expect(ending.status == status, "\(ending.errors)")
        if status == 2 || status == 3 || status == 4 { #expect(ending.errors.isOneLine) }
    }

    @Test(
        arguments: [
            ("print(1)", [], 0),
            ("1 / 0", [], 1),
            ("1 / 0", ["--allow-errors"], 0),
            ("import sys; sys.exit(5)", [], 1),
            ("import sys; sys.exit(0)", [], 0),
            ("import os; os.kill(os.getpid(), 11)", [], 1),
            ("while True: pass", ["--timeout", "0.3"], 4),
            ("while True: pass", ["--timeout", "0.3", "--allow-errors"], 4),
            ("while True: pass", ["--budget", "0.5", "--allow-errors"], 4),
        ] as [(String, [String], Int32)]
    )
    func `the status of a script on standard input`(
        _ code: String,
        _ options: [String],
        _ status: Int32
    ) async throws {
        let ending = try await Demo.run(["run", "-"] + options, input: Array(code.utf8))
        #expect(ending.status == status, "\(ending.errors)")
    }
}

@Suite(.timeLimit(.minutes(1)))
struct UsageTests {
    @Test(
        arguments: [
            ([], "no command"),
            (["rum"], "did you mean 'run'?"),
            (["--versoin"], "did you mean '--version'?"),
            (["run"], "nothing to run"),
            (["run", "--timout", "3"], "did you mean '--timeout'?"),
            (["run", "--timeout"], "needs a value"),
            (["run", "--timeout", "0", "-c", ""], "more than 0"),
            (["run", "--timeout", "-2", "-c", ""], "more than 0"),
            (["run", "--timeout", "0x10", "-c", ""], "is no number of seconds"),
            (["run", "--timeout=nan", "-c", ""], "no number"),
            (["run", "--memory", "lots", "-c", ""], "no size"),
            (["run", "--memory", "1k", "-c", ""], "too small"),
            (["run", "--cpus", "-1", "-c", ""], "processors"),
            (["run", "--pids", "1", "-c", ""], "processes"),
            (["run", "--json=yes", "-c", ""], "takes no value"),
            (["run", "-c", "1", "-c", "2"], "given twice"),
            (["run", "-c", "1", "x.ipynb"], "both -c and an input"),
            (["run", "-c", "1", "-o", "x.ipynb"], "-o needs a notebook"),
            (["run", "-c", "1", "--parameter", "x=1"], "--parameter needs a notebook"),
            (["run", "-c", "1", "--budget", "1"], "--budget needs a notebook"),
            (["run", "-", "--budget", "0"], "--budget '0' can't be kept"),
            (["run", "-", "--parameter", "x"], "give NAME=VALUE"),
            (["run", "-", "--parameter", "x=1", "--parameter", "x=2"], "given twice"),
            (["run", "-", "--parameter", "x y=1"], "no name of a Python variable"),
            (["run", "-", "--parameter", "class=1"], "'class'"),
            (["run", "a.ipynb", "b.ipynb"], "one argument too many"),
            (["run", "-", "--stdin"], "can't be both"),
            (["run", "/nonexistent/a.ipynb"], "No such file"),
            (["run", "/tmp"], "is a directory"),
            (["run", "-c", "1", "--env", "A"], "NAME=VALUE"),
            (["run", "-c", "1", "--secret", "SANDBOX_NO_SUCH"], "no such variable"),
            (
                ["run", "-c", "1", "--platform", "linux/arm64", "--backend", "fake"],
                "container backend"
            ),
            (["execute", "--oci-runtime", "runsc", "--backend", "fake"], "container backend"),
            (["execute", "now"], "one argument too many"),
            (["run", "-c", "1", "--download", "../a=b"], "workspace path"),
            (["run", "-c", "1", "--upload", "/nonexistent"], "No such file"),
            (["run", "-c", "1", "--save-plots", "/dev/null/x"], "can't be made"),
            (["run", "-c", "1", "--download", "a=/nonexistent/a"], "can't be written"),
            (["run", "-c", "1", "--download", "a=/tmp"], "is a directory"),
            (["run", "-c", "1", "--backend", "dokcer-cli"], "did you mean 'docker-cli'?"),
            (["run", "-c", "1", "--image", "python"], "container backend"),
            (["run", "-c", "1", "--image", "a", "--backend", "bubblewrap"], "container backend"),
            (["run", "-c", "1", "--network", "a", "--backend", "fake"], "container backend"),
            (["run", "-c", "1", "--image", ""], "--image is empty"),
            (["run", "-c", "1", "--image", "--privileged"], "names no image"),
            (["run", "-c", "1", "--seccomp", "/nonexistent"], "No such file"),
            (["run", "-c", "1", "--backend", "auto", "--engine", "podman"], "docker-cli"),
            (["run", "-c", "1", "--backend", "docker-cli", "--runtime", "bas"], "mean 'base'?"),
            (["repl", "--backend", "docker-engine", "--runtime", "geo"], "or an --image"),
            (["export", "a.ipynb"], "no format"),
            (["export", "a.ipynb", "--to", "pdf"], "ipynb, py, script, plain, markdown, html"),
            (["export", "a.ipynb", "--to", "html", "--compatible"], "means nothing to html"),
            (["export", "a.ipynb", "--to", "markdown", "--images", "drop"], "files, embed"),
            (["export", "a.ipynb", "--to", "ipynb", "--nbformat", "4.6"], "4.0 to 4.5"),
            (["export", "a.ipynb", "--to", "markdown", "--collapse", "0"], "no number of lines"),
            (["export", "/tmp", "--to", "markdown"], "give -o"),
            (["doctor", "now"], "one argument too many"),
            (["prune", "--backend", "docker"], "docker-cli"),
            (["prepair", "base"], "did you mean 'prepare'?"),
            (["prepare"], "no runtime"),
            (["prepare", "bas"], "did you mean 'base'?"),
            (["prepare", "base", "--backend", "bubblewrap"], "Scripts/prepare-runtime base"),
            (["prepare", "base", "--build-network", ""], "--build-network is empty"),
        ] as [([String], String)]
    )
    func `a wrong call is refused in one line that helps`(
        _ arguments: [String],
        _ hint: String
    ) async throws {
        let ending = try await Demo.run(arguments)
        #expect(ending.status == 2)
        #expect(ending.output.isEmpty)
        #expect(ending.errors.isOneLine)
        #expect(ending.errors.contains(hint), "\(ending.errors)")
    }

    @Test(arguments: [["run", "-c", "1"], ["doctor"], ["prepare", "base"]])
    func `an image's variable that names none is refused`(_ arguments: [String]) async throws {
        let ending = try await Demo.run(arguments, environment: ["PY_IMAGE": "no image!"])
        #expect(ending.status == 2)
        #expect(ending.errors.contains("PY_IMAGE"), "\(ending.errors)")
    }

    @Test(
        arguments: [
            "bad-empty.ipynb", "bad-truncated.ipynb", "bad-cells.ipynb", "bad-no-notebook.ipynb",
            "bad-too-new.ipynb",
        ]
    )
    func `what is no notebook is refused, and nothing is written`(_ name: String) async throws {
        try await withTemporaryDirectory { directory in
            let output = "\(directory)/out.ipynb"
            for call in [["run"], ["export", "--to", "markdown"]] {
                let ending = try await Demo.run(call + [Demo.fixture(name), "-o", output])
                #expect(ending.status == 2)
                #expect(ending.errors.isOneLine)
            }
            #expect(HostFile.names(in: directory).isEmpty)
        }
    }

    @Test(arguments: [
        [], ["run"], ["repl"], ["doctor"], ["execute"], ["export"], ["prune"], ["prepare"],
    ])
    func `help is there for all`(_ command: [String]) async throws {
        let ending = try await Demo.run(command + ["--help"])
        #expect(ending.status == 0)
        #expect(ending.output.contains("sandbox-demo \(command.first ?? "")"))
        #expect(ending.errors.isEmpty)
    }

    @Test func `the version is printed`() async throws {
        let ending = try await Demo.run("--version")
        #expect(ending.output.hasPrefix("sandbox-demo ") && ending.output.isOneLine)
    }

    @Test func `the fake backend needs nothing of the machine`() async throws {
        let ending = try await Demo.run("run", "--backend", "fake", "-c", "anything")
        #expect(ending.status == 0)
        #expect(ending.output.contains("fake"))
    }
}

extension String {
    /// Whether it is one line, with its end.
    var isOneLine: Bool { hasSuffix("\n") && dropLast().allSatisfy { !$0.isNewline } }
}
