// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Soak",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-python-sandbox", path: "..")],
    targets: [
        .executableTarget(
            name: "soak",
            dependencies: [.product(name: "SandboxCore", package: "swift-python-sandbox")],
            path: "Sources/Soak",
            swiftSettings: [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]
        )
    ],
    swiftLanguageModes: [.v6]
)
