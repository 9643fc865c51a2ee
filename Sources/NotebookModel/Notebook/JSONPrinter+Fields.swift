extension JSONPrinter: FieldSink {
    /// Writes a part of a notebook, its members sorted.
    @inline(__always)
    mutating func part(_ source: borrowing some FieldSource) {
        open(UInt8(ascii: "{"))
        if source.otherMembers.isEmpty {
            source.describe(to: &self)
        } else {
            unusualPart(copy source)
        }
        close(UInt8(ascii: "}"))
    }

    /// Writes the members of a part that has others than those of the format.
    @inline(never)
    private mutating func unusualPart(_ source: some FieldSource) {
        let members = NotebookFields(of: source).members
        let order = KeyOrder(of: members.count) { members[$0].key }
        for position in members.indices {
            let member = members[order[position]]
            add(member.key, member.field)
        }
    }

    @inline(__always)
    mutating func add(_ key: String, _ field: NotebookField) {
        self.key(key)
        self.field(field)
    }

    @inline(__always)
    mutating func field(_ field: NotebookField) {
        switch field {
        case .value(let value): self.value(value)
        case .text(let text): string(text)
        case .lines(let text): lines(text)
        case .object(let object): self.object(object)
        case .count(let count): value(count.map { .number($0) } ?? .null)
        case .texts(let texts): list(texts) { $0.string($1) }
        case .bundle(let bundle): self.bundle(bundle)
        case .attachments(let attachments):
            object { printer in
                let order = KeyOrder(of: attachments.count) { attachments[$0].name }
                for position in attachments.indices {
                    let attachment = attachments[order[position]]
                    printer.key(attachment.name)
                    printer.bundle(attachment.content)
                }
            }
        case .outputs(let outputs): list(outputs) { $0.part($1) }
        case .cells(let cells):
            list(cells) { printer, cell in cell.backing.withValue { printer.cell($0) } }
        }
    }

    private mutating func cell(_ content: borrowing Cell.Content) {
        if content.metadata["trusted"] == nil {
            part(content)
        } else {
            part(content.withoutSession)
        }
    }

    private mutating func bundle(_ bundle: MIMEBundle) {
        object { printer in
            let order = KeyOrder(of: bundle.entries.count) { bundle.entries[$0].type }
            for position in bundle.entries.indices {
                let entry = bundle.entries[order[position]]
                printer.key(entry.type)
                switch entry.content {
                case .text(let text), .base64(let text):
                    MIMEType.isSplit(entry.type) ? printer.lines(text) : printer.string(text)
                case .json(let value): printer.value(value)
                }
            }
        }
    }

    private mutating func list<Element>(
        _ elements: [Element],
        _ write: (inout JSONPrinter, borrowing Element) -> Void
    ) {
        array { printer in
            let elements = elements.span
            for index in elements.indices {
                printer.element()
                write(&printer, elements[index])
            }
        }
    }
}
