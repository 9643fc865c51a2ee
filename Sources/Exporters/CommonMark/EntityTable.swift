/// The named characters of HTML.
enum EntityTable {
    /// The longest name.
    static let maximumLength = 31

    /// The names in full, each with `:`, its code points and a space behind it.
    private static let bytes: [UInt8] = {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(40_000)
        var previous = 0
        for entry in list.utf8.split(separator: Mark.space) {
            let shared = Int((entry.first ?? 0) - UInt8(ascii: "A"))
            let start = bytes.count
            for index in previous..<previous + shared { bytes.append(bytes[index]) }
            bytes.append(contentsOf: entry.dropFirst())
            bytes.append(Mark.space)
            previous = start
        }
        return bytes
    }()

    /// Where the names start.
    private static let starts: [Int] = {
        var starts = [0]
        starts.reserveCapacity(2_200)
        for index in bytes.indices where bytes[index] == Mark.space { starts.append(index + 1) }
        starts.removeLast()
        return starts
    }()

    /// Finds the code points for a name, as hexadecimal numbers with a dot between.
    static func find(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            let rest = bytes[starts[middle]...]
            let candidate = rest.prefix { $0 != Mark.colon }
            if candidate.elementsEqual(name) {
                return rest.dropFirst(candidate.count + 1).prefix { $0 != Mark.space }
            }
            if candidate.lexicographicallyPrecedes(name) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return nil
    }
}
