extension Cell {
    /// Tells whether this is a code cell.
    public var isCode: Bool {
        if case .code = kind { true } else { false }
    }

    /// Tells whether the cell is text in Markdown.
    public var isMarkdown: Bool {
        if case .markdown = kind { true } else { false }
    }

    /// The name of the type as files have it: `code`, `markdown`, `raw` or another.
    public var type: String { kind.type }

    /// The outputs; empty and not settable on cells that are no code.
    public var outputs: [Output] {
        get {
            guard case .code(let outputs, _) = kind else { return [] }
            return outputs
        }
        set {
            guard case .code(_, let count) = kind else { return }
            kind = .code(outputs: newValue, executionCount: count)
        }
    }

    /// The number of the last run; `nil` and not settable on cells that are no code.
    public var executionCount: Int? {
        get {
            guard case .code(_, let count) = kind else { return nil }
            return count
        }
        set {
            guard case .code(let outputs, _) = kind else { return }
            kind = .code(outputs: outputs, executionCount: newValue)
        }
    }

    /// The attached files; empty and not settable on cells that are neither Markdown nor raw.
    public var attachments: [CellAttachment] {
        get {
            switch kind {
            case .markdown(let attachments), .raw(let attachments): attachments
            case .code, .unknown: []
            }
        }
        set {
            switch kind {
            case .markdown: kind = .markdown(attachments: newValue)
            case .raw: kind = .raw(attachments: newValue)
            case .code, .unknown: break
            }
        }
    }

    /// The tags (`metadata.tags`), in order.
    ///
    /// Setting an empty list removes the member.
    public var tags: [String] {
        get {
            metadata["tags"]?.arrayValue?.compactMap(\.stringValue) ?? []
        }
        set {
            metadata["tags"] = newValue.isEmpty ? nil : .array(newValue.map(JSONValue.string))
        }
    }
}

extension Cell.Kind {
    /// The name of the type as files have it.
    package var type: String {
        switch self {
        case .code: "code"
        case .markdown: "markdown"
        case .raw: "raw"
        case .unknown(let type): type
        }
    }
}
