import Foundation
import SandboxCore
import Testing

/// The bundled runtimes work inside a sandbox, with all that is in them.
@Suite(.timeLimit(.minutes(3)))
struct RuntimeTests {
    /// The tests of each package, which also run outside, with several versions of Python.
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(component: "RuntimeTests")

    @Test(
        arguments: BackendUnderTest.allCases,
        [(Runtime.base, ["test_base"]), (.ml, ["test_base", "test_ml"])]
    )
    func `every package does what it is there for`(
        backend: BackendUnderTest,
        runtime: (name: Runtime, modules: [String])
    ) async throws {
        var configuration = SessionConfiguration(runtime: runtime.name)
        configuration.limits.memory = .gibibytes(1)
        try await backend.withSession(configuration) { session in
            for module in runtime.modules {
                let file = Self.folder.appending(component: "\(module).py")
                try await session.workspace.write(Array(Data(contentsOf: file)), to: "\(module).py")
                let result = try await session.run(
                    """
                    import unittest
                    tests = unittest.main('\(module)', argv=['tests'], exit=False).result
                    tests.testsRun > 0 and tests.wasSuccessful()
                    """
                )
                #expect(result.value == "True", "\(module): \(result.text)")
            }
        }
    }
}
