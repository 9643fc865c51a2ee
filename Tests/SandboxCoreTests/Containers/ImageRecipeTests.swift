import Foundation
import NotebookModel
import SandboxHost
import Testing

@testable import SandboxCore

@Suite struct RuntimeCatalogTests {
    @Test func `the standard catalogue has three runtimes on one image`() throws {
        let catalog = RuntimeCatalog.standard()
        #expect(Set(catalog.entries.keys) == [.python, .base, .ml])
        #expect(catalog[.python] == RuntimeCatalog.Entry(image: "python:3.11-slim"))
        #expect(catalog.fallbackImage == "python:3.11-slim")
        for (runtime, name) in [(Runtime.base, "base"), (.ml, "ml")] {
            let entry = catalog[runtime]
            let recipe = try #require(entry.recipe)
            #expect(entry.image == "swift-python-sandbox/\(name):\(recipe.digest)")
            #expect(recipe.dockerfile == "\(name)/Dockerfile")
            #expect(recipe.arguments["PYTHON_IMAGE"] == "python:3.11-slim")
            #expect(entry.drawsPlots)
            #expect(entry.preload == ["numpy", "pandas", "matplotlib.pyplot"])
        }
        #expect(catalog[.base].image != catalog[.ml].image)
    }

    @Test func `another Python gives other images`() {
        let catalog = RuntimeCatalog.standard(pythonImage: "example/python:4")
        #expect(catalog[.python].image == "example/python:4")
        #expect(catalog["unknown"].image == "example/python:4")
        #expect(catalog[.base].image != RuntimeCatalog.standard()[.base].image)
    }

    @Test(arguments: ["unknown", "", "Base", "../base", "base "])
    func `an unknown name is one of the fallback image`(name: String) {
        let entry = RuntimeCatalog.standard()[Runtime(rawValue: name)]
        #expect(entry == RuntimeCatalog.Entry(image: "python:3.11-slim"))
    }

    @Test func `users add their own and replace what is there`() {
        var catalog = RuntimeCatalog.standard()
        let entry = RuntimeCatalog.Entry(image: "example/geo:4", preload: ["shapely"])
        catalog["geo"] = entry
        catalog[.python] = entry
        #expect(catalog["geo"] == entry)
        #expect(catalog[.python] == entry)
        #expect(catalog["other"].image == "python:3.11-slim")
    }

    @Test(
        arguments: [
            (Runtime.base, ["base/Dockerfile", "base/requirements.txt"]),
            (
                .ml,
                [
                    "base/requirements.txt", "ml/Dockerfile", "ml/packages.txt",
                    "ml/requirements.txt",
                ]
            ),
        ]
    )
    func `a recipe holds its Dockerfile and the requirements, as they are in the folder`(
        runtime: Runtime,
        paths: [String]
    ) throws {
        let recipe = try #require(RuntimeCatalog.standard()[runtime].recipe)
        #expect(recipe.files.keys.sorted() == paths)
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Runtimes").standardizedFileURL
        for (path, bytes) in recipe.files {
            #expect(try [UInt8](Data(contentsOf: folder.appending(path: path))) == bytes)
        }
    }
}

@Suite struct ImageRecipeTests {
    private let recipe = ImageRecipe(
        files: ["Dockerfile": Array("FROM x".utf8), "a.txt": Array("one".utf8)],
        arguments: ["ONE": "1"]
    )

    private func digest(_ change: (inout ImageRecipe) -> Void) -> String {
        var changed = recipe
        change(&changed)
        return changed.digest
    }

    @Test func `the digest is 16 hexadecimal digits and always the same`() {
        // Written out: it names images, which a change would have built anew.
        #expect(ImageRecipe(files: [:]).digest.count == 16)
        for number in 0..<2000 {
            let digest = digest { $0.arguments["N"] = "\(number)" }
            #expect(digest.utf8.count == 16 && !digest.contains { !$0.isHexDigit })
        }
        var other = recipe
        other.files = Dictionary(uniqueKeysWithValues: recipe.files.reversed().map { ($0, $1) })
        #expect(other.digest == recipe.digest)
    }

    @Test func `the digest changes with each part, not with the network`() {
        let digests = [
            recipe.digest, digest { $0.files["a.txt"] = Array("two".utf8) },
            digest { $0.files["a.txt"] = [] }, digest { $0.files["a.txt"] = nil },
            digest { $0.files["b.txt"] = [] }, digest { $0.dockerfile = "a.txt" },
            digest { $0.arguments["ONE"] = "2" }, digest { $0.arguments["ONE"] = "" },
            digest { $0.arguments["TWO"] = "1" }, digest { $0.arguments = [:] },
        ]
        #expect(Set(digests).count == digests.count)
        #expect(digest { $0.network = "host" } == recipe.digest)
    }

