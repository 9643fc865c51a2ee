internal import NotebookModel

extension WorkspaceListing {
    /// Reads an agent's reply; what is no workspace path is skipped.
    init(_ reply: JSONValue) {
        self.init(entries: [], isTruncated: reply["truncated"]?.boolValue ?? false)
        skipped = max(0, reply["skipped"]?.intValue ?? 0)
        for item in reply["entries"]?.arrayValue ?? [] {
            guard let path = item["path"]?.stringValue.flatMap({ try? WorkspacePath($0) }) else {
                skipped += 1
                continue
            }
            entries.append(
                WorkspaceEntry(
                    path: path,
                    kind: item["type"]?.stringValue.flatMap { .init(rawValue: $0) } ?? .other,
                    size: ByteCount(bytes: max(0, item["size"]?.intValue ?? 0)),
                    modified: item["modified"]?.doubleValue ?? 0
                )
            )
        }
        entries.sort { $0.path.description < $1.path.description }
    }
}
