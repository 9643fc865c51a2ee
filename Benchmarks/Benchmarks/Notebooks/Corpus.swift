import Foundation

/// The notebooks that are read and written: those of `NOTEBOOK_CORPUS`, or beside the package.
enum Corpus {
    static let folder =
        ProcessInfo.processInfo.environment["NOTEBOOK_CORPUS"]
        ?? URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../shared/corpus/notebooks").standardizedFileURL.path

    /// Those of format 4, as the peers' readers take them.
    static func files() throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return names.filter {
            $0.hasSuffix(".ipynb") && !$0.contains("-v2-") && !$0.contains("-v3-")
        }
        .compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)").map { [UInt8]($0) } }
    }
}
