import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(3)))
struct StaleRunTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `what an edit made stale runs in order`(backend: BackendUnderTest) async throws {
        var cells = ["x = 1", "y = x + 1\ny", "z = 10", "print(y)\ny * z"]
        try await backend.withSession { session in
            for cell in cells { _ = try await session.run(cell) }
            cells[0] = "x = 5"
            let run = try await session.runStale(
                in: cells,
                afterEditing: [0],
                executed: [0, 1, 2, 3]
            )
            #expect(run.stale == [0, 1, 3])
            #expect(run.cells.map(\.index) == [0, 1, 3])
            #expect(run.cells.map(\.result.value) == [nil, "6", "60"])
            #expect(run.isCompleted)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a list is made anew before a cell appends to it again`(
        backend: BackendUnderTest
    ) async throws {
        var cells = ["xs = []", "xs.append(1)", "xs.append(2)", "xs"]
        try await backend.withSession { session in
            for cell in cells { _ = try await session.run(cell) }
            cells[1] = "xs.append(7)"
            let run = try await session.runStale(
                in: cells,
                afterEditing: [1],
                executed: [0, 1, 2, 3]
            )
            #expect(run.stale == [1, 2, 3])
            #expect(run.cells.last?.result.value == "[7, 2]")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a name that no cell defines any more is gone`(backend: BackendUnderTest) async throws {
        var cells = ["x = 1", "y = x", "y"]
        try await backend.withSession { session in
            for cell in cells { _ = try await session.run(cell) }
            let before = try await session.dependencies(of: cells)
            cells[0] = "z = 1"
            let run = try await session.runStale(
                in: cells,
                afterEditing: [0],
                executed: [0, 1, 2],
                before: before
            )
            #expect(run.cells.map(\.index) == [0, 1])
            #expect(run.cells.last?.result.outcome.exception?.name == "NameError")
            #expect(try await session.run("z").value == "1")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a name bound under a condition is not left from before`(
        backend: BackendUnderTest
    ) async throws {
        var cells = [
            "n = 3", "for i in range(n): best = i",
            "try: r = best\nexcept NameError: r = 'none'\nr",
        ]
        try await backend.withSession { session in
            for cell in cells { _ = try await session.run(cell) }
            cells[0] = "n = 0"
            let run = try await session.runStale(
                in: cells,
                afterEditing: [0],
                executed: [0, 1, 2]
            )
            #expect(run.cells.last?.result.value == "'none'")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what a failure left out of date runs the next time`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            var cells = ["a = 1", "b = 6 / (a - 2)", "c = a * 10"]
            for cell in cells { _ = try await session.run(cell) }
            let before = try await session.dependencies(of: cells)
            cells[0] = "a = 2"
            let failed = try await session.runStale(
                in: cells,
                afterEditing: [0],
                executed: [0, 1, 2],
                before: before
            )
            #expect(!failed.isCompleted)
            #expect(failed.outdated == [1, 2])
            cells[1] = "b = 0"
            let mended = try await session.runStale(
                in: cells,
                afterEditing: failed.outdated.union([1]),
                executed: failed.executed,
                before: failed.dependencies
            )
            #expect(mended.cells.map(\.index) == [1, 2])
            #expect(mended.isCompleted)
            #expect(try await session.run("(a, b, c)").value == "(2, 0, 20)")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `when the variables are lost every cell is out of date`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            var cells = ["a = 1", "b = a + 1", "q = 7"]
            for cell in cells { _ = try await session.run(cell) }
            cells[1] = "import os; os.kill(os.getpid(), 9)"
            let lost = try await session.runStale(
                in: cells,
                afterEditing: [1],
                executed: [0, 1, 2]
            )
            #expect(lost.outdated == [0, 1, 2])
            #expect(lost.executed.isEmpty)
            cells[1] = "b = a + 5"
            let mended = try await session.runStale(
                in: cells,
                afterEditing: lost.outdated,
                executed: lost.executed
            )
            #expect(mended.isCompleted)
            #expect(try await session.run("(a, b, q)").value == "(1, 6, 7)")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell that fails ends the run`(backend: BackendUnderTest) async throws {
        let cells = ["x = 1 / 0", "y = x", "y"]
        try await backend.withSession { session in
            let run = try await session.runStale(in: cells, afterEditing: [2], executed: [])
            #expect(run.cells.map(\.index) == [0])
            #expect(run.remaining == [1, 2])
            #expect(!run.isCompleted)
        }
    }

    /// Cells over a few names; a place in braces is filled with one of the names.
    private static let shapes = [
        "{} = {} + 1\n{}", "{} = {}\n{}", "xs.append({})\nlist(xs)", "xs = [{}]\nlist(xs)",
        "{} += {}\n{}", "if {} > 3: {} = 0\n({}, {})", "for {} in range({} % 3): pass\n{}",
        "def f(): return {} + {}\nf()", "f() + {}", "d['k'] = {}\ndict(d)", "d = {'k': {}}\n{}",
        "def g():\n    global a, b\n    a = {} + 1\n    xs.append({})\n", "g()\n({}, list(xs))",
        "try: {} = {}\nexcept ValueError: {} = 9\n{}", "with open('/dev/null'): {} = 2\n{}",
        "{} = len([{} for {} in range(3)])\n{}", "exec('{} = {} + 5')\n{}",
        "from math import *\nfloor({})",
        "class A:\n    def m(self): return {} + 1\nA().m()", "class B(A): pass\nB().m()",
        "h = f\nh()",
        "h()", "o = A()\no.m()", "o.m() + {}",
        "class C:\n    v = {}\n    def m(self): return {}\nC().m()",
        "for r in [xs]: r.append({})\nlist(xs)", "ys = xs\nys.append({})\nlist(ys)", "list(ys)",
        "zs = [xs, xs]\nstr(zs)", "str(zs) + str(xs)", "for r in zs: r.append({})\nstr(xs)",
        "if {} > 2: seen = {}\ntry: r = seen\nexcept NameError: r = 'none'\nr",
        "class Box:\n    def put(self, n): self.n = n; return n\nbox = Box()\nbox.put({})",
        "v = box.put({})", "str((box.n, v))",
        "def put(l, n): l.append(n); return n\nv = put(xs, {})",
        "pair = [xs, {}]\nstr(pair)", "str(pair)", "pair[0].append({})\nstr(xs)",
        "rows = [{'n': {}}, {'n': {}}]\nstr(rows)", "row = rows[0]\nstr(row)",
        "rows[0]['n'] = {}\nstr(row)", "by = {i: r for i, r in enumerate(rows)}\nstr(by)",
        "by[0]['n'] = {}\nstr(rows)", "for r in rows: r['n'] += {}\nstr(row)", "str((rows, by))",
        "i = iter([1, 2, 3])\ni0 = i", "v = list(i)", "str(list(i0)) + str(v)",
    ]

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 33)
        }
    }

