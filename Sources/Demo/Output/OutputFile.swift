import NotebookModel
import SandboxCore

/// A file that is to be written at the end of a run, prepared before its start.
///
/// A temporary file stands beside the target until then, so that a place where nothing can be
/// written is known at once, and nobody ever sees half a file. What there is meanwhile can be saved.
final class OutputFile: Sendable {
    private static let open = Guarded<[String]>([])

    let path: String
    private let descriptor: Int32
    private let temporary: String?
    private let target: String
    private let isOpen = Guarded(true)

    /// Prepares the file; `-` is standard output.
    ///
    /// - Throws: ``CommandError`` if the path can't be written.
    init(_ path: String) throws(CommandError) {
        self.path = path
        if path == "-" {
            (descriptor, temporary, target) = (System.output, nil, path)
            return
        }
        func refuse(_ why: String) -> CommandError {
            .usage("'\(path.escapingControls)' can't be written: \(why); give another path")
        }
        guard !path.isEmpty, !path.hasSuffix("/") else { throw refuse("it names no file") }
        if Files.isDirectory(path) { throw refuse("it is a directory") }
        if Files.isSpecial(path) {
            guard let file = Files.openSpecial(path) else { throw refuse(System.lastError) }
            (descriptor, temporary, target) = (file, nil, path)
            return
        }
        if Files.exists(path), !Files.isWritable(path) { throw refuse(System.lastError) }
        target = Files.resolved(path) ?? path
        let name = ".\(target.lastPathComponent.prefix(64)).\(System.processID)"
        let temporary = "\(target.directoryPath)/\(name).\(UInt32.random(in: .min ... .max))"
        guard let file = Files.create(temporary, as: 0o666) else { throw refuse(System.lastError) }
        if let permissions = Files.permissions(target) {
            Files.setPermissions(permissions, of: file)
        }
        (descriptor, self.temporary) = (file, temporary)
        Self.open.withLock { $0.append(temporary) }
    }

    var isStandardOutput: Bool { path == "-" }

    /// Makes a directory with those above it.
    ///
    /// - Throws: ``CommandError`` if it can't be made.
    static func makeDirectory(_ path: String) throws(CommandError) {
        guard Files.makeDirectories(path) else {
            throw .usage(
                "the directory '\(path.escapingControls)' can't be made: \(System.lastError); give another -o"
            )
        }
    }

    /// Whether two outputs are to end up in the same file.
    func isSame(as other: OutputFile) -> Bool {
        target == other.target && temporary != nil || isStandardOutput && other.isStandardOutput
    }

    /// Puts what there is so far in the file's place, if that can be done.
    func save(_ bytes: [UInt8]) {
        guard let temporary else { return }
        let part = temporary + ".part"
        guard let file = Files.create(part, as: 0o666) else { return }
        Self.open.withLock { $0.append(part) }
        if let permissions = Files.permissions(temporary) {
            Files.setPermissions(permissions, of: file)
        }
        let isWritten = System.write(bytes, to: file)
        if !Files.closeFile(file) || !isWritten || !Files.rename(part, to: target) {
            Files.remove(part)
        }
        Self.open.withLock { paths in paths.removeAll { $0 == part } }
    }

    /// Writes the file and puts it in its place.
    ///
    /// - Throws: ``CommandError`` if the disk is full or failed; what was there before is kept.
    func finish(_ bytes: [UInt8]) throws(CommandError) {
        defer { discard() }
        try write(bytes)
        try finish()
    }

    /// Writes the next bytes.
    ///
    /// - Throws: ``CommandError`` if the disk is full or failed; ``discard()`` it then.
    func write(_ bytes: [UInt8]) throws(CommandError) {
        guard System.write(bytes, to: descriptor) else { throw failed() }
    }

    /// Puts the file in its place.
    ///
    /// - Throws: ``CommandError`` if the disk failed; what was there before is kept.
    func finish() throws(CommandError) {
        guard let temporary else { return }
        guard takesDescriptor(), Files.closeFile(descriptor),
            Files.rename(temporary, to: target)
        else {
            let error = failed()
            discardTemporary()
            throw error
        }
        forget()
    }

    /// Leaves everything as it was.
    func discard() {
        guard temporary != nil, takesDescriptor() else { return }
        _ = Files.closeFile(descriptor)
        discardTemporary()
    }

    /// Removes what unfinished files have left, before the program ends at once.
    static func discardAll() {
        open.withLock { paths in
            for path in paths { Files.remove(path) }
            paths = []
        }
    }

    /// Whether it is still to be closed, by the one who asks.
    private func takesDescriptor() -> Bool {
        isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
    }

    private func failed() -> CommandError {
        .usage(
            "'\(path.escapingControls)' could not be written: \(System.lastError); make room or give another path"
        )
    }

    private func discardTemporary() {
        if let temporary { Files.remove(temporary) }
        forget()
    }

    private func forget() {
        Self.open.withLock { paths in paths.removeAll { $0 == temporary } }
    }
}
