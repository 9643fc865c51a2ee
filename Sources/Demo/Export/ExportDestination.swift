import Exporters

/// Where a document goes.
enum ExportDestination {
    case standardOutput
    case file(String)
    /// A path to which the end is added that documents of the type have.
    case stem(String)

    /// The name of the document without extension, which also names the files beside it.
    var name: String {
        switch self {
        case .standardOutput: "notebook"
        case .file(let path): path.lastPathComponent.withoutExtension
        case .stem(let path): path.lastPathComponent
        }
    }

    var isStandardOutput: Bool {
        if case .standardOutput = self { true } else { false }
    }

    func path(for type: DocumentType) -> String {
        switch self {
        case .standardOutput: "-"
        case .file(let path): path
        case .stem(let path): "\(path).\(type.fileExtension)"
        }
    }
}