    private static func cell(_ generator: inout Generator) -> String {
        let shape = shapes.randomElement(using: &generator) ?? "{}"
        let parts = shape.split(separator: "{}", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(String(parts[0])) { text, part in
            text + (["a", "b", "c"].randomElement(using: &generator) ?? "a") + part
        }
    }

    private static let first =
        "a, b, c, xs, d = 1, 2, 3, [], {}\ndef f(): return a\ndef g(): xs.append(b)\n"
        + "class A:\n    def m(self): return c\nh, o = f, A()\nys, zs, v = [], [], 0\n"
        + "pair, rows = [xs, 0], [{'n': 1}, {'n': 2}]\nrow, by = rows[0], dict(enumerate(rows))\n"
        + "class Box: n = 0\nbox = Box()\nbox.put = lambda n: n\ni = i0 = iter([])\n"

    private static let state = "str((a, b, c, xs, d, ys, zs, v, box.n, pair, rows, row, by))"

    private static func told(_ result: CellResult) -> String {
        result.value ?? result.outcome.exception?.name ?? ""
    }

    /// The oracle is a run of all cells in a fresh session.
    @Test(arguments: BackendUnderTest.allCases, 1...20 as ClosedRange<UInt64>)
    func `results are those of a run from the top`(
        backend: BackendUnderTest,
        seed: UInt64
    ) async throws {
        var generator = Generator(state: seed)
        var cells = [Self.first] + (1...8).map { _ in Self.cell(&generator) }
        if seed.isMultiple(of: 2) { cells.append(Self.state) }
        var stages: [(cells: [String], shown: [String])] = []
        try await backend.withSession { session in
            var shown: [String] = []
            for cell in cells { shown.append(Self.told(try await session.run(cell))) }
            var executed = Array(cells.indices)
            var before = try await session.dependencies(of: cells)
            for _ in 0..<6 {
                let edited = Int.random(in: 1...8, using: &generator)
                cells[edited] = Self.cell(&generator)
                let run = try await session.runStale(
                    in: cells,
                    afterEditing: [edited],
                    executed: executed,
                    before: before
                )
                if let failed = run.cells.last?.result.outcome, !failed.isOK {
                    Issue.record("\(failed): \(cells)")
                    return
                }
                for cell in run.cells { shown[cell.index] = Self.told(cell.result) }
                executed = run.executed
                before = run.dependencies
                stages.append((cells, shown))
            }
        }
        try await backend.withSession { session in
            for stage in stages {
                var expected: [String] = []
                for cell in stage.cells { expected.append(Self.told(try await session.run(cell))) }
                #expect(stage.shown == expected, "\(stage.cells)")
                try await session.restart()
            }
        }
    }
}
