/// The writing of one JSON text: the bytes so far and the depth reached.
struct JSONPrinter: ~Copyable {
    let options: JSONWriter
    var output: OutputBuffer
    /// Whether texts of many lines are written as lists of their lines.
    var splitsLines = true
    private var depth: Int
    /// Whether the container has no element yet.
    private var isAtStart = false
    private let hasLines: Bool
    private let indentation: (byte: UInt8, count: Int)
    private let indent: SIMD16<UInt8>
    private let comma: (bytes: UInt16, count: Int)
    private let lineEnd: (bytes: UInt16, count: Int)
    /// The most bytes of indentation that two vectors hold.
    private static let usualWidth = 2 * ByteBlock.count

    /// Appends a text to bytes, or a part of one.
    ///
    /// - Parameters:
    ///   - bytes: What is appended to.
    ///   - options: How it is written.
    ///   - depth: The number of containers around it.
    ///   - expected: How many bytes there may be; more take longer.
    ///   - body: Writes.
    static func append(
        to bytes: inout [UInt8],
        options: JSONWriter,
        depth: Int = 0,
        expecting expected: Int = 256,
        _ body: (inout JSONPrinter) -> Void
    ) {
        OutputBuffer.append(to: &bytes, expecting: expected) { output in
            var printer = JSONPrinter(options: options, depth: depth, output: output)
            body(&printer)
            return printer.output
        }
    }

    private init(options: JSONWriter, depth: Int, output: consuming OutputBuffer) {
        self.options = options
        self.output = output
        self.depth = depth
        hasLines = options.layout != .compact
        let indentation: (byte: UInt8, count: Int) =
            switch options.layout {
            case .compact: (0x20, 0)
            case .indented(spaces: let count): (0x20, max(count, 0))
            case .tabbed(let count): (0x09, max(count, 0))
            }
        self.indentation = indentation
        indent = SIMD16(repeating: indentation.byte)
        comma = (UInt16(littleEndian: 0x202C), options.spacesAfterCommas ? 2 : 1)
        lineEnd =
            switch options.lineEnd {
            case .lf: (UInt16(littleEndian: 0x0A), 1)
            case .crlf: (UInt16(littleEndian: 0x0A0D), 2)
            }
    }

