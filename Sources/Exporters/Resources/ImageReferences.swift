public import NotebookModel

/// The images that a notebook's Markdown cells show and that are files of their own.
public enum ImageReferences {
    /// The paths that images refer to, in order and each of them once.
    ///
    /// Those with a scheme (`https:`, `data:`, `attachment:`) and absolute paths are not among them.
    /// They are percent-decoded and otherwise as written: a notebook that is not trusted may name
    /// any file with `..`, so look at a path before you read it.
    ///
    /// - Parameter notebook: The notebook.
    /// - Returns: Relative paths, for example `images/plot.png`.
    public static func paths(in notebook: Notebook) -> [String] {
        var seen: Set<String> = []
        var paths: [String] = []
        for cell in notebook.cells where cell.isMarkdown {
            for reference in find(in: Array(cell.source.utf8))
            where seen.insert(reference.path).inserted {
                paths.append(reference.path)
            }
        }
        return paths
    }

    /// A destination of an image and where it stands.
    struct Reference {
        var range: Range<Int>
        var path: String
    }

    /// Finds the destinations of `![…](…)` and `<img src="…">` outside code.
    static func find(in text: [UInt8]) -> [Reference] {
        var scanner = ImageReferenceScanner(text)
        return scanner.scan()
    }
}
