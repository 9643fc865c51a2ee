/// A conversion between minor versions, and what was lost in it so far.
struct NotebookConversion {
    /// Metadata that may be anything up to a version, and not from it on.
    private struct Demand {
        var version: NotebookVersion
        var key: String
        var isMet: (JSONValue) -> Bool
    }

    private let origin: Int
    private let version: NotebookVersion
    private(set) var losses: [ConversionLoss] = []

    init(from origin: Int, to version: NotebookVersion) {
        self.origin = origin
        self.version = version
    }

    /// Tells whether the notebook may have what no version up to 4.5 allows.
    private var isFromFuture: Bool { origin > NotebookVersion.v45.minor }

    mutating func convert(_ notebook: inout Notebook) {
        if isFromFuture { removeAll(from: &notebook.otherMembers, at: []) }
        meet(
            [
                Demand(version: .v42, key: "title") { $0.stringValue != nil },
                Demand(version: .v42, key: "authors") { $0.arrayValue != nil },
            ],
            in: &notebook.metadata,
            at: ["metadata"]
        )
        for index in notebook.cells.indices {
            convert(&notebook.cells[index], index: index)
        }
    }

    private mutating func convert(_ cell: inout Cell, index: Int) {
        if isFromFuture, case .unknown = cell.kind {
            losses.append(.cell(cell, index: index))
            cell = .raw(cell.source)
            return
        }
        let path = ["cells", String(index)]
        if version < .v45 {
            if let id = cell.id { losses.append(.id(id, cell: index)) }
            cell.id = nil
            remove("id", from: &cell.otherMembers, at: path)
        }
        var demands = [Demand(version: .v43, key: "jupyter") { $0.objectValue != nil }]
        if cell.isCode {
            demands.append(
                Demand(version: .v44, key: "execution") { value in
                    value.objectValue?.allSatisfy { $0.value.stringValue != nil } ?? false
                }
            )
        }
        meet(demands, in: &cell.metadata, at: path + ["metadata"])
        if isFromFuture { removeFuture(from: &cell, index: index, at: path) }
    }

    private mutating func meet(
        _ demands: [Demand],
        in metadata: inout JSONObject,
        at path: [String]
    ) {
        for demand in demands where origin < demand.version.minor && demand.version <= version {
            guard let value = metadata[demand.key], !demand.isMet(value) else { continue }
            remove(demand.key, from: &metadata, at: path)
        }
    }

    private mutating func removeFuture(from cell: inout Cell, index: Int, at path: [String]) {
        // What the fields can't hold but the format allows: empty attachments and huge counts.
        let own = cell.isCode ? "execution_count" : "attachments"
        removeAll(from: &cell.otherMembers, at: path, except: own)
        var attachments = cell.attachments
        for position in attachments.indices {
            let path = path + ["attachments", attachments[position].name]
            removeData(from: &attachments[position].content, at: path)
        }
        cell.attachments = attachments
        var outputs: [Output] = []
        for (position, var output) in cell.outputs.enumerated() {
            if case .unknown = output.kind {
                losses.append(.output(output, index: position, cell: index))
            } else {
                removeFuture(from: &output, at: path + ["outputs", String(position)])
                outputs.append(output)
            }
        }
        cell.outputs = outputs
    }

    private mutating func removeFuture(from output: inout Output, at path: [String]) {
        switch output.kind {
        case .displayData(var data, let metadata):
            removeAll(from: &output.otherMembers, at: path)
            removeData(from: &data, at: path + ["data"])
            output.kind = .displayData(data, metadata: metadata)
        case .executeResult(var data, let metadata, let count):
            removeAll(from: &output.otherMembers, at: path, except: "execution_count")
            removeData(from: &data, at: path + ["data"])
            output.kind = .executeResult(data, metadata: metadata, executionCount: count)
        case .stream, .error, .unknown:
            removeAll(from: &output.otherMembers, at: path)
        }
    }

    /// Removes what is no text in types that are not for JSON.
    private mutating func removeData(from bundle: inout MIMEBundle, at path: [String]) {
        var entries: [MIMEBundle.Entry] = []
        for entry in bundle.entries {
            if case .json(let value) = entry.content, !MIMEType.isJSON(entry.type) {
                lose(value, at: path + [entry.type])
            } else {
                entries.append(entry)
            }
        }
        bundle.entries = entries
    }

    private mutating func removeAll(
        from object: inout JSONObject,
        at path: [String],
        except own: String? = nil
    ) {
        for member in object where member.key != own { lose(member.value, at: path + [member.key]) }
        object.members.removeAll { $0.key != own }
    }

    private mutating func remove(_ key: String, from object: inout JSONObject, at path: [String]) {
        if let value = object.removeValue(forKey: key) { lose(value, at: path + [key]) }
    }

    private mutating func lose(_ value: JSONValue, at path: [String]) {
        losses.append(.member(value, pointer: JSONPointer(path)))
    }
}
