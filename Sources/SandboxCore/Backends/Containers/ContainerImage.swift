internal import NotebookModel

/// An image as an engine knows it.
struct ContainerImage: Hashable, Sendable {
    /// The digest of its configuration, such as `sha256:…`.
    var id: String
    /// What it was asked for as.
    var reference: String
    /// Paths for which an engine would make a volume on its disk, without a bound and writable also
    /// in a read-only root.
    var volumes: [String]

    /// The image as an engine describes it: its id, and its volumes as keys of an object.
    ///
    /// - Throws: ``SandboxError`` if it has volumes that can't be kept away.
    init(id: String, reference: String, volumes: JSONValue?) throws {
        let paths = (volumes?.objectValue?.members ?? []).map(\.key).sorted()
        // The characters that have a meaning in a mount's description.
        guard paths.count <= 64,
            paths.allSatisfy({
                $0.hasPrefix("/") && $0 != "/" && !$0.contains(where: ":,\0".contains)
            })
        else {
            throw SandboxError(
                .runtimeUnavailable,
                "the image '\(reference)' declares volumes that can't be replaced: give another image",
                fault: .optionRefused
            )
        }
        self.init(id: id, reference: reference, volumes: paths)
    }

    init(id: String, reference: String) {
        self.init(id: id, reference: reference, volumes: [])
    }

    private init(id: String, reference: String, volumes: [String]) {
        (self.id, self.reference, self.volumes) = (id, reference, volumes)
    }

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
