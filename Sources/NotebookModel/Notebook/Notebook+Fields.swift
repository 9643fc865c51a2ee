extension Notebook: FieldSource {
    func describe(to sink: inout some FieldSink & ~Copyable) {
        sink.add("cells", .cells(cells))
        var head = head.value
        head.metadata = head.metadata.without(["orig_nbformat", "orig_nbformat_minor", "signature"])
        head.describe(to: &sink)
    }
}

extension Notebook.Head: FieldSource {
    func describe(to sink: inout some FieldSink & ~Copyable) {
        sink.add("metadata", .object(metadata), isEmpty: metadata.isEmpty, else: otherMembers)
        sink.add("nbformat", .count(nbformat))
        sink.add("nbformat_minor", .count(nbformatMinor))
    }
}

extension Cell.Content: FieldSource {
    /// The cell without the metadata that belongs to a session only.
    var withoutSession: Cell.Content {
        guard metadata["trusted"] != nil else { return self }
        var content = self
        content.metadata["trusted"] = nil
        return content
    }

    func describe(to sink: inout some FieldSink & ~Copyable) {
        let others = otherMembers
        switch kind {
        case .code(let outputs, let count):
            sink.add("cell_type", .text(kind.type))
            sink.add("execution_count", .count(count), isEmpty: count == nil, else: others)
            describeIDAndMetadata(to: &sink)
            sink.add("outputs", .outputs(outputs), isEmpty: outputs.isEmpty, else: others)
        case .markdown(let attachments), .raw(let attachments):
            if !attachments.isEmpty { sink.add("attachments", .attachments(attachments)) }
            sink.add("cell_type", .text(kind.type))
            describeIDAndMetadata(to: &sink)
        case .unknown(let type):
            if !type.isEmpty { sink.add("cell_type", .text(type)) }
            describeIDAndMetadata(to: &sink)
        }
        sink.add("source", .lines(source), isEmpty: source.isEmpty, else: others)
    }

    private func describeIDAndMetadata(to sink: inout some FieldSink & ~Copyable) {
        if let id { sink.add("id", .text(id)) }
        sink.add("metadata", .object(metadata), isEmpty: metadata.isEmpty, else: otherMembers)
    }
}

extension Output: FieldSource {
    func describe(to sink: inout some FieldSink & ~Copyable) {
        let others = otherMembers
        switch kind {
        case .stream(let name, let text):
            sink.add("name", .text(name.rawValue), isEmpty: name == .stdout, else: others)
            sink.add("output_type", .text(type))
            sink.add("text", .lines(text), isEmpty: text.isEmpty, else: others)
        case .displayData(let data, let metadata):
            sink.add("data", .bundle(data), isEmpty: data.isEmpty, else: others)
            sink.add("metadata", .object(metadata), isEmpty: metadata.isEmpty, else: others)
            sink.add("output_type", .text(type))
        case .executeResult(let data, let metadata, let count):
            sink.add("data", .bundle(data), isEmpty: data.isEmpty, else: others)
            sink.add("execution_count", .count(count), isEmpty: count == nil, else: others)
            sink.add("metadata", .object(metadata), isEmpty: metadata.isEmpty, else: others)
            sink.add("output_type", .text(type))
        case .error(let name, let value, let traceback):
            sink.add("ename", .text(name), isEmpty: name.isEmpty, else: others)
            sink.add("evalue", .text(value), isEmpty: value.isEmpty, else: others)
            sink.add("output_type", .text(type))
            sink.add("traceback", .texts(traceback), isEmpty: traceback.isEmpty, else: others)
        case .unknown:
            if !type.isEmpty { sink.add("output_type", .text(type)) }
        }
    }
}

extension JSONObject {
    /// The object without some members.
    func without(_ keys: [String]) -> JSONObject {
        guard contains(where: { keys.contains($0.key) }) else { return self }
        return JSONObject(members: filter { !keys.contains($0.key) })
    }
}
