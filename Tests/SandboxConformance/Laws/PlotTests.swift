import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(3)))
struct PlotTests {
    private func withPlots<Value>(
        _ backend: BackendUnderTest,
        _ body: (PythonSession) async throws -> Value
    ) async throws -> Value {
        var configuration = SessionConfiguration(runtime: .base)
        configuration.limits.memory = .gibibytes(1)
        return try await backend.withSession(configuration) { session in
            let start = try await session.run("import matplotlib.pyplot as plt")
            #expect(start.outcome == .ok)
            return try await body(session)
        }
    }

    /// Programs and the number of pictures that they give.
    static let programs: [(code: String, pictures: Int)] = [
        ("plt.plot([1, 2, 3]); plt.show()", 1),
        ("plt.plot([1, 2, 3]);", 1),
        ("fig, ax = plt.subplots(2, 2); ax[0][0].plot([1]); plt.show()", 1),
        ("plt.figure(); plt.plot([1]); plt.figure(); plt.plot([2]); plt.show()", 2),
        ("for i in range(3):\n    plt.plot([i]); plt.show()", 3),
        ("fig = plt.figure(); plt.plot([1])\nfig", 1),
        ("fig = plt.figure(); plt.plot([1]); display(fig)", 1),
        ("import matplotlib; matplotlib.use('Agg'); plt.plot([1]); plt.show()", 1),
        ("import matplotlib; matplotlib.use('TkAgg'); plt.plot([1]); plt.show()", 1),
        ("%matplotlib inline\nplt.plot([1]); plt.show()", 1),
        ("plt.figure();", 0),
        ("plt.plot([1]); plt.close()", 0),
        ("plt.plot([1]); plt.savefig('saved.png'); plt.close()", 0),
        ("import pandas as pd; pd.DataFrame({'a': [1, 2]}).plot();", 1),
        ("import seaborn as sns; sns.barplot(x=['a', 'b'], y=[1, 2]);", 1),
        ("from PIL import Image; Image.new('RGB', (8, 8))", 1),
        ("plt.plot([1]); 1 / 0", 1),
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `each figure is shown once`(backend: BackendUnderTest) async throws {
        try await withPlots(backend) { session in
            for program in Self.programs {
                let result = try await session.run(program.code)
                #expect(result.images.count == program.pictures, "\(program.code)")
                for image in result.images {
                    #expect(image.starts(with: [0x89, 0x50, 0x4E, 0x47]), "a PNG: \(program.code)")
                }
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `plots stand between the texts around them, before an exception`(
        backend: BackendUnderTest
    ) async throws {
        try await withPlots(backend) { session in
            let shown = try await session.run("print('a')\nplt.plot([1]); plt.show()\nprint('b')")
            #expect(shown.outputs.map(\.type) == ["stream", "display_data", "stream"])
            let failed = try await session.run("plt.plot([1])\nprint('c')\n1 / 0")
            #expect(failed.outputs.map(\.type) == ["stream", "display_data", "error"])
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `two hundred plots are capped and counted`(backend: BackendUnderTest) async throws {
        try await withPlots(backend) { session in
            let code =
                "for i in range(60):\n    plt.figure(figsize=(1, 1)); plt.plot([i]); plt.show()\nlen(plt.get_fignums())"
            let result = try await session.run(code)
            #expect(result.images.count == 20)
            #expect(result.dropped.displays + result.outputs.count == 61)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a data frame is a table and a text`(backend: BackendUnderTest) async throws {
        try await withPlots(backend) { session in
            let result = try await session.run(
                "import pandas as pd\npd.DataFrame({'n': [1, 2], 'w': ['x', 'y']})"
            )
            let data = try #require(result.outputs.first?.data)
            #expect(data.text("text/html")?.contains("<table") == true)
            #expect(data.text("text/plain")?.contains("1  2  y") == true)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `preloaded modules are there after a restart`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration(runtime: .base)
        configuration.limits.memory = .gibibytes(1)
        configuration.preload = ["numpy", "pandas", "matplotlib.pyplot", "no_such_module"]
        try await backend.withSession(configuration) { session in
            #expect(await session.notPreloaded.keys.sorted() == ["no_such_module"])
            let loaded =
                "import sys; [m in sys.modules for m in ('numpy', 'pandas', 'matplotlib.pyplot')]"
            let random = "import numpy as np; np.random.rand()"
            #expect(try await session.run(loaded).value == "[True, True, True]")
            let first = try await session.run(random).value
            try await session.restart()
            #expect(try await session.run(loaded).value == "[True, True, True]")
            #expect(try await session.run(random).value != first)
            let plot = try await session.run("import matplotlib.pyplot as plt; plt.plot([1]);")
            #expect(plot.images.count == 1)
        }
    }
}
