internal import NotebookModel

/// Lines of a script, each with a line feed behind it, and how many empty ones follow.
///
/// A line may hold line feeds itself, as the first one of a quoted text does: blank lines between
/// cells are counted by what jupytext takes as one line.
struct PercentLines {
    /// The text, without the blank lines behind it.
    private(set) var bytes: [UInt8] = []
    private var starts: [Int] = []
    /// How many empty lines follow the text.
    var blankLines = 0
    /// Whether no line outside of comments has triple quotes, as far as that is known.
    var isFreeOfTriples = false
    /// Whether no line starts a function or class, as far as that is known.
    var isFreeOfDefinitions = false
    /// Whether all lines are comments that start at the margin, as far as that is known.
    var isComment = false

    /// How many lines there are, the empty ones behind the text included.
    var count: Int { starts.count + blankLines }

    /// A line without its end.
    subscript(index: Int) -> ArraySlice<UInt8> {
        bytes[range(of: index)]
    }

    /// Where a line without its end stands in the text.
    @inline(__always)
    func range(of index: Int) -> Range<Int> {
        if index >= starts.count { return bytes.count..<bytes.count }
        let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
        return starts[index]..<(end - 1)
    }

    /// Tells whether a line is empty or white space only.
    func isBlank(_ index: Int) -> Bool {
        let range = range(of: index)
        guard let first = range.first else { return true }
        let byte = bytes[first]
        return byte > 0x20 && byte < 0x80 ? false : PythonLines.isBlank(bytes[range])
    }

    /// The first byte of a line, if there is one.
    func first(of index: Int) -> UInt8? {
        let range = range(of: index)
        return range.isEmpty ? nil : bytes[range.lowerBound]
    }

    /// All lines.
    var all: [ArraySlice<UInt8>] { (0..<count).map { self[$0] } }

    /// The text from a line on.
    func rest(from index: Int) -> ArraySlice<UInt8> {
        index < starts.count ? bytes[starts[index]...] : []
    }

    /// The text with others behind it, each with the empty lines behind it.
    func joined(with texts: [PercentLines]) -> [UInt8] {
        var document: [UInt8] = []
        document.reserveCapacity(texts.indices.reduce(byteCount) { $0 + texts[$1].byteCount })
        append(to: &document)
        let rest = texts.span
        for index in rest.indices { rest[index].append(to: &document) }
        return document
    }

    private func append(to document: inout [UInt8]) {
        document.append(contentsOf: bytes)
        for _ in 0..<blankLines { document.append(0x0A) }
    }

    /// How many bytes the text has with the empty lines behind it.
    var byteCount: Int { bytes.count + blankLines }

    /// Makes room for a text of so many bytes, with lines of a usual length.
    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
        starts.reserveCapacity(count / 16 + 2)
    }

    /// Adds the lines of a text which line feeds part, as comments.
    mutating func append(commentsFor text: Span<UInt8>) {
        var start = 0
        while true {
            let end = ByteScanner.firstIndex(of: 0x0A, in: text, from: start)
            starts.append(bytes.count)
            bytes.append(0x23)
            if end > start {
                bytes.append(0x20)
                append(started: text.extracting(start..<end))
            }
            bytes.append(0x0A)
            if end == text.count { return }
            start = end + 1
        }
    }

    /// Says that a line starts at a place to which the text is yet to come.
    mutating func startLine(at place: Int) {
        starts.append(place)
    }

    /// Adds text, all of whose lines have been started.
    mutating func append(started text: Span<UInt8>) {
        bytes.append(copying: text)
    }

    /// Adds a line that consists of parts.
    mutating func append(_ parts: ArraySlice<UInt8>...) {
        starts.append(bytes.count)
        for part in parts { bytes.append(contentsOf: part) }
        bytes.append(0x0A)
    }

    /// Adds a line.
    mutating func append(line: ArraySlice<UInt8>) {
        starts.append(bytes.count)
        bytes.append(contentsOf: line)
        bytes.append(0x0A)
    }

    /// Adds the line that starts a cell.
    ///
    /// - Parameters:
    ///   - options: What stands behind `# %%`.
    ///   - indent: White space in front of it.
    mutating func append(marker options: [UInt8], indent: ArraySlice<UInt8>) {
        starts.append(bytes.count)
        bytes.append(contentsOf: indent)
        bytes.append(contentsOf: PercentLines.mark)
        if let first = options.first {
            if first != 0x25 { bytes.append(0x20) }
            bytes.append(contentsOf: options)
        }
        bytes.append(0x0A)
    }

    private static let mark = Array("# %%".utf8)

    /// Adds a line as a comment, with a space behind the sign unless the line is empty.
    mutating func append(comment line: ArraySlice<UInt8>) {
        starts.append(bytes.count)
        bytes.append(0x23)
        if !line.isEmpty { bytes.append(0x20) }
        bytes.append(contentsOf: line)
        bytes.append(0x0A)
    }
}
