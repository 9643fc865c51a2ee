import NotebookModel

/// The leaving out of images.
enum DroppedImages {
    /// Leaves out the images of outputs and attachments, and what was nothing else.
    static func drop(from notebook: inout Notebook) {
        for index in notebook.cells.indices {
            let outputs = notebook.cells[index].outputs
            if outputs.contains(where: { $0.data?.types.contains(where: isImage) ?? false }) {
                notebook.cells[index].outputs = outputs.compactMap(withoutImages)
            }
            let attachments = notebook.cells[index].attachments
            if attachments.contains(where: { $0.content.types.contains(where: isImage) }) {
                notebook.cells[index].attachments = attachments.compactMap { attachment in
                    let content = withoutImages(attachment.content)
                    return content.isEmpty
                        ? nil : CellAttachment(name: attachment.name, content: content)
                }
            }
        }
    }

    private static func withoutImages(_ output: Output) -> Output? {
        var output = output
        switch output.kind {
        case .displayData(let data, let metadata):
            let rest = withoutImages(data)
            if rest.isEmpty, !data.isEmpty { return nil }
            output.kind = .displayData(rest, metadata: withoutImages(metadata))
        case .executeResult(let data, let metadata, let count):
            let rest = withoutImages(data)
            if rest.isEmpty, !data.isEmpty { return nil }
            output.kind = .executeResult(
                rest,
                metadata: withoutImages(metadata),
                executionCount: count
            )
        case .stream, .error, .unknown: break
        }
        return output
    }

    private static func withoutImages(_ bundle: MIMEBundle) -> MIMEBundle {
        MIMEBundle(entries: bundle.entries.filter { !isImage($0.type) })
    }

    /// An output's metadata by type, without those of images.
    private static func withoutImages(_ metadata: JSONObject) -> JSONObject {
        var metadata = metadata
        metadata.members.removeAll { isImage($0.key) }
        return metadata
    }

    private static func isImage(_ type: String) -> Bool { type.hasPrefix("image/") }
}
