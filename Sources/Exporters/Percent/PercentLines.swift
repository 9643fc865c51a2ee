/// Lines of a script, each with a line feed behind it.
///
/// A line may hold line feeds itself, as the first one of a quoted text does: blank lines between
/// cells are counted by what jupytext takes as one line.
struct PercentLines {
    /// The text.
    private(set) var bytes: [UInt8] = []
    private var starts: [Int] = []

    /// How many lines there are.
    var count: Int { starts.count }

    /// A line without its end.
    subscript(index: Int) -> ArraySlice<UInt8> {
        let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
        return bytes[starts[index]..<(end - 1)]
    }

    /// All lines.
    var all: [ArraySlice<UInt8>] { (0..<count).map { self[$0] } }

    /// The text from a line on.
    func rest(from index: Int) -> ArraySlice<UInt8> {
        index < starts.count ? bytes[starts[index]...] : []
    }

    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
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

    /// Adds a line as a comment, with a space behind the sign unless the line is empty.
    mutating func append(comment line: ArraySlice<UInt8>) {
        starts.append(bytes.count)
        bytes.append(0x23)
        if !line.isEmpty { bytes.append(0x20) }
        bytes.append(contentsOf: line)
        bytes.append(0x0A)
    }

    /// Adds empty lines.
    mutating func appendBlank(_ count: Int) {
        for _ in 0..<max(count, 0) { append(line: []) }
    }
}
