internal import NotebookModel

/// Which members of metadata a text holds, as jupytext's filters say it: `a,b,-c` or `-all`.
struct MetadataFilter {
    /// Some names, or every one.
    private enum Names {
        case all
        case some([String])

        var list: [String] {
            if case .some(let names) = self { names } else { [] }
        }

        var isAll: Bool {
            if case .all = self { true } else { false }
        }
    }

    private let additional: Names
    private let excluded: Names
    /// The names left out; jupytext takes `all` beside `-all` as the letters of the word.
    private let exclusions: [String]
    /// What is left out of the metadata of cells, that of jupytext's own choice included.
    private let leftOut: [String]
    /// Whether a name has a dot, and so is that of a member of a member.
    private let namesInnerMembers: Bool

    /// Reads a filter of the notebook's metadata; what can't be one filters nothing.
    init(_ value: JSONValue?) {
        if case .string(let text) = value {
            self.init(text)
            return
        }
        switch value {
        case .bool(true): self.init(.all, .some([]))
        case .bool(false): self.init(.some([]), .all)
        case .object(let object):
            self.init(
                MetadataFilter.names(object["additional"]),
                MetadataFilter.names(object["excluded"])
            )
        default: self.init(.some([]), .some([]))
        }
    }

    private init(_ additional: Names, _ excluded: Names) {
        self.additional = additional
        self.excluded = excluded
        let wished = additional.list
        exclusions = excluded.isAll ? ["a", "l"] : excluded.list
        leftOut = exclusions + MetadataFilter.ignoredCellKeys.filter { !wished.contains($0) }
        namesInnerMembers = (wished + excluded.list).contains { $0.utf8.contains(0x2E) }
    }

