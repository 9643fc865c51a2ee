import Exporters
import SandboxCore

/// A document on its way to a file, and the files that it refers to on their way beside it.
///
/// The document is put in its place last, so that it never refers to what is not there.
struct DocumentFiles {
    let output: OutputFile
    private(set) var warnings: [ExportWarning] = []
    /// The number of files that standard output had no place for.
    private(set) var unwritten = 0

    init(_ output: OutputFile) {
        self.output = output
    }

    mutating func receive(_ part: ExportPart) throws(CommandError) {
        switch part {
        case .bytes(let bytes): try output.write(bytes)
        case .warning(let warning): warnings.append(warning)
        case .resource(let resource):
            guard !output.isStandardOutput else {
                unwritten += 1
                return
            }
            let path = "\(output.path.directoryPath)/\(resource.path)"
            try OutputFile.makeDirectory(path.directoryPath)
            let file = try OutputFile(path)
            defer { file.discard() }
            try file.write(resource.bytes)
            try file.finish()
        }
    }
}
