/// The writing of one JSON text: the bytes so far and the depth reached.
struct JSONPrinter {
    let options: JSONWriter
    var output: [UInt8] = []
    private var depth = 0
    private var scratch: [UInt8] = []

    init(options: JSONWriter) {
        self.options = options
    }

    /// Ends the text and gives it away.
    consuming func finish() -> [UInt8] {
        if options.endsWithNewline { output.append(UInt8(ascii: "\n")) }
        return output
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
            output.append(UInt8(ascii: ","))
        }
        newline()
    }

    /// Starts a member of an object.
    mutating func key(_ key: String) {
        element()
        string(key)
        output.append(UInt8(ascii: ":"))
        if options.layout != .compact { output.append(UInt8(ascii: " ")) }
    }

    private mutating func newline() {
        guard case .indented(let spaces) = options.layout else { return }
        output.append(UInt8(ascii: "\n"))
        for _ in 0..<(spaces * depth) { output.append(UInt8(ascii: " ")) }
    }

    mutating func string(_ text: String) {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: text.utf8)
        quoted(0..<scratch.count)
    }

    /// Writes a text as an array of its lines, as nbformat splits them.
    mutating func lines(_ text: String) {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: text.utf8)
        array { printer in
            var start = 0
            while start < printer.scratch.count {
                let end = LineSplitter.endOfLine(in: printer.scratch.span, from: start)
                printer.element()
                printer.quoted(start..<end)
                start = end
            }
        }
    }

    /// Writes a part of the scratch bytes as a string.
    private mutating func quoted(_ range: Range<Int>) {
        output.append(UInt8(ascii: "\""))
        JSONEscaper.append(
            scratch,
            range,
            nonASCII: options.escapesNonASCII,
            to: &output
        )
        output.append(UInt8(ascii: "\""))
    }

    /// Sorts stably by code points, unless in order already.
    static func sorted<Element>(_ elements: [Element], by key: (Element) -> String) -> [Element] {
        func precedes(_ left: Element, _ right: Element) -> Bool {
            key(left).utf8.lexicographicallyPrecedes(key(right).utf8)
        }
        for index in elements.indices.dropFirst()
        where precedes(elements[index], elements[index - 1]) {
            return elements.sorted(by: precedes)
        }
        return elements
    }
}
