internal import SandboxHost

/// Keeps what programs said of themselves, in files, so that only the first start asks them.
struct ProbeCache: Sendable {
    let directory: String

    /// The user's cache directory, or for root, whose own is closed to others, `/var/cache`.
    static var standard: ProbeCache { ProbeCache(directory: standardDirectory + "/probes") }

    static var standardDirectory: String {
        if HostIdentity.isRoot { return "/var/cache/swift-python-sandbox" }
        if let cache = HostIdentity.environment("XDG_CACHE_HOME"), cache.hasPrefix("/") {
            return cache + "/swift-python-sandbox"
        }
        return (HostIdentity.environment("HOME") ?? "/tmp") + "/.cache/swift-python-sandbox"
    }

    /// What is kept under a key, or what `make` gives; only what can be read is kept and used.
    ///
    /// A cache that can't be written only costs time.
    func value<Value>(
        for key: FNVDigest,
        read: ([UInt8]) throws -> Value,
        make: () async throws -> [UInt8]
    ) async throws -> Value {
        let file = "\(directory)/\(key.hexadecimal)"
        if let bytes = trusted(file), let value = try? read(bytes) { return value }
        let bytes = try await make()
        let value = try read(bytes)
        try? HostFile.makeDirectories(directory)
        try? HostFile.replace(file, with: bytes)
        return value
    }

    /// The file's bytes, if nobody but this user or root can have written them.
    private func trusted(_ file: String) -> [UInt8]? {
        guard let status = HostFile.status(file, followsLinks: false), !status.isLink,
            status.owner == HostIdentity.effectiveUser || status.owner == 0,
            status.mode & 0o022 == 0
        else { return nil }
        return try? HostFile.read(file)
    }
}

/// The 64-bit FNV-1a hash: a name for some bytes, not a protection.
struct FNVDigest: Sendable {
    private var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    var hexadecimal: String { String(value, radix: 16) }
}
