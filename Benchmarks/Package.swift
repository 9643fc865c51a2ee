// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-python-sandbox", path: ".."),
        // Without its traits, which count allocations and need another allocator.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "figures",
            dependencies: [.product(name: "SandboxCore", package: "swift-python-sandbox")],
            path: "Sources/Figures"
        ),
        .executableTarget(
            name: "Notebooks",
            dependencies: [
                .product(name: "Exporters", package: "swift-python-sandbox"),
                .product(name: "NotebookModel", package: "swift-python-sandbox"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/Notebooks",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
    ],
    swiftLanguageModes: [.v6]
)
