/// The writing of one JSON text: the bytes so far and the depth reached.
struct JSONPrinter {
    let options: JSONWriter
    var output: [UInt8] = []
    /// Whether texts of many lines are written as lists of their lines.
    var splitsLines = true
    private var depth: Int
    private var scratch: [UInt8] = []
    private let lineBreak: [UInt8]
    /// A line break with as much indentation as was needed so far.
    private var margin: [UInt8]
    private let indentation: [UInt8]

    /// Writes at a depth, the number of containers around.
    init(options: JSONWriter, depth: Int = 0) {
        self.options = options
        self.depth = depth
        lineBreak = options.lineEnd == .lf ? [0x0A] : [0x0D, 0x0A]
        margin = lineBreak
        indentation =
            switch options.layout {
            case .compact: []
            case .indented(spaces: let count): Array(repeating: 0x20, count: count)
            case .tabbed(let count): Array(repeating: 0x09, count: count)
            }
    }

    /// Begins the text.
    mutating func begin() {
        if options.startsWithByteOrderMark { output += [0xEF, 0xBB, 0xBF] }
    }

    /// Ends the text and gives it away.
    consuming func finish() -> [UInt8] {
        if options.endsWithNewline { output += lineBreak }
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
        let length = lineBreak.count + depth * indentation.count
        while margin.count < length { margin += indentation }
        output += margin[..<length]
    }

    mutating func string(_ text: String) {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: text.utf8)
        quoted(0..<scratch.count)
    }

    /// Writes a text as an array of its lines, as nbformat splits them.
    mutating func lines(_ text: String) {
        guard splitsLines else { return string(text) }
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
