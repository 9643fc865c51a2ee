/// The writing of one JSON text: the bytes so far and the depth reached.
struct JSONPrinter {
    let options: JSONWriter
    var output: [UInt8] = []
    /// Whether texts of many lines are written as lists of their lines.
    var splitsLines = true
    private var depth: Int
    private let indentation: (byte: UInt8, count: Int)

    /// Writes at a depth, the number of containers around.
    init(options: JSONWriter, depth: Int = 0) {
        self.options = options
        self.depth = depth
        indentation =
            switch options.layout {
            case .compact: (0x20, 0)
            case .indented(spaces: let count): (0x20, max(count, 0))
            case .tabbed(let count): (0x09, max(count, 0))
            }
    }

    /// Begins the text.
    mutating func begin() {
        if options.startsWithByteOrderMark { output += [0xEF, 0xBB, 0xBF] }
    }

    /// Ends the text.
    mutating func end() {
        if options.endsWithNewline { lineBreak() }
    }

    private mutating func lineBreak() {
        if options.lineEnd == .crlf { output.append(0x0D) }
        output.append(0x0A)
    }

    mutating func value(_ value: JSONValue) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
        case .number(let number): self.number(number)
        case .string(let text): string(text)
        case .array(let values):
            array { printer in
                for value in values {
                    printer.element()
                    printer.value(value)
                }
            }
        case .object(let object): self.object(object)
        }
    }

    mutating func object(_ object: JSONObject) {
        let members =
            options.sortsKeys ? JSONPrinter.sorted(object.members, by: \.key) : object.members
        self.object { printer in
            for member in members {
                printer.key(member.key)
                printer.value(member.value)
            }
        }
    }

    mutating func number(_ number: JSONNumber) {
        let spelling = options.respellsNumbers ? number.pythonSpelling : number.lexeme
        output.append(contentsOf: spelling.utf8)
    }

    /// Writes an array whose elements the body writes, each after a call of `element`.
    mutating func array(_ body: (inout JSONPrinter) -> Void) {
        container(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Writes an object whose members the body writes, each after a call of `key`.
    mutating func object(_ body: (inout JSONPrinter) -> Void) {
        container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    private mutating func container(
        _ opening: UInt8,
        _ closing: UInt8,
        _ body: (inout JSONPrinter) -> Void
    ) {
        output.append(opening)
        let start = output.count
        depth += 1
        body(&self)
        depth -= 1
        if output.count > start { newline() }
        output.append(closing)
    }

    /// Starts an element of an array or a member of an object.
    mutating func element() {
        if let last = output.last, last != UInt8(ascii: "["), last != UInt8(ascii: "{") {
            separate()
        } else {
            newline()
        }
    }

    /// Writes what stands between two elements.
    mutating func separate() {
        output.append(UInt8(ascii: ","))
        if options.layout == .compact, options.spacesAfterCommas { output.append(0x20) }
        newline()
    }

    /// Starts a member of an object.
    mutating func key(_ key: String) {
        element()
        name(key)
    }

    /// Writes the name of a member and the colon behind it.
    mutating func name(_ key: String) {
        string(key)
        output.append(UInt8(ascii: ":"))
        if options.spacesAfterColons { output.append(0x20) }
    }

    /// Starts a line, where there are lines.
    mutating func newline() {
        guard options.layout != .compact else { return }
        let width = depth * indentation.count
        output.append(addingCapacity: width + 2) { span in
            if options.lineEnd == .crlf { span.append(0x0D) }
            span.append(0x0A)
            span.append(repeating: indentation.byte, count: width)
        }
    }

    mutating func string(_ text: String) {
        output.append(UInt8(ascii: "\""))
        text.withBytes { bytes in
            JSONEscaper.append(bytes, nonASCII: options.escapesNonASCII, to: &output)
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Writes a text as an array of its lines, as nbformat splits them.
    mutating func lines(_ text: String) {
        guard splitsLines else { return string(text) }
        array { printer in
            guard !text.isEmpty else { return }
            printer.element()
            printer.output.append(UInt8(ascii: "\""))
            let separator = printer.textSeparator
            text.withBytes { bytes in
                JSONEscaper.appendLines(
                    bytes,
                    nonASCII: printer.options.escapesNonASCII,
                    separator: separator,
                    to: &printer.output
                )
            }
            printer.output.append(UInt8(ascii: "\""))
        }
    }

    /// What stands between two texts in an array: the quotes around them, too.
    private var textSeparator: [UInt8] {
        mutating get {
            let start = output.count
            output.append(UInt8(ascii: "\""))
            separate()
            output.append(UInt8(ascii: "\""))
            defer { output.removeSubrange(start...) }
            return Array(output[start...])
        }
    }

    /// Sorts stably by code points, unless in order already.
    static func sorted<Element>(_ elements: [Element], by key: (Element) -> String) -> [Element] {
        func precedes(_ left: Element, _ right: Element) -> Bool {
            key(left).precedes(key(right))
        }
        for index in elements.indices.dropFirst()
        where precedes(elements[index], elements[index - 1]) {
            return elements.sorted(by: precedes)
        }
        return elements
    }
}
