import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(3)))
struct PreloadTests {
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
