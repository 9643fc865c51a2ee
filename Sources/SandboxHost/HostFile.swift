#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The few file operations that backends need, without Foundation.
package enum HostFile {
    /// What the system knows of a file.
    package struct Status: Hashable, Sendable {
        package var device: UInt64
        package var inode: UInt64
        package var size: Int
        package var modified: Int
        package var owner: UInt32
        package var mode: UInt32

        package var isDirectory: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
        package var isLink: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFLNK) }
    }

    package static func status(_ path: String, followsLinks: Bool = true) -> Status? {
        var info = stat()
        guard (followsLinks ? stat(path, &info) : lstat(path, &info)) == 0 else { return nil }
        #if canImport(Darwin)
        let time = info.st_mtimespec
        #else
        let time = info.st_mtim
        #endif
        return Status(
            device: UInt64(info.st_dev),
            inode: UInt64(info.st_ino),
            size: Int(info.st_size),
            modified: Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec),
            owner: info.st_uid,
            mode: UInt32(info.st_mode)
        )
    }

    /// Reads a file of at most `limit` bytes.
    package static func read(_ path: String, limit: Int = 16 << 20) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw SystemError.current("open '\(path)'") }
        defer { close(file) }
        var bytes: [UInt8] = []
        let size = status(path)?.size ?? 0
        bytes.reserveCapacity(min(size, limit))
        // Kernel files have no size; a regular one comes in one piece.
        var chunk = [UInt8](repeating: 0, count: max(4096, min(size + 1, 1 << 20)))
        while true {
            #if canImport(Darwin)
            let count = Darwin.read(file, &chunk, chunk.count)
            #else
            let count = Glibc.read(file, &chunk, chunk.count)
            #endif
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw SystemError.current("read '\(path)'") }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else {
                throw SystemError(code: EFBIG, operation: "read '\(path)'")
            }
        }
    }

    /// The first bytes of a file, or nil.
    package static func start(of path: String, count: Int) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        return pread(file, &bytes, count, 0) == count ? bytes : nil
    }

    /// The text of a small file, or nil.
    package static func text(_ path: String) -> String? {
        (try? read(path, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Writes into a file that exists, such as a kernel's control file.
    package static func control(_ path: String, _ text: String) throws {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw SystemError.current("open '\(path)'") }
        defer { close(file) }
        try writeAll(Array(text.utf8), to: file, path)
    }

    /// Writes a file at once: whoever opens it sees all of it or what was there before.
    package static func replace(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o644) throws {
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: .min ... .max))"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
        guard file >= 0 else { throw SystemError.current("create '\(temporary)'") }
        do {
            defer { close(file) }
            try writeAll(bytes, to: file, temporary)
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let error = SystemError.current("rename to '\(path)'")
            unlink(temporary)
            throw error
        }
    }

    /// Makes a directory with those above it; one that is there is fine.
    package static func makeDirectories(_ path: String) throws {
        if status(path)?.isDirectory == true { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeDirectories(String(path[..<slash]))
        }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw SystemError.current("make the directory '\(path)'")
        }
    }

    /// Makes one directory, which must not be there.
    package static func makeDirectory(_ path: String) throws {
        guard mkdir(path, 0o755) == 0 else {
            throw SystemError.current("make the directory '\(path)'")
        }
    }

    /// Removes an empty directory.
    package static func removeDirectory(_ path: String) throws {
        guard rmdir(path) == 0 else { throw SystemError.current("remove '\(path)'") }
    }

    package static func isExecutable(_ path: String) -> Bool {
        access(path, X_OK) == 0 && status(path)?.isDirectory == false
    }

    package static func isWritable(_ path: String) -> Bool {
        access(path, W_OK) == 0
    }

    /// The path without links, or nil if there is no such file.
    package static func canonical(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The names in a directory, or none.
    package static func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The target of a symbolic link, as written.
    package static func linkTarget(_ path: String) -> String? {
        var characters = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &characters, characters.count)
        guard count >= 0 else { return nil }
        return String(decoding: characters[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func writeAll(_ bytes: [UInt8], to file: Int32, _ path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw SystemError.current("write '\(path)'") }
            rest = rest.dropFirst(count)
        }
    }
}
