/// What a notebook can be exported to.
enum ExportFormat: String, CaseIterable {
    case ipynb, py, script, plain, markdown, html

    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The options that mean something to the format, beside `--to` and `-o`.
    var options: [String] {
        switch self {
        case .ipynb: ["clear-outputs", "strip-metadata", "nbformat", "images"]
        case .py: ["compatible"]
        case .script: ["compatible", "keep-magics"]
        case .plain: []
        case .markdown: ["compatible", "images", "collapse", "front-matter", "show-hidden"]
        case .html: ["show-hidden", "images"]
        }
    }
}
