import NotebookModel
import SandboxCore

/// The notebooks in a folder and the folders in it.
struct FolderWalk {
    /// Deeper than this no folder is looked into.
    private static let maximumDepth = 64

    /// The paths relative to the folder, in order.
    private(set) var files: [String] = []
    /// The scripts that are no notebooks.
    private(set) var scripts: [String] = []
    private let root: String
    /// The folder that results go to, which may lie inside.
    private let excluded: String?

    /// Looks for `.ipynb` files and for `.py` files that are notebooks.
    ///
    /// Hidden folders (`.ipynb_checkpoints`, `.git`) and links to folders are not followed. A
    /// script beside a notebook of the same name is its copy and is left out.
    ///
    /// - Throws: ``CommandError`` if a folder can't be read.
    init(_ root: String, except excluded: String) throws(CommandError) {
        self.root = root
        self.excluded = Files.resolved(excluded)
        try walk("", depth: 0)
    }

    private mutating func walk(_ folder: String, depth: Int) throws(CommandError) {
        let path = root + "/" + folder
        guard let names = Files.names(in: path) else {
            throw .usage(
                "the folder '\(path.escapingControls)' can't be read: \(System.lastError)"
            )
        }
        let all = Set(names)
        for name in names.sorted() where !name.hasPrefix(".") {
            let file = "\(path)\(name)"
            if Files.isDirectory(file) {
                guard depth < Self.maximumDepth, !Files.isLink(file),
                    Files.resolved(file) != excluded
                else { continue }
                try walk(folder + name + "/", depth: depth + 1)
            } else if name.hasSuffix(".ipynb") {
                files.append(folder + name)
            } else if name.hasSuffix(".py"), !all.contains("\(name.withoutExtension).ipynb") {
                if try InputDocument.isNotebook(Files.read(file)) {
                    files.append(folder + name)
                } else {
                    scripts.append(folder + name)
                }
            }
        }
    }
}
