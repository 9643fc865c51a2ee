extension NotebookFields {
    /// The members of a notebook, without the metadata that belongs to a session only.
    static func notebook(_ notebook: Notebook) -> NotebookFields {
        var fields = NotebookFields()
        fields.add(
            "cells",
            .list(
                notebook.cells.map { cell in
                    var content = cell.content
                    content.metadata = content.metadata.without(["trusted"])
                    return self.cell(content)
                }
            )
        )
        var head = notebook.head.value
        head.metadata = head.metadata.without(["orig_nbformat", "orig_nbformat_minor", "signature"])
        fields.add(head)
        return fields
    }

    /// The members of a notebook beside its cells.
    static func head(_ head: Notebook.Head) -> NotebookFields {
        var fields = NotebookFields()
        fields.add(head)
        return fields
    }

    private mutating func add(_ head: Notebook.Head) {
        let others = head.otherMembers
        add("metadata", .object(head.metadata), isEmpty: head.metadata.isEmpty, else: others)
        add("nbformat", .count(head.nbformat))
        add("nbformat_minor", .count(head.nbformatMinor))
        addOthers(others)
    }

    /// The members of a cell.
    static func cell(_ cell: Cell.Content) -> NotebookFields {
        var fields = NotebookFields()
        let others = cell.otherMembers
        switch cell.kind {
        case .code(let outputs, let count):
            fields.add("execution_count", .count(count), isEmpty: count == nil, else: others)
            fields.add(
                "outputs",
                .list(outputs.map(output)),
                isEmpty: outputs.isEmpty,
                else: others
            )
        case .markdown(let attachments), .raw(let attachments):
            if !attachments.isEmpty {
                fields.add("attachments", .fields(self.attachments(attachments)))
            }
        case .unknown:
            break
        }
        if !cell.kind.type.isEmpty { fields.add("cell_type", .text(cell.kind.type)) }
        if let id = cell.id { fields.add("id", .text(id)) }
        let metadata = cell.metadata
        fields.add("metadata", .object(metadata), isEmpty: metadata.isEmpty, else: others)
        fields.add("source", .lines(cell.source), isEmpty: cell.source.isEmpty, else: others)
        fields.addOthers(others)
        return fields
    }

    private static func attachments(_ attachments: [CellAttachment]) -> NotebookFields {
        var fields = NotebookFields()
        for attachment in attachments {
            fields.add(attachment.name, .fields(bundle(attachment.content)))
        }
        return fields
    }

    /// The members of an output.
    static func output(_ output: Output) -> NotebookFields {
        var fields = NotebookFields()
        let others = output.otherMembers
        switch output.kind {
        case .stream(let name, let text):
            fields.add("name", .text(name.rawValue), isEmpty: name == .stdout, else: others)
            fields.add("text", .lines(text), isEmpty: text.isEmpty, else: others)
        case .displayData(let data, let metadata):
            fields.add("data", .fields(bundle(data)), isEmpty: data.isEmpty, else: others)
            fields.add("metadata", .object(metadata), isEmpty: metadata.isEmpty, else: others)
        case .executeResult(let data, let metadata, let count):
            fields.add("data", .fields(bundle(data)), isEmpty: data.isEmpty, else: others)
            fields.add("execution_count", .count(count), isEmpty: count == nil, else: others)
            fields.add("metadata", .object(metadata), isEmpty: metadata.isEmpty, else: others)
        case .error(let name, let value, let traceback):
            fields.add("ename", .text(name), isEmpty: name.isEmpty, else: others)
            fields.add("evalue", .text(value), isEmpty: value.isEmpty, else: others)
            fields.add("traceback", .texts(traceback), isEmpty: traceback.isEmpty, else: others)
        case .unknown:
            break
        }
        if !output.type.isEmpty { fields.add("output_type", .text(output.type)) }
        fields.addOthers(others)
        return fields
    }

    private static func bundle(_ bundle: MIMEBundle) -> NotebookFields {
        var fields = NotebookFields()
        for entry in bundle.entries {
            switch entry.content {
            case .text(let text), .base64(let text):
                fields.add(entry.type, MIMEType.isSplit(entry.type) ? .lines(text) : .text(text))
            case .json(let value):
                fields.add(entry.type, .value(value))
            }
        }
        return fields
    }
}

extension JSONObject {
    /// The object without some members.
    func without(_ keys: [String]) -> JSONObject {
        guard contains(where: { keys.contains($0.key) }) else { return self }
        return JSONObject(members: filter { !keys.contains($0.key) })
    }
}
