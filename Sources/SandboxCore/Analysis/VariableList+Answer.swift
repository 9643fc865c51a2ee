internal import NotebookModel

extension VariableList {
    init(_ reader: AnswerReader, limit: Int) throws(ProtocolViolation) {
        var variables: [Variable] = []
        for entry in try reader.objects("variables") {
            variables.append(
                Variable(
                    name: try entry.text("name"),
                    type: try entry.text("type"),
                    shape: try entry.optionalCounts("shape"),
                    length: try entry.optionalCount("length"),
                    size: try entry.optionalCount("bytes").map { ByteCount(bytes: $0) },
                    preview: try entry.optionalText("preview")
                )
            )
        }
        guard variables.count <= limit else { throw reader.refusal("variables") }
        self.init(
            variables: variables,
            leftOut: try reader.count("leftOut"),
            isCutShort: try reader.bool("interrupted")
        )
    }

    /// The list as an agent tells it.
    var json: JSONValue {
        let entries = variables.map { variable -> JSONValue in
            [
                "name": .string(variable.name), "type": .string(variable.type),
                "shape": variable.shape.map { .array($0.map { .number($0) }) } ?? .null,
                "length": variable.length.map { .number($0) } ?? .null,
                "bytes": variable.size.map { .number($0.bytes) } ?? .null,
                "preview": variable.preview.map { .string($0) } ?? .null,
            ]
        }
        return [
            "variables": .array(entries), "leftOut": .number(leftOut),
            "interrupted": .bool(isCutShort),
        ]
    }
}
