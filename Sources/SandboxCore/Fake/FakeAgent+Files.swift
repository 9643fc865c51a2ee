internal import NotebookModel

/// A file on its way into a fake workspace: not there before its end.
struct FakeUpload {
    let path: String
    let size: Int?
    var bytes: [UInt8] = []
}

/// A file on its way out of a fake workspace.
struct FakeDownload {
    let bytes: [UInt8]
    /// What the host will take; nil is all.
    var credit: Int?
    private var sent = 0

    init(bytes: [UInt8], credit: Int?) {
        self.bytes = bytes
        self.credit = credit
    }

    var isOver: Bool { sent == bytes.count }

    mutating func take() -> [[UInt8]] {
        let count = min(bytes.count - sent, credit ?? .max)
        defer {
            sent += count
            credit? -= count
        }
        return Array(bytes[sent..<sent + count]).pieces(of: Frame.dataLimit)
    }
}

extension FakeAgent {
    func takeFileFrame(_ frame: Frame) throws {
        do {
            switch frame.kind {
            case .file: try takeOperation(PayloadReader(frame), id: frame.id)
            case .fileData: try takeData(frame.payload, of: frame.id)
            case .fileEnd: try finishUpload(frame.id)
            case .credit: try credit(PayloadReader(frame), id: frame.id)
            default: cancel(frame.id)
            }
        } catch let refusal as FakeDisk.Refusal {
            dropUpload(frame.id)
            reply(refusal, to: frame.id)
        }
    }

    private func takeOperation(_ reader: PayloadReader, id: UInt32) throws {
        let operation = try reader.string("op")
        let path = reader.optionalString("path") ?? ""
        let isRecursive = reader.object["recursive"]?.boolValue ?? false
        ledger.note { $0.fileOperations.append(path.isEmpty ? operation : "\(operation) \(path)") }
        switch operation {
        case "put":
            try disk.prepare(path)
            uploads[id] = FakeUpload(path: path, size: reader.optionalCount("size"))
            reply(["ready": true], to: id)
        case "get": try download(path, reader, id: id)
        case "list": try list(path, isRecursive, limit: reader.optionalCount("limit"), id: id)
        case "remove":
            try disk.remove(path, isRecursive: isRecursive)
            reply([:], to: id)
        case "makeDirectory":
            try disk.makeDirectory(path)
            reply([:], to: id)
        case "usage":
            reply(
                [
                    "bytes": .number(disk.used), "capacity": .number(disk.capacity),
                    "files": .number(disk.count),
                ],
                to: id
            )
        default: throw FakeDisk.Refusal("badPath", "there is no such operation")
        }
    }

    // MARK: Uploads

    private func takeData(_ bytes: [UInt8], of id: UInt32) throws {
        guard let upload = uploads[id] else { return }
        guard upload.bytes.count + bytes.count <= upload.size ?? .max else {
            throw FakeDisk.Refusal("tooLarge", "more than was announced")
        }
        try disk.reserve(bytes.count)
        uploads[id]?.bytes += bytes
    }

    private func finishUpload(_ id: UInt32) throws {
        guard let upload = uploads[id] else { return }
        guard upload.bytes.count == upload.size ?? upload.bytes.count else {
            throw FakeDisk.Refusal("io", "less than was announced")
        }
        dropUpload(id)
        try disk.write(upload.bytes, to: upload.path)
        reply(["bytes": .number(upload.bytes.count)], to: id)
    }

    private func cancel(_ id: UInt32) {
        guard uploads[id] != nil || downloads[id] != nil else { return }
        dropUpload(id)
        downloads[id] = nil
        reply(FakeDisk.Refusal("cancelled", "cancelled by the host"), to: id)
    }

    private func dropUpload(_ id: UInt32) {
        guard let upload = uploads.removeValue(forKey: id) else { return }
        // Giving back never exceeds the capacity.
        try? disk.reserve(-upload.bytes.count)
    }

    // MARK: Downloads and listings

    private func download(_ path: String, _ reader: PayloadReader, id: UInt32) throws {
        let bytes = try disk.read(path)
        if let limit = reader.optionalCount("limit"), bytes.count > limit {
            throw FakeDisk.Refusal("tooLarge", "the file has \(bytes.count) bytes")
        }
        reply(["size": .number(bytes.count)], to: id)
        downloads[id] = FakeDownload(bytes: bytes, credit: reader.optionalCount("window"))
        proceed(id)
    }

    private func credit(_ reader: PayloadReader, id: UInt32) throws {
        let more = try reader.count("bytes")
        downloads[id]?.credit? += more
        proceed(id)
    }

    /// Sends as much of a download as the host takes.
    private func proceed(_ id: UInt32) {
        guard var download = downloads[id] else { return }
        for piece in download.take() { send(Frame(.data, id: id, payload: piece)) }
        downloads[id] = download.isOver ? nil : download
        guard download.isOver else { return }
        let end: JSONValue = ["bytes": .number(download.bytes.count)]
        send(Frame(.end, id: id, payload: end.compactBytes()))
    }

    private func list(_ path: String, _ isRecursive: Bool, limit: Int?, id: UInt32) throws {
        let found = try disk.list(path, isRecursive: isRecursive)
        let entries = found.prefix(limit ?? .max).map { path, node -> JSONValue in
            [
                "path": .string(path), "type": .string(node.kind.rawValue),
                "size": .number(disk.size(of: node)), "modified": 0,
            ]
        }
        reply(
            [
                "entries": .array(entries), "truncated": .bool(entries.count < found.count),
                "skipped": 0,
            ],
            to: id
        )
    }

    private func reply(_ value: JSONValue, to id: UInt32) {
        send(Frame(.reply, id: id, payload: value.compactBytes()))
    }

    private func reply(_ refusal: FakeDisk.Refusal, to id: UInt32) {
        let error: JSONValue = ["code": .string(refusal.code), "message": .string(refusal.message)]
        reply(["error": error], to: id)
    }
}

extension FakeDisk.Node {
    fileprivate var kind: WorkspaceEntry.Kind {
        switch self {
        case .file: .file
        case .directory: .directory
        case .link: .link
        }
    }
}
