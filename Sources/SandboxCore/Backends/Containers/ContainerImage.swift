/// An image as an engine knows it.
struct ContainerImage: Hashable, Sendable {
    /// The digest of its configuration, such as `sha256:…`.
    var id: String
    /// What it was asked for as.
    var reference: String

    /// Refuses what is no reference, so that none is taken for an option or leads to another path of
    /// the engine's interface.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Fault/imageMissing``.
    static func check(_ reference: String) throws {
        let isPlain = reference.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"):
                true
            default: false
            }
        }
        let begins = reference.utf8.first.map { !"-./:@_".utf8.contains($0) } ?? false
        guard isPlain, begins, reference.utf8.count <= 512, !reference.contains("..") else {
            throw SandboxError(
                .runtimeUnavailable,
                "'\(String(reference.prefix(200)).escapingControls)' is no reference to an image: "
                    + "give one such as python:3.11-slim",
                fault: .imageMissing
            )
        }
    }
}
