// Texts are equal when their bytes are, since that is what a file holds: Swift alone takes an accented
// letter and a letter with an accent for the same. Equal bytes have equal hashes, so hashing is Swift's.

extension JSONValue {
    /// Tells whether two values are written the same: strings and keys byte by byte, numbers by their
    /// spelling, members in the same order.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

extension JSONObject.Member {
    /// Tells whether two members are written the same.
    public static func == (left: Self, right: Self) -> Bool {
        left.key.hasSameBytes(as: right.key) && left.value == right.value
    }
}

extension Cell.Content {
    package static func == (left: Self, right: Self) -> Bool {
        left.source.hasSameBytes(as: right.source) && left.id.hasSameBytes(as: right.id)
            && left.kind == right.kind && left.metadata == right.metadata
            && left.otherMembers == right.otherMembers
    }
}

extension CellAttachment {
    /// Tells whether two attachments have one name and the same content.
    public static func == (left: Self, right: Self) -> Bool {
        left.name.hasSameBytes(as: right.name) && left.content == right.content
    }
}

extension Output.Kind {
    /// Tells whether two outputs say the same.
    public static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.stream(let name, let text), .stream(let otherName, let otherText)):
            name == otherName && text.hasSameBytes(as: otherText)
        case (.displayData(let data, let metadata), .displayData(let otherData, let otherMetadata)):
            data == otherData && metadata == otherMetadata
        case (
            .executeResult(let data, let metadata, let count),
            .executeResult(let otherData, let otherMetadata, let otherCount)
        ):
            data == otherData && metadata == otherMetadata && count == otherCount
        case (
            .error(let name, let value, let traceback),
            .error(let otherName, let otherValue, let otherTraceback)
        ):
            name.hasSameBytes(as: otherName) && value.hasSameBytes(as: otherValue)
                && traceback.elementsEqual(otherTraceback) { $0.hasSameBytes(as: $1) }
        case (.unknown(let type), .unknown(let otherType)): type.hasSameBytes(as: otherType)
        default: false
        }
    }
}

extension MIMEBundle.Content {
    /// Tells whether two contents are of one kind and the same.
    public static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.text(let left), .text(let right)), (.base64(let left), .base64(let right)):
            left.hasSameBytes(as: right)
        case (.json(let left), .json(let right)): left == right
        default: false
        }
    }
}

extension MIMEBundle {
    /// Tells whether two bundles have the same content in the same types, in whatever order: a file
    /// that Jupyter writes has them sorted.
    public static func == (left: Self, right: Self) -> Bool {
        left.entries == right.entries
            || (left.entries.count == right.entries.count && left.sorted == right.sorted)
    }

    private var sorted: [Entry] { entries.sorted { $0.type.precedes($1.type) } }

    /// Hashes the entries, in whatever order they are.
    public func hash(into hasher: inout Hasher) {
        for entry in sorted { hasher.combine(entry) }
    }
}

extension String? {
    fileprivate func hasSameBytes(as other: String?) -> Bool {
        switch (self, other) {
        case (nil, nil): true
        case (let left?, let right?): left.hasSameBytes(as: right)
        default: false
        }
    }
}
