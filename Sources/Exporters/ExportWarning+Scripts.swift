internal import NotebookModel

extension ExportWarning {
    /// What of a cell no form of script holds: attached files, and cells of unknown types.
    static func losses(inScriptOf cell: Cell, at index: Int) -> [ExportWarning] {
        losses(inScriptOf: cell.kind, at: index)
    }

    /// What of a cell of a kind no form of script holds.
    static func losses(inScriptOf kind: Cell.Kind, at index: Int) -> [ExportWarning] {
        switch kind {
        case .markdown(let attachments) where !attachments.isEmpty,
            .raw(let attachments) where !attachments.isEmpty:
            [ExportWarning(.unexpressedMetadata(key: "attachments"), cell: index)]
        case .unknown(let type): [ExportWarning(.unknownCell(type: type), cell: index)]
        case .code, .markdown, .raw: []
        }
    }
}
