// swift-tools-version: 6.2
import PackageDescription

/// The rest of Swift 7's defaults, for every Swift target.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// For the targets in which no unsafe code belongs.
let safe = strict + [.strictMemorySafety()]

let package = Package(
    name: "swift-python-sandbox",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "NotebookModel", targets: ["NotebookModel"]),
        .library(name: "Exporters", targets: ["Exporters"]),
        .library(name: "SandboxCore", targets: ["SandboxCore"]),
        .executable(name: "sandbox-demo", targets: ["sandbox-demo"]),
    ],
    targets: [
        .target(
            name: "CSandboxShims",
            exclude: ["agent"],
            cSettings: [.define("_GNU_SOURCE")]
        ),
        .target(name: "SandboxHost", dependencies: ["CSandboxShims"], swiftSettings: strict),
        .target(name: "NotebookModel", swiftSettings: safe),
        .target(name: "Exporters", dependencies: ["NotebookModel"], swiftSettings: safe),
        .target(
            name: "SandboxCore",
            dependencies: ["NotebookModel", "SandboxHost", "CSandboxShims"],
            swiftSettings: safe
        ),
        .executableTarget(
            name: "sandbox-demo",
            dependencies: ["SandboxCore", "NotebookModel", "Exporters"],
            path: "Sources/Demo",
            swiftSettings: strict
        ),
        .target(
            name: "NotebookTestSupport",
            dependencies: ["NotebookModel"],
            path: "Tests/NotebookTestSupport",
            swiftSettings: strict
        ),
        .testTarget(
            name: "NotebookModelTests",
            dependencies: ["NotebookModel", "NotebookTestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ExportersTests",
            dependencies: ["Exporters", "NotebookModel", "NotebookTestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SandboxHostTests",
            dependencies: ["SandboxHost"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SandboxCoreTests",
            dependencies: ["SandboxCore", "SandboxHost", "NotebookModel"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SandboxConformance",
            dependencies: [
                "SandboxCore", "SandboxHost", "NotebookModel", "Exporters", "NotebookTestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DemoTests",
            dependencies: ["sandbox-demo", "SandboxHost", "NotebookModel"],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x
)
