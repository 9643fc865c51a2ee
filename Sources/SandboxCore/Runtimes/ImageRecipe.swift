internal import CSandboxShims

/// How an image is built: a Dockerfile with the files that it copies.
public struct ImageRecipe: Hashable, Sendable {
    /// The build context's files, by their path in it.
    public var files: [String: [UInt8]]
    /// Which of the files is the Dockerfile.
    public var dockerfile: String
    /// Values of the Dockerfile's `ARG`s.
    public var arguments: [String: String]
    /// The network of the build's steps, such as `host`; nil is the engine's default.
    public var network: String?

    /// Creates a recipe.
    public init(
        files: [String: [UInt8]],
        dockerfile: String = "Dockerfile",
        arguments: [String: String] = [:],
        network: String? = nil
    ) {
        self.files = files
        self.dockerfile = dockerfile
        self.arguments = arguments
        self.network = network
    }

    /// 16 hexadecimal digits that change with what is built, but not with the network.
    ///
    /// A name, not a protection.
    public var digest: String {
        var digest = FNVDigest()
        func add(_ bytes: some Collection<UInt8>) {
            digest.add("\(bytes.count):".utf8)
            digest.add(bytes)
        }
        add(dockerfile.utf8)
        digest.add("\(files.count);".utf8)
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            add(path.utf8)
            add(bytes)
        }
        for (name, value) in arguments.sorted(by: { $0.key < $1.key }) {
            add(name.utf8)
            add(value.utf8)
        }
        let digits = digest.hexadecimal
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// A recipe of the folder `Runtimes/`.
    static func bundled(_ name: String, pythonImage: String) -> ImageRecipe {
        var files: [String: [UInt8]] = [:]
        var index = 0
        while let file = unsafe sandbox_runtime_file_at(index) {
            let path = unsafe String(cString: file.pointee.name)
            files[path] = unsafe [UInt8](
                UnsafeBufferPointer(start: file.pointee.source, count: file.pointee.count)
            )
            index += 1
        }
        let dockerfile = "\(name)/Dockerfile"
        // A Dockerfile takes its own folder's files and those of the runtime that it is based on.
        files = files.filter { path, _ in
            path == dockerfile
                || path.hasSuffix(".txt")
                    && (path.hasPrefix("\(name)/") || path.hasPrefix("base/"))
        }
        return ImageRecipe(
            files: files,
            dockerfile: dockerfile,
            arguments: ["PYTHON_IMAGE": pythonImage]
        )
    }
}
