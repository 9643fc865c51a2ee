// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-python-sandbox", path: "..")],
    targets: [
        .executableTarget(
            name: "figures",
            dependencies: [.product(name: "SandboxCore", package: "swift-python-sandbox")],
            path: "Sources/Figures"
        )
    ],
    swiftLanguageModes: [.v6]
)
