internal import NotebookModel

/// What became of an archive: ``Workspace/extract(_:into:timeout:)``.
public struct ExtractionReport: Hashable, Sendable {
    /// An entry that was left out.
    public struct Skipped: Hashable, Sendable {
        /// Its path, as the archive has it: any text.
        public var path: String
        /// Why.
        public var reason: String

        /// Creates an entry.
        public init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }
    }

    enum Answer {
        case unpacked(ExtractionReport)
        case refused(SandboxError)
    }

    /// The regular files.
    public var files: Int
    /// Their bytes together.
    public var size: ByteCount
    /// What was left out, the first 100.
    public var skipped: [Skipped]
    /// How many more were left out.
    public var skippedMore: Int

    /// Creates a report.
    public init(files: Int, size: ByteCount, skipped: [Skipped] = [], skippedMore: Int = 0) {
        self.files = files
        self.size = size
        self.skipped = skipped
        self.skippedMore = skippedMore
    }

    init(_ reader: AnswerReader) throws(ProtocolViolation) {
        var skipped: [Skipped] = []
        for entry in try reader.objects("skipped") {
            skipped.append(
                Skipped(path: try entry.text("path"), reason: try entry.text("why"))
            )
        }
        self.init(
            files: try reader.count("files"),
            size: ByteCount(bytes: try reader.count("bytes")),
            skipped: skipped,
            skippedMore: try reader.count("skippedMore")
        )
    }

    /// The report as an agent tells it.
    var json: JSONValue {
        let entries = skipped.map { entry -> JSONValue in
            ["path": .string(entry.path), "why": .string(entry.reason)]
        }
        return [
            "error": nil, "files": .number(files), "bytes": .number(size.bytes),
            "skipped": .array(entries), "skippedMore": .number(skippedMore),
        ]
    }
}