    /// Reads a filter in its short form.
    init(_ text: String) {
        var lists: [[String]] = [[], []]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = MetadataFilter.trimmed(part)
            let isExcluded = name.first == "-"
            let isSigned = isExcluded || name.first == "+"
            lists[isExcluded ? 1 : 0].append(
                isSigned ? MetadataFilter.trimmed(name.dropFirst()) : name
            )
        }
        let names = lists.map { list in
            list.contains("all") ? Names.all : .some(list.filter { !$0.isEmpty })
        }
        self.init(names[0], names[1])
    }

    /// Whether it says nothing: what the notebook's metadata holds is then jupytext's choice.
    var isDefault: Bool {
        !additional.isAll && !excluded.isAll && additional.list.isEmpty && excluded.list.isEmpty
    }

    /// The filter in its short form, as it is written into a header.
    var text: String {
        var entries =
            additional.isAll
            ? ["all"]
            : additional.list.filter { !MetadataFilter.ownCellKeys.contains($0) }
        entries += excluded.isAll ? ["-all"] : excluded.list.map { "-" + $0 }
        return entries.joined(separator: ",")
    }

    /// The members of a notebook's metadata that are written.
    func notebookMetadata(_ metadata: JSONObject, unsupported: (String) -> Void) -> JSONObject {
        if additional.isAll {
            return subset(metadata, excluding: exclusions, unsupported: unsupported)
        }
        if excluded.isAll {
            return subset(metadata, keeping: additional.list, unsupported: unsupported)
        }
        let kept = additional.list + MetadataFilter.notebookKeys
        return subset(metadata, keeping: kept, excluding: exclusions, unsupported: unsupported)
    }

    /// The members of a cell's metadata that are written.
    func cellMetadata(_ metadata: JSONObject, unsupported: (String) -> Void) -> JSONObject {
        if metadata.isEmpty { return metadata }
        if additional.isAll {
            return subset(metadata, excluding: exclusions, unsupported: unsupported)
        }
        if excluded.isAll {
            return subset(metadata, keeping: additional.list, unsupported: unsupported)
        }
        var metadata = metadata
        if let tags = metadata["tags"], !PythonJSON.isTrue(tags) { metadata["tags"] = nil }
        return subset(metadata, excluding: leftOut, unsupported: unsupported)
    }

    /// Tells whether jupytext writes a name in front of `=`, also one with a line feed at its end.
    static func isValidKey(_ key: String) -> Bool {
        key.withBytes { bytes in
            for index in bytes.indices {
                let byte = bytes[index]
                let isPlain =
                    (0x61...0x7A).contains(byte | 0x20) || (0x2D...0x39).contains(byte)
                    || byte == 0x40 || byte == 0x5F
                let isEnd = byte == 0x0A && index > 0 && index == bytes.count - 1
                guard isPlain || isEnd else { return false }
            }
            return !bytes.isEmpty
        }
    }

    /// Tells whether a name can stand in front of `=`.
    static func isPlainKey(_ key: String) -> Bool {
        isValidKey(key) && key.utf8.last != 0x0A
    }

    /// What jupytext keeps in the metadata of cells for itself.
    static let ownCellKeys = [
        "skipline", "noskipline", "cell_marker", "lines_to_next_cell",
        "lines_to_end_of_cell_marker",
    ]

    /// What is about runs and views of a cell only.
    private static let passingCellKeys = [
        "autoscroll", "collapsed", "scrolled", "trusted", "execution", "ExecuteTime",
    ]

    private static let ignoredCellKeys = passingCellKeys + ownCellKeys

    /// Tells whether a member of a cell's metadata is about runs and views only.
    static func isPassing(_ key: String) -> Bool { has(passingCellKeys, key) }

    /// Tells whether a member of a cell's metadata says how the cell is written.
    static func isInstruction(_ key: String) -> Bool { has(instructingCellKeys, key) }

    private static let instructingCellKeys =
        ownCellKeys + [
            "active", "cell_depth", "cell_type", "incorrectly_encoded_metadata", "language",
            "region_name", "run_control", "title",
        ]

    /// What programs that run or show a notebook write into it again.
    static let transientNotebookKeys = ["language_info", "widgets"]

    private static let notebookKeys = [
        "jupytext", "kernelspec", "kernel_info", "orphan", "tocdepth",
    ]

    private func subset(
        _ metadata: JSONObject,
        keeping kept: [String]? = nil,
        excluding excluded: [String] = [],
        unsupported: (String) -> Void
    ) -> JSONObject {
        var result = JSONObject()
        let metadata = PythonJSON.distinct(metadata)
        for member in metadata.members {
            guard MetadataFilter.isValidKey(member.key) else {
                unsupported(member.key)
                continue
            }
            // What is added below has to be taken out again.
            if kept == nil, MetadataFilter.has(excluded, member.key) { continue }
            if kept?.contains(member.key) ?? true { result.members.append(member) }
        }
        for (key, names) in secondLevel(kept ?? []) {
            guard MetadataFilter.isValidKey(key), case .object(let inner)? = metadata[key] else {
                continue
            }
            result[key] = .object(subset(inner, keeping: names, unsupported: unsupported))
        }
        if kept != nil {
            for key in excluded { result[key] = nil }
        }
        if result.isEmpty { return result }
        for (key, names) in secondLevel(excluded) {
            guard case .object(let inner)? = result[key] else { continue }
            result[key] = .object(subset(inner, excluding: names, unsupported: unsupported))
        }
        return result
    }

    /// Tells whether a name is one of some; most differ in their length.
    private static func has(_ names: [String], _ name: String) -> Bool {
        names.contains { $0.utf8.count == name.utf8.count && $0 == name }
    }

    /// The names with a dot, grouped by what stands before it.
    private func secondLevel(_ names: [String]) -> [(key: String, names: [String])] {
        var groups: [(key: String, names: [String])] = []
        guard namesInnerMembers else { return groups }
        for name in names {
            guard let dot = name.utf8.firstIndex(of: 0x2E) else { continue }
            let key = String(name[..<dot])
            let rest = String(name[name.utf8.index(after: dot)...])
            if let place = groups.firstIndex(where: { $0.key == key }) {
                groups[place].names.append(rest)
            } else {
                groups.append((key, [rest]))
            }
        }
        return groups
    }

    private static func names(_ value: JSONValue?) -> Names {
        if value?.stringValue == "all" { return .all }
        return .some(value?.arrayValue?.compactMap(\.stringValue) ?? [])
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        return String(decoding: PythonLines.stripped(bytes[...]), as: UTF8.self)
    }
}
