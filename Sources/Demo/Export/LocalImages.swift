import Exporters
import NotebookModel

/// The image files that a notebook's text refers to.
enum LocalImages {
    /// Reads them from the notebook's folder and the folders in it.
    ///
    /// A notebook may come from anywhere: what lies outside its folder, also by way of links, is
    /// not read.
    ///
    /// - Returns: The files by the paths that the notebook has; those that are not there are left
    ///   out with a note.
    /// - Throws: ``CommandError`` if one can't be read.
    static func read(
        of notebook: Notebook,
        at input: String
    ) throws(CommandError) -> [String: [UInt8]] {
        let folder = input == "-" ? "." : input.directoryPath
        guard let root = Files.resolved(folder) else { return [:] }
        var files: [String: [UInt8]] = [:]
        for path in ImageReferences.paths(in: notebook) {
            guard let file = Files.resolved("\(root)/\(path)"), Files.isRegular(file),
                root == "/" || file.hasPrefix(root + "/")
            else {
                Console.shared.note("the image '\(path)' is not in the notebook's folder")
                continue
            }
            files[path] = try Files.read(file)
        }
        return files
    }
}
