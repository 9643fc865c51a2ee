import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ReplayTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `a fresh session goes on where the cells ended`(backend: BackendUnderTest) async throws {
        let earlier = [
            "import math\nfrom dataclasses import dataclass\nx = 2\nx",
            "@dataclass\nclass Point:\n    a: int\ndef area(r): return math.pi * r * r\narea(x)",
            "total = 0\nfor i in range(4):\n    total += i\nprint(total)",
            "import asyncio\ny = await asyncio.sleep(0, 7)\nawait asyncio.sleep(0)",
            "%time z = y + 1\nPoint(3)",
        ]
        try await backend.withSession { session in
            let report = try await session.replay(earlier)
            #expect(report.failure == nil)
            #expect(report.isFaithful)
            let result = try await session.run("x, round(area(x)), total, y, z, Point(1)")
            #expect(result.value == "(2, 13, 6, 7, 8, Point(a=1))")
            #expect(result.executionCount == 6)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `calls that may change something are kept, those that only show are not`(
        backend: BackendUnderTest
    ) async throws {
        let earlier = [
            "xs = [1]; ran = []\ndef log(x): ran.append(x); return x\nxs.append(2)",
            "class Head:\n    def head(self): ran.append('head')\nHead().head()",
            "print(log('printed'))\nlog('called')\nxs\nxs[0]\nlen(xs)",
            "print(xs.pop())\n[log(n) for n in 'ab']\n(w := 5)\nnext(iter(xs))",
            "def show(x): ran.append(x)\nshow('show')",
            "slow = 0\nclass Slow:\n    def __repr__(self):\n        global slow; slow += 1; return ''",
            "s = Slow()\ns\nprint(s)\nf'{s}'\nprint(s, end='')",
            "def print(*_): ran.append('own')\nprint(1)",
        ]
        try await backend.withSession { session in
            #expect(try await session.replay(earlier).failure == nil)
            let kept = ["head", "printed", "called", "a", "b", "show", "own"]
            let result = try await session.run("ran, xs, w, slow")
            let list = kept.map { "'\($0)'" }.joined(separator: ", ")
            #expect(result.value == "([\(list)], [1], 5, 0)")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what the cells write and show is dropped`(backend: BackendUnderTest) async throws {
        let earlier = [
            "import os, sys, logging, subprocess",
            "logging.basicConfig()\nlogging.warning('a')\nsys.stderr.write('b')\nif 1: print('c')",
            "os.write(1, b'd')\nos.system('echo e')\n!echo f\nlines = !echo kept",
            "display(1, display_id='x')\nif 1: display(2)\nfor i in 'ab': print(i)",
        ]
        try await backend.withSession { session in
            let late = Task {
                await session.lateOutput.reduce(into: "") { $0 += $1.text }
            }
            #expect(try await session.replay(earlier).failure == nil)
            let result = try await session.run("logging.warning('heard')\nprint('seen')\nlines")
            #expect(result.errorText == "WARNING:root:heard\n")
            #expect(result.text == "seen\n")
            #expect(result.value == "['kept']")
            #expect(result.outputs.count == 3)
            await session.close()
            #expect(await late.value.isEmpty)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a failing cell is named, with its own lines`(backend: BackendUnderTest) async throws {
        let earlier = [
            "def f(x):\n\n    return 1 / x", "print('lost')\nx = 1", "x\n\n# comment\ny = f(x - 1)",
            "z = 1",
        ]
        try await backend.withSession { session in
            let failure = try #require(try await session.replay(earlier).failure)
            #expect(failure.cell == 2)
            let exception = try #require(failure.result.outcome.exception)
            #expect(exception.name == "ZeroDivisionError")
            #expect(exception.frames.map(\.file) == ["<cell 3>", "<cell 1>"])
            #expect(exception.frames.map(\.line) == [4, 3])
            #expect(exception.frames.map(\.source) == ["y = f(x - 1)", "return 1 / x"])
            #expect(failure.result.text.isEmpty)
            #expect(try await session.run("'z' in globals()").value == "False")
            let next = try #require(try await session.run("1\n2\n3\nf(0)").outcome.exception)
            #expect(next.frames.map(\.file) == ["<cell 5>", "<cell 1>"])
            #expect(next.frames.map(\.source) == ["f(0)", "return 1 / x"])
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `tracebacks of the new cell show the lines of replayed ones`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            #expect(
                try await session.replay(["'text'\ndef f(x):\n    return 1 / x"]).failure == nil
            )
            let exception = try await session.run("f(0)").outcome.exception
            #expect(exception?.frames.map(\.file) == ["<cell 2>", "<cell 1>"])
            #expect(exception?.frames.last?.line == 3)
            #expect(exception?.frames.last?.source == "return 1 / x")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `input is refused, time limits hold`(backend: BackendUnderTest) async throws {
        let configuration = SessionConfiguration(input: .answers(["no"]))
        try await backend.withSession(configuration) { session in
            let asks = try await session.replay(["x = 1", "name = input('name?')"])
            #expect(asks.failure?.cell == 1)
            #expect(asks.failure?.result.outcome.exception?.name == "EOFError")
            #expect(asks.doubts.map(\.kind) == [.input])
            #expect(try await session.run("print('heard'); x").text == "heard\n")
        }
        try await backend.withSession { session in
            let loops = try await session.replay(["while True: pass"], timeout: .milliseconds(200))
            #expect(loops.failure?.result.outcome == .timedOut)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `it says what may differ`(backend: BackendUnderTest) async throws {
        let earlier = [
            "import random, time as t\nfrom datetime import datetime as dt",
            "start = t.time()\nnow = dt.now()",
            "a = random.random()\nrandom.seed(1)\nb = random.random()",
            "open('data.txt', 'w').close()\n!ls",
            "import os\nhome = os.environ['HOME']",
            "import threading\nx = hash('abc')\ny = id(x), threading.get_ident()",
        ]
        try await backend.withSession { session in
            let report = try await session.replay(earlier)
            #expect(report.failure == nil)
            #expect(!report.isFaithful)
            #expect(report.doubts.map(\.cell) == [1, 1, 2, 3, 3, 4, 5, 5, 5])
            #expect(report.doubts.map(\.line) == [1, 2, 1, 1, 2, 2, 2, 3, 3])
            #expect(
                report.doubts.map(\.kind) == [
                    .time, .time, .randomness, .files, .processes, .environment, .randomness,
                    .environment, .environment,
                ]
            )
            #expect(report.doubts[1].what == "datetime.datetime.now")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `only a fresh session replays`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run("x = 1")
            let error = await #expect(throws: SandboxError.self) {
                try await session.replay(["y = 1"])
            }
            #expect(error?.code == .rejected)
            try await session.restart()
            _ = try await session.variables()
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `plots of the cells are not shown`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration(runtime: .base)
        configuration.limits.memory = .gibibytes(1)
        try await backend.withSession(configuration) { session in
            let earlier = [
                "import matplotlib.pyplot as plt\nimport numpy as np",
                "plt.plot([1, 2])\nplt.show()",
                "fig, ax = plt.subplots()\nax.plot([3])",
            ]
            #expect(try await session.replay(earlier).failure == nil)
            let result = try await session.run("plt.plot([5]);")
            #expect(result.images.count == 1)
            #expect(try await session.run("plt.get_fignums()").value == "[]")
        }
    }
}
