extension JSONPrinter: FieldSink {
    /// Writes a part of a notebook, its members sorted.
    @inline(__always)
    mutating func part(_ source: some FieldSource) {
        object { printer in
            if source.otherMembers.isEmpty {
                source.describe(to: &printer)
            } else {
                printer.unusualPart(source)
            }
        }
    }

    /// Writes the members of a part that has others than those of the format.
    @inline(never)
    private mutating func unusualPart(_ source: some FieldSource) {
        let members = NotebookFields(of: source).members
        for member in JSONPrinter.sorted(members, by: \.key) {
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
                for attachment in JSONPrinter.sorted(attachments, by: \.name) {
                    printer.key(attachment.name)
                    printer.bundle(attachment.content)
                }
            }
        case .outputs(let outputs): list(outputs) { $0.part($1) }
        case .cells(let cells):
            list(cells) { printer, cell in
                if cell.content.metadata["trusted"] == nil {
                    printer.part(cell.content)
                } else {
                    printer.part(cell.content.withoutSession)
                }
            }
        }
    }

    private mutating func bundle(_ bundle: MIMEBundle) {
        object { printer in
            for entry in JSONPrinter.sorted(bundle.entries, by: \.type) {
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
