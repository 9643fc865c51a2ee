import Foundation
import Testing

/// What `docs/ARCHITECTURE.md` says of imports.
@Suite struct LayeringTests {
    private static let sources = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources")

    /// The files of a module that import another, by their path in it.
    private func files(of module: String, importing other: String) throws -> [String] {
        let root = Self.sources.appendingPathComponent(module)
        let paths = try #require(FileManager.default.enumerator(atPath: root.path))
        return try paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.filter {
            let text = try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8)
            return text.split(separator: "\n").contains { line in
                line.hasPrefix("import \(other)") || line.contains(" import \(other)")
            }
        }
    }

    @Test func `inside SandboxCore only backends touch the host`() throws {
        let files = try files(of: "SandboxCore", importing: "SandboxHost")
        #expect(files.count > 10)
        #expect(files.allSatisfy { $0.hasPrefix("Backends/") }, "\(files)")
    }

    @Test(arguments: ["SandboxHost", "NotebookModel", "Exporters", "SandboxCore", "Demo"])
    func `no module but the tests needs Foundation`(module: String) throws {
        #expect(try files(of: module, importing: "Foundation").isEmpty)
    }

    @Test(arguments: ["NotebookModel", "Exporters", "SandboxHost"])
    func `modules below don't know of execution`(module: String) throws {
        #expect(try files(of: module, importing: "SandboxCore").isEmpty)
    }
}
