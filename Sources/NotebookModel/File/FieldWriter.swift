/// Writes parts of a notebook into the layout of the file that it was read from.
struct FieldWriter {
    let file: NotebookFile
    private var style: JSONWriter
    /// Whether it is known if the file escapes what is beyond ASCII.
    private var knowsEscaping = false
    var output: [UInt8] = []
    /// Whether the file's cells have their source as a list of lines.
    private let splitsLines: Bool

    init(_ file: NotebookFile) {
        self.file = file
        let source = file.cells.lazy.compactMap {
            ObjectLayout($0, in: file.bytes)?.member("source")?.value.lowerBound
        }.first
        splitsLines = source.map { file.bytes[$0] != UInt8(ascii: "\"") } ?? true
        style = JSONWriter(layoutOf: file.bytes)
        output.reserveCapacity(file.bytes.count / 8 * 9 + 4096)
    }

    /// Takes over a piece of the file.
    mutating func copy(_ range: Range<Int>) {
        output += file.bytes[range]
    }

    /// Prints what is new, with a number of containers around it.
    mutating func print(
        depth: Int,
        splitsLines: Bool? = nil,
        _ body: (inout JSONPrinter) -> Void
    ) {
        let start = output.count
        append(depth: depth, splitsLines: splitsLines ?? self.splitsLines, body)
        guard !knowsEscaping, !ByteScanner.isPrintable(output.span.extracting(start..<output.count))
        else { return }
        knowsEscaping = true
        style.escapesNonASCII = JSONWriter.escapesNonASCII(in: file.bytes)
        guard style.escapesNonASCII else { return }
        output.removeSubrange(start...)
        append(depth: depth, splitsLines: splitsLines ?? self.splitsLines, body)
    }

    private mutating func append(
        depth: Int,
        splitsLines: Bool,
        _ body: (inout JSONPrinter) -> Void
    ) {
        JSONPrinter.append(to: &output, options: style, depth: depth) { printer in
            printer.splitsLines = splitsLines
            body(&printer)
        }
    }

    /// Writes an object of the file with the members that have changed.
    ///
    /// A member stays as it stands as long as its field does; new ones follow at the end.
    ///
    /// - Parameters:
    ///   - layout: Where the object stands in the file.
    ///   - depth: How many containers are around it.
    ///   - before: What the file says.
    ///   - after: What is to be written.
    ///   - write: Writes a member in its own way, if it returns true.
    mutating func object<Source: FieldSource>(
        _ layout: ObjectLayout,
        depth: Int,
        from before: Source,
        to after: Source,
        write: (inout FieldWriter, ObjectLayout.Member) -> Bool = { _, _ in false }
    ) {
        let fields = NotebookFields(of: after)
        let old = NotebookFields(of: before).byKey
        let new = fields.byKey
        let names = layout.members.map { Array($0.key.utf8) }
        let last = Dictionary(names.enumerated().map { ($1, $0) }) { $1 }
        let kept = names.indices.filter { new[names[$0]] != nil || old[names[$0]] == nil }
        let added = fields.members.filter { member in
            let name = Array(member.key.utf8)
            return last[name] == nil && old[name]?.isIdentical(to: member.field) != true
        }
        guard let first = layout.members.first, !kept.isEmpty || !added.isEmpty else {
            return print(depth: depth) { $0.part(after) }
        }
        copy(layout.range.lowerBound..<first.range.lowerBound)
        for (place, index) in kept.enumerated() {
            let member = layout.members[index]
            if place > 0 { separate(layout, before: index, depth: depth + 1) }
            copy(member.range.lowerBound..<member.value.lowerBound)
            let name = names[index]
            if write(&self, member) { continue }
            if last[name] == index, let field = new[name],
                old[name]?.isIdentical(to: field) != true
            {
                self.field(field, at: member.value, depth: depth + 1, before: old[name])
            } else {
                copy(member.value)
            }
        }
        for (place, member) in added.enumerated() {
            if place > 0 || !kept.isEmpty { separate(layout, before: nil, depth: depth + 1) }
            print(depth: depth + 1) { printer in
                printer.name(member.key)
                printer.field(member.field)
            }
        }
        let end = layout.members.last?.range.upperBound ?? layout.range.upperBound
        copy(end..<layout.range.upperBound)
    }

    /// Writes a field that has changed in place of its value in the file.
    private mutating func field(
        _ field: NotebookField,
        at range: Range<Int>,
        depth: Int,
        before: NotebookField?
    ) {
        switch (before, field) {
        case (.outputs(let before)?, .outputs(let after)):
            if outputs(after, at: range, depth: depth, before: before) { return }
            print(depth: depth) { $0.field(field) }
        case (_, .lines):
            let isString = file.bytes[range.lowerBound] == UInt8(ascii: "\"")
            print(depth: depth, splitsLines: !isString) { $0.field(field) }
        default:
            print(depth: depth) { $0.field(field) }
        }
    }

    /// Writes a comma and the white space around it, as the file has it there or nearby.
    private mutating func separate(_ layout: ObjectLayout, before index: Int?, depth: Int) {
        let members = layout.members
        let place = index ?? members.count - 1
        if place > 0 {
            copy(members[place - 1].range.upperBound..<members[place].range.lowerBound)
        } else {
            print(depth: depth) { $0.separate() }
        }
    }
}