    @Test(
        arguments: [
            (ImageRecipe(files: ["ab": [0x63]]), ImageRecipe(files: ["a": [0x62, 0x63]])),
            (ImageRecipe(files: ["a": []]), ImageRecipe(files: [:], dockerfile: "Dockerfile1:a0:")),
            (
                ImageRecipe(files: ["a": [0x31, 0x3A, 0x62]]),
                ImageRecipe(files: ["a": [], "b": []])
            ),
            (ImageRecipe(files: ["a": [], "b": []]), ImageRecipe(files: ["a": [0x62]])),
            (
                ImageRecipe(files: [:], arguments: ["A": "B=C"]),
                ImageRecipe(files: [:], arguments: ["A=B": "C"])
            ),
            (
                ImageRecipe(files: ["A=1": Array("B=2".utf8)]),
                ImageRecipe(files: [:], arguments: ["A": "1", "B": "2"])
            ),
            (
                ImageRecipe(files: ["A": Array("1".utf8)]),
                ImageRecipe(files: [:], arguments: ["A": "1"])
            ),
        ]
    )
    func `bytes that move to another part change the digest`(one: ImageRecipe, other: ImageRecipe) {
        #expect(one.digest != other.digest)
    }

    @Test func `a build is told its tag, its file, its arguments and its network`() {
        var recipe = recipe
        recipe.arguments = ["B": "2 3", "A": "1"]
        recipe.network = "host"
        let docker = ContainerProgram(name: "docker", environment: [:])
        #expect(
            recipe.buildArguments(for: "x/y:1", by: docker) == [
                "build", "--tag", "x/y:1", "--file", "Dockerfile", "--force-rm", "--build-arg",
                "A=1", "--build-arg", "B=2 3", "--network", "host", "-",
            ]
        )
        recipe.network = nil
        #expect(!recipe.buildArguments(for: "x", by: docker).contains("--network"))
        let nerdctl = ContainerProgram(name: "/usr/local/bin/nerdctl", environment: [:])
        #expect(!recipe.buildArguments(for: "x", by: nerdctl).contains("--force-rm"))
    }
}

@Suite(.timeLimit(.minutes(1)))
struct TarArchiveTests {
    /// What Python's `tarfile` finds: mode, size and the content of each name.
    private func read(_ archive: TarArchive) async throws -> JSONValue {
        let path = NSTemporaryDirectory() + "archive-\(UUID().uuidString).tar"
        try Data(archive.bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let script = """
            import json, sys, tarfile
            with tarfile.open(sys.argv[1], "r:") as archive:
                print(json.dumps([[member.name, member.isfile(), member.mode, member.uid,
                    list(archive.extractfile(member).read())] for member in archive]))
            """
        let environment = ProcessInfo.processInfo.environment["PATH"].map { ["PATH=\($0)"] } ?? []
        let python = ProcessCommand(
            "/usr/bin/env",
            ["python3", "-I", "-c", script, path],
            environment: environment
        )
        let answer = try await ProcessOutput.of(python)
        try #require(answer.termination == .exited(0))
        return try JSONValue(parsing: answer.output)
    }

    private func check(_ files: [String: [UInt8]]) async throws {
        let archive = try TarArchive(files)
        #expect(archive.bytes.count.isMultiple(of: 512))
        let expected = files.sorted { $0.key < $1.key }.map { path, bytes -> JSONValue in
            [.string(path), true, 0o644, 0, .array(bytes.map { .number(Int($0)) })]
        }
        #expect(try await read(archive) == .array(expected))
    }

    @Test func `Python reads files of every kind of size`() async throws {
        var files: [String: [UInt8]] = [:]
        for size in [0, 1, 511, 512, 513, 1024, 1536, 10_000] {
            files["files/\(size)"] = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        }
        try await check(files)
    }

    @Test func `Python reads names with blanks, letters of all kinds, and 100 bytes`() async throws
    {
        let long = "a/" + String(repeating: "n", count: 98)
        try await check([
            "with a blank": [1], "ü/€": [2], long: [3], ".hidden": [4], "x/Dockerfile": [5],
        ])
    }

    @Test func `an empty archive is one`() async throws {
        try await check([:])
    }

    @Test func `the bundled recipes are read`() async throws {
        let recipe = try #require(RuntimeCatalog.standard()[.ml].recipe)
        try await check(recipe.files)
    }

    @Test(
        arguments: [
            String(repeating: "n", count: 101), "", "a\0b",
            "dir/" + String(repeating: "é", count: 50),
        ]
    )
    func `a path that the form can't hold is refused`(path: String) {
        let error = #expect(throws: SandboxError.self) { try TarArchive([path: [1]]) }
        #expect(error?.code == .rejected)
        #expect(error?.message.contains("give ") == true)
    }
}
