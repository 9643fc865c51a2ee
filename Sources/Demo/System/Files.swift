import NotebookModel
import SandboxCore

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Files of the host, by path.
enum Files {
    /// The most that is read of any input.
    static let limit = 256 << 20

    /// Reads a file; `-` is standard input.
    ///
    /// - Throws: ``CommandError``: it is missing, no file, too large or can't be read.
    static func read(_ path: String) throws(CommandError) -> [UInt8] {
        if path == "-" { return try readAll(System.input, "standard input") }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw .usage(
                "'\(path.escapingControls)' can't be read: \(System.lastError); give the path of a file"
            )
        }
        defer { close(file) }
        if isDirectory(path) {
            throw .usage("'\(path.escapingControls)' is a directory; give the path of a file")
        }
        return try readAll(file, "'\(path.escapingControls)'")
    }

    private static func readAll(_ file: Int32, _ name: String) throws(CommandError) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            guard let chunk = System.read(file, count: 1 << 18) else {
                throw .usage("\(name) can't be read: \(System.lastError)")
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
            guard bytes.count <= limit else {
                throw .usage("\(name) has more than 256 MiB; give a smaller input")
            }
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isDirectory(_ path: String) -> Bool { kind(path) == mode_t(S_IFDIR) }

    static func isRegular(_ path: String) -> Bool { kind(path) == mode_t(S_IFREG) }

    static func isLink(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & mode_t(S_IFMT) == mode_t(S_IFLNK)
    }

    /// The names in a directory, in no order; nil with the error in ``System/lastError``.
    static func names(in path: String) -> [String]? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Whether it is there and neither a regular file nor a directory: a device, a pipe.
    static func isSpecial(_ path: String) -> Bool {
        kind(path).map { $0 != mode_t(S_IFREG) && $0 != mode_t(S_IFDIR) } ?? false
    }

    static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

    /// Makes a directory with those above it; whether it is there then.
    static func makeDirectories(_ path: String) -> Bool {
        if isDirectory(path) { return true }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            guard makeDirectories(String(path[..<slash])) else { return false }
        }
        return mkdir(path, 0o777) == 0 || (errno == EEXIST && isDirectory(path))
    }

    /// The path without links, if it is there.
    static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Opens a file for writing that must not be there; nil with the error in ``System/lastError``.
    static func create(_ path: String, as permissions: mode_t) -> Int32? {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
        return file < 0 ? nil : file
    }

    /// Opens a device or a pipe for writing.
    static func openSpecial(_ path: String) -> Int32? {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        return file < 0 ? nil : file
    }

    static func permissions(_ path: String) -> mode_t? {
        var info = stat()
        return stat(path, &info) == 0 ? info.st_mode & 0o777 : nil
    }

    static func setPermissions(_ permissions: mode_t, of file: Int32) {
        _ = fchmod(file, permissions)
    }

    static func rename(_ old: String, to new: String) -> Bool {
        #if canImport(Darwin)
        Darwin.rename(old, new) == 0
        #else
        Glibc.rename(old, new) == 0
        #endif
    }

    static func remove(_ path: String) { _ = unlink(path) }

    static func closeFile(_ file: Int32) -> Bool { close(file) == 0 }

    private static func kind(_ path: String) -> mode_t? {
        var info = stat()
        return stat(path, &info) == 0 ? info.st_mode & mode_t(S_IFMT) : nil
    }
}

extension String {
    /// The last component of a path.
    var lastPathComponent: String {
        split(separator: "/").last.map(String.init) ?? self
    }

    /// A path's directory; `.` if it names none.
    var directoryPath: String {
        guard let slash = lastIndex(of: "/") else { return "." }
        return slash == startIndex ? "/" : String(self[..<slash])
    }

    /// A file name without its extension.
    var withoutExtension: String {
        guard let dot = lastIndex(of: "."), dot != startIndex else { return self }
        return String(self[..<dot])
    }
}