    /// Begins the text.
    mutating func begin() {
        guard options.startsWithByteOrderMark else { return }
        for byte: UInt8 in [0xEF, 0xBB, 0xBF] { output.append(byte) }
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
        case .null: output.append("null")
        case .bool(true): output.append("true")
        case .bool(false): output.append("false")
        case .number(let number): self.number(number)
        case .string(let text): string(text)
        case .array(let values):
            array { printer in
                let values = values.span
                for index in values.indices {
                    printer.element()
                    printer.value(values[index])
                }
            }
        case .object(let object): self.object(object)
        }
    }

    mutating func object(_ object: JSONObject) {
        let members = object.members.span
        let order = options.sortsKeys ? KeyOrder(of: members.count) { members[$0].key } : KeyOrder()
        self.object { printer in
            for position in members.indices {
                let place = order[position]
                printer.key(members[place].key)
                printer.value(members[place].value)
            }
        }
    }

    mutating func number(_ number: JSONNumber) {
        let isKept = number.lexeme.withBytes { bytes in
            guard !options.respellsNumbers || JSONNumber.isPythonSpelling(bytes) else {
                return false
            }
            output.append(bytes)
            return true
        }
        if !isKept { number.pythonSpelling.withBytes { output.append($0) } }
    }

    /// Writes an array whose elements the body writes, each after a call of `element`.
    @inline(__always)
    mutating func array(_ body: (inout JSONPrinter) -> Void) {
        container(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Writes an object whose members the body writes, each after a call of `key`.
    @inline(__always)
    mutating func object(_ body: (inout JSONPrinter) -> Void) {
        container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    @inline(__always)
    private mutating func container(
        _ opening: UInt8,
        _ closing: UInt8,
        _ body: (inout JSONPrinter) -> Void
    ) {
        open(opening)
        body(&self)
        close(closing)
    }

    /// Begins an array or an object.
    @inline(__always)
    mutating func open(_ bracket: UInt8) {
        output.append(bracket)
        isAtStart = true
        depth += 1
    }

    /// Ends an array or an object.
    @inline(__always)
    mutating func close(_ bracket: UInt8) {
        depth -= 1
        if !isAtStart { newline() }
        isAtStart = false
        output.append(bracket)
    }

    /// Starts an element of an array or a member of an object.
    mutating func element() {
        if isAtStart {
            isAtStart = false
            newline()
        } else {
            separate()
        }
    }

    /// Writes what stands between two elements.
    mutating func separate() {
        guard hasLines else {
            appendComma()
            return
        }
        startLine(behindComma: true)
    }

    private mutating func appendComma() {
        output.append(UInt8(ascii: ","))
        if options.spacesAfterCommas { output.append(0x20) }
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
        if hasLines { startLine(behindComma: false) }
    }

    /// Starts a line, in one go unless its indentation is unusually wide.
    @inline(__always)
    private mutating func startLine(behindComma: Bool) {
        let width = depth * indentation.count
        guard width <= Self.usualWidth else { return startWideLine(behindComma, width: width) }
        unsafe output.append(atMost: 4 + Self.usualWidth) { base in
            let target = UnsafeMutableRawPointer(base)
            var count = 0
            if behindComma {
                unsafe target.storeBytes(of: comma.bytes, as: UInt16.self)
                count = comma.count
            }
            // One byte or two, behind which the indentation begins: four with the comma and its space.
            // Of that, no more is stored than `usualWidth`.
            unsafe (target + count).storeBytes(of: lineEnd.bytes, as: UInt16.self)
            count &+= lineEnd.count
            unsafe (target + count).storeBytes(of: indent, as: SIMD16<UInt8>.self)
            if width > ByteBlock.count {
                unsafe (target + count + ByteBlock.count)
                    .storeBytes(of: indent, as: SIMD16<UInt8>.self)
            }
            return count &+ width
        }
    }

    @inline(never)
    private mutating func startWideLine(_ behindComma: Bool, width: Int) {
        if behindComma { appendComma() }
        lineBreak()
        for _ in 0..<width { output.append(indentation.byte) }
    }

    mutating func string(_ text: String) {
        text.withBytes { bytes in
            let isCopied = unsafe output.append(ifCopied: PlainWord.longest + 2) { base in
                // A short text, and a quote at each end.
                unsafe base[0] = UInt8(ascii: "\"")
                guard let count = unsafe PlainWord.copy(bytes, to: base + 1) else { return nil }
                unsafe base[count &+ 1] = UInt8(ascii: "\"")
                return count &+ 2
            }
            if isCopied { return }
            output.append(UInt8(ascii: "\""))
            JSONEscaper.append(bytes, nonASCII: options.escapesNonASCII, to: &output)
            output.append(UInt8(ascii: "\""))
        }
    }

    /// Writes a text as an array of its lines, as nbformat splits them.
    mutating func lines(_ text: String) {
        guard splitsLines else { return string(text) }
        array { printer in
            text.withBytes { bytes in
                if bytes.isEmpty { return }
                printer.element()
                printer.output.append(UInt8(ascii: "\""))
                JSONEscaper.appendLines(
                    bytes,
                    separator: printer.lineSeparator,
                    nonASCII: printer.options.escapesNonASCII,
                    to: &printer.output
                )
                printer.output.append(UInt8(ascii: "\""))
            }
        }
    }

    private var lineSeparator: LineSeparator {
        let space: StaticString =
            switch (hasLines, options.spacesAfterCommas, options.lineEnd) {
            case (false, false, _): ""
            case (false, true, _): " "
            case (true, false, .lf): "\n"
            case (true, true, .lf): " \n"
            case (true, false, .crlf): "\r\n"
            case (true, true, .crlf): " \r\n"
            }
        return LineSeparator(
            space,
            indent: indentation.byte,
            width: hasLines ? depth * indentation.count : 0
        )
    }
}
