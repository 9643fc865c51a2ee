import NotebookModel
import SandboxCore
import Testing

/// Each figure is shown once for each time that it is shown, where it was shown.
///
/// Those left open come at the end of their cell, in the order of their making. What isn't drawn costs
/// nothing.
@Suite(.timeLimit(.minutes(3)))
struct FigureTests {
    private func withPlots<Value>(
        _ backend: BackendUnderTest,
        _ body: (PythonSession) async throws -> Value
    ) async throws -> Value {
        var configuration = SessionConfiguration(runtime: .ml)
        configuration.limits.memory = .gibibytes(1)
        // Drawing takes a while on a busy machine.
        return try await backend.withSession(configuration, grace: .seconds(30)) { session in
            let start = try await session.run(
                "import matplotlib.pyplot as plt\nplt.rcParams['figure.figsize'] = (1, 1)"
            )
            #expect(start.outcome == .ok)
            return try await body(session)
        }
    }

    /// A cell's outputs as letters: `t` text, `p` picture, `v` value, `e` error.
    private static func sketch(_ result: CellResult) -> String {
        result.outputs.map { output in
            if output.data?["image/png"] != nil { return "p" }
            return switch output.type {
            case "stream": "t"
            case "error": "e"
            default: "v"
            }
        }.joined()
    }

    static let programs: [(code: String, sketch: String)] = [
        ("for i in range(3):\n    plt.plot([i]); print(i); plt.show()", "tptptp"),
        ("plt.figure(); plt.plot([1]); plt.figure(); plt.plot([2]); print(1); plt.show()", "tpp"),
        ("plt.plot([1]); print(1); plt.figure(); plt.plot([2]); print(2)", "tpp"),
        (
            "fig, ax = plt.subplots(); ax.plot([1]); plt.show(); ax.plot([2, 3]); print(1); display(fig)",
            "ptp"
        ),
        ("fig, ax = plt.subplots(); ax.plot([1]); plt.show(); ax.plot([2, 3])\nfig", "pp"),
        ("fig, ax = plt.subplots(); ax.plot([1]); fig.show(); print(1)", "pt"),
        ("import matplotlib; matplotlib.use('Agg'); plt.plot([1]); plt.show(); print(1)", "pt"),
        ("%matplotlib inline\nplt.plot([1]); plt.show()", "p"),
        ("plt.switch_backend('agg'); plt.plot([1]);", "p"),
        ("plt.plot([1]); plt.savefig('saved.png'); plt.close()", ""),
        ("import io\nplt.plot([1]); plt.savefig('saved.png'); plt.savefig(io.BytesIO());", "p"),
        ("fig, axes = plt.subplots(2, 3); axes[1][2].plot([1]);", "p"),
        ("plt.table(cellText=[['1', '2']]); plt.axis('off'); plt.show()", "p"),
        ("plt.figure().text(0.5, 0.5, 'only text'); plt.show()", "p"),
        ("plt.figure(); plt.show()", ""), ("plt.figure(); plt.figure(); plt.plot([1]);", "p"),
        ("plt.plot([1]); plt.clf()", ""), ("plt.plot([1]); plt.close('all'); print(1)", "t"),
        ("plt.plot([1]); print(1); raise ValueError('x')", "tpe"),
        ("plt.plot([1]); raise SystemExit(0)", "p"),
        ("from matplotlib.figure import Figure\nf = Figure(); f.subplots().plot([1])\nf", "p"),
        ("fig = plt.figure(); plt.plot([1])\nfig", "p"),
        ("def f():\n    plt.plot([1]); plt.show()\nf(); f()", "pp"),
        ("from IPython.display import display\nplt.ion(); plt.plot([1]); plt.ioff();", "p"),
        ("import seaborn as sns\nsns.lineplot(x=[1, 2], y=[3, 4]);", "p"),
        ("from PIL import Image\nImage.new('RGB', (8, 8))", "p"),
        ("import pandas as pd\npd.Series([1, 2]).plot()", "vp"),
        (
            "import lightgbm as lgb, numpy as np\nlgb.plot_importance(lgb.train({'verbose': -1, 'num_threads': 1, 'min_data': 1}, lgb.Dataset(np.arange(60.).reshape(-1, 2), np.arange(30.)), 2));",
            "p"
        ),
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `figures come once each, in order, between the texts`(
        backend: BackendUnderTest
    ) async throws {
        try await withPlots(backend) { session in
            for program in Self.programs {
                let result = try await session.run(program.code)
                #expect(Self.sketch(result) == program.sketch, "\(program.code): \(result.outcome)")
                #expect(result.errorText == "", "\(program.code)")
                for image in result.images {
                    #expect(image.starts(with: [0x89, 0x50, 0x4E, 0x47]), "a PNG: \(program.code)")
                }
                let open = try await session.run("plt.get_fignums()")
                #expect(open.value == "[]", "\(program.code)")
            }
            let saved = try await session.workspace.read("saved.png")
            #expect(saved.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `who asks for windows is told, and gets pictures`(
        backend: BackendUnderTest
    ) async throws {
        try await withPlots(backend) { session in
            let result = try await session.run(
                "import matplotlib; matplotlib.use('TkAgg'); plt.plot([1]); plt.show()"
            )
            #expect(Self.sketch(result) == "tp")
            #expect(result.errorText.contains("no windows here"))
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `two hundred figures are capped, the rest is counted, and the memory stays`(
        backend: BackendUnderTest
    ) async throws {
        try await withPlots(backend) { session in
            let code = """
                import resource
                def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                for i in range(20): plt.figure(); plt.plot([i]); plt.show()
                """
            _ = try await session.run(code)
            let loop = """
                before = peak()
                for i in range(200): plt.figure(); plt.plot([i]); plt.show()
                print(plt.get_fignums(), peak() - before < 40 << 10)
                """
            let result = try await session.run(loop)
            #expect(result.images.count == 20)
            #expect(result.dropped.displays == 180)
            #expect(result.text == "[] True\n")
            #expect(result.outcome == .ok)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `figures left open by a cell out of time are shown too`(
        backend: BackendUnderTest
    ) async throws {
        try await withPlots(backend) { session in
            let code = "import time\nplt.plot([1])\nprint('on')\nwhile True: time.sleep(1)"
            let result = try await session.run(code, CellOptions(timeout: .seconds(1)))
            #expect(result.outcome == .timedOut)
            #expect(Self.sketch(result) == "tp")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a cell without matplotlib pays for none of it`(backend: BackendUnderTest) async throws {
        try await backend.withSession(SessionConfiguration(runtime: .base)) { session in
            let code = """
                import sys
                names = sorted(n for n in globals() if not n.startswith('_'))
                found = [m for m in ('matplotlib', 'numpy', 'PIL', 'IPython') if m in sys.modules]
                names, found, 'plots' in ' '.join(sys.modules), sys._getframe().f_lineno
                """
            let value = try await session.run(code).value
            #expect(value == "(['sys'], [], False, 4)")
        }
    }
}
