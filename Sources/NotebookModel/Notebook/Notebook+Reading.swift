extension Notebook {
    /// Reads a notebook of any format (nbformat 4.0 to 4.5 and newer minor versions, and 1 to 3).
    ///
    /// A notebook of format 1, 2 or 3 is upgraded to 4.5 as nbformat does it, and gets ids: see
    /// ``originalFormat`` and ``addMissingIDs()``.
    ///
    /// Reading is lenient: what is missing or has the wrong type in a cell becomes an empty value
    /// or is kept in `otherMembers`, numbers may be strings, entries that are no cells are kept as
    /// cells of an unknown type. Nothing is repaired: missing ids stay missing.
    ///
    /// - Parameters:
    ///   - bytes: The file, JSON in UTF-8.
    ///   - parser: The limits for the JSON.
    /// - Throws: `NotebookError` if the bytes are no notebook, or one of an unknown format.
    public init(
        reading bytes: [UInt8],
        parser: JSONParser = JSONParser()
    ) throws(NotebookError) {
        if bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) { throw .empty }
        if let file = NotebookFile(bytes, limits: parser),
            let version = file.layout.member("nbformat"), file.value(version).lenientInt == 4
        {
            self.init(file)
            return
        }
        let value: JSONValue
        do {
            value = try parser.parse(bytes)
        } catch {
            throw .notJSON(error)
        }
        try self.init(value, parser: parser)
    }

    /// Makes a notebook of its JSON, as leniently as from bytes.
    ///
    /// - Parameter value: The JSON of a notebook.
    /// - Throws: `NotebookError` if the value is no notebook, or one of an unknown format.
    public init(_ value: JSONValue) throws(NotebookError) {
        try self.init(value, parser: JSONParser())
    }

    private init(_ value: JSONValue, parser: JSONParser) throws(NotebookError) {
        guard case .object(let object) = value else {
            throw .notNotebook("the outermost value has to be an object")
        }
        if var upgrade = NotebookUpgrade(of: object, parser: parser) {
            self = try Notebook(.object(upgrade.upgraded()))
            addMissingIDs()
            return
        }
        guard let version = object["nbformat"] else {
            throw .notNotebook("'nbformat' is missing")
        }
        guard let major = version.lenientInt else {
            throw .notNotebook("'nbformat' has to be a number")
        }
        guard major == 4 else { throw .unsupportedFormat(major: major) }
        guard let list = object["cells"] else { throw .notNotebook("'cells' is missing") }
        guard case .array(let cells) = list else {
            throw .notNotebook("'cells' has to be a list")
        }
        let head = Head(lenient: object)
        self.init(
            cells: cells.map(Cell.init(lenient:)),
            metadata: head.metadata,
            nbformat: major,
            nbformatMinor: head.nbformatMinor,
            otherMembers: head.otherMembers
        )
    }
}

extension Notebook.Head {
    /// Takes what isn't the cells out of a notebook's JSON, whatever it is.
    init(lenient object: JSONObject) {
        var members = MemberReader(object)
        _ = members.take("cells")
        nbformat = members.take("nbformat", as: \.lenientInt) ?? 4
        nbformatMinor = members.take("nbformat_minor", as: \.lenientInt) ?? 0
        metadata = members.take("metadata", as: \.objectValue) ?? [:]
        otherMembers = members.rest
    }
}

extension Cell {
    /// Takes a cell out of its JSON, whatever it is.
    init(lenient value: JSONValue) {
        self.init(Content(lenient: value))
    }
}

extension Cell.Content {
    /// Takes a cell out of its JSON, whatever it is.
    init(lenient value: JSONValue) {
        guard case .object(let object) = value else {
            self.init(
                kind: .unknown(type: ""),
                source: "",
                metadata: [:],
                otherMembers: ["cell": value]
            )
            return
        }
        var members = MemberReader(object)
        let type = members.take("cell_type", as: \.stringValue) ?? ""
        let kind: Cell.Kind =
            switch type {
            case "code":
                .code(
                    outputs: members.take("outputs", as: \.arrayValue)?.map(Output.init(lenient:))
                        ?? [],
                    executionCount: members.take("execution_count", as: \.lenientCount) ?? nil
                )
            case "markdown": .markdown(attachments: members.takeAttachments())
            case "raw": .raw(attachments: members.takeAttachments())
            default: .unknown(type: type)
            }
        self.init(
            kind: kind,
            source: members.take("source", as: \.multilineText) ?? "",
            id: members.take("id", as: \.stringValue),
            metadata: members.take("metadata", as: \.objectValue) ?? [:],
            otherMembers: members.rest
        )
    }
}

extension Output {
    /// Takes an output out of its JSON, whatever it is.
    init(lenient value: JSONValue) {
        guard case .object(let object) = value else {
            self.init(.unknown(type: ""), otherMembers: ["output": value])
            return
        }
        var members = MemberReader(object)
        let type = members.take("output_type", as: \.stringValue) ?? ""
        let kind: Kind =
            switch type {
            case "stream":
                .stream(
                    name: StreamName(rawValue: members.take("name", as: \.stringValue) ?? "stdout"),
                    text: members.take("text", as: \.multilineText) ?? ""
                )
            case "display_data":
                .displayData(
                    members.takeBundle("data"),
                    metadata: members.take("metadata", as: \.objectValue) ?? [:]
                )
            case "execute_result":
                .executeResult(
                    members.takeBundle("data"),
                    metadata: members.take("metadata", as: \.objectValue) ?? [:],
                    executionCount: members.take("execution_count", as: \.lenientCount) ?? nil
                )
            case "error":
                .error(
                    name: members.take("ename", as: \.stringValue) ?? "",
                    value: members.take("evalue", as: \.stringValue) ?? "",
                    traceback: members.take("traceback", as: \.texts) ?? []
                )
            default: .unknown(type: type)
            }
        self.init(kind, otherMembers: members.rest)
    }
}
