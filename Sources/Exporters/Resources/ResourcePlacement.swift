/// Where the images and attached files of a document go.
public enum ResourcePlacement: Sendable, Hashable {
    /// Into files in the folder `NAME_files` beside the document.
    case files
    /// Into the document itself, as data URIs.
    case dataURIs
}

extension ResourcePlacement {
    /// The start of the paths of all files.
    ///
    /// - Parameters:
    ///   - folder: The path of a folder, or `nil` for that of the document's name.
    ///   - name: The document's name, which has to be a file name.
    /// - Returns: Nothing, or a relative path that ends in a separator.
    static func prefix(folder: String?, documentName name: String) -> String {
        guard let folder else { return "\(name)_files/" }
        let parts = folder.utf8.split(separator: UInt8(ascii: "/")).map { part in
            String(decoding: Array(part), as: UTF8.self)
        }
        return parts.filter { $0 != "." && $0 != ".." && !$0.utf8.contains(0) }
            .map { $0 + "/" }.joined()
    }
}
