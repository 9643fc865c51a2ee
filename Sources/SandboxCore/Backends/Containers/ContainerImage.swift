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
        let members = volumes?.objectValue?.members ?? []
        let paths = Set(members.map { Self.plain($0.key) }).sorted()
        guard paths.count <= 64, paths.allSatisfy(Self.canBeReplaced) else {
            throw SandboxError(
                .runtimeUnavailable,
                "the image '\(reference)' declares volumes that can't be replaced: give another image",
                fault: .optionRefused
            )
        }
        self.init(id: id, reference: reference, volumes: paths)
    }

    /// Without empty parts, `.` and `..`, as engines take it.
    private static func plain(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// Whether a file system in memory can take a volume's place: none of the sandbox's own, and none
    /// with characters that have a meaning in a mount's description.
    private static func canBeReplaced(_ path: String) -> Bool {
        let own = ["/dev", "/proc", "/sys", SandboxLayout.root]
        return path != "/" && !path.contains(where: ":,\0".contains)
            && !own.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    init(id: String, reference: String) {
        self.init(id: id, reference: reference, volumes: [])
    }

    private init(id: String, reference: String, volumes: [String]) {
        (self.id, self.reference, self.volumes) = (id, reference, volumes)
    }
}
