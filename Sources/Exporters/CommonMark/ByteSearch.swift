/// Finds short ASCII texts in bytes.
enum ByteSearch {
    /// The first place of a text in a part of the bytes.
    static func find(
        _ needle: StaticString,
        _ bytes: [UInt8],
        _ start: Int,
        _ end: Int
    ) -> Int? {
        let wanted = Array(needle.description.utf8)
        guard let first = wanted.first else { return nil }
        var index = start
        let last = end - wanted.count
        while index <= last {
            if bytes[index] == first, matches(wanted, bytes, index) { return index }
            index += 1
        }
        return nil
    }

    private static func matches(_ wanted: [UInt8], _ bytes: [UInt8], _ start: Int) -> Bool {
        for offset in wanted.indices where bytes[start + offset] != wanted[offset] {
            return false
        }
        return true
    }
}
