/// The marker of a list item.
struct ListMarker: Equatable {
    /// The bullet, or the character behind the number.
    var delimiter: UInt8 = 0

    /// The number of an ordered item; -1 for a bullet.
    var number: Int32 = -1

    /// The columns up to the item's content, counted from where its parent's content starts.
    var contentOffset: Int32 = 0

    /// Tells whether two items can stand in one list.
    func continues(_ other: ListMarker) -> Bool {
        delimiter == other.delimiter && (number < 0) == (other.number < 0)
    }

    /// Reads a bullet or a number and its delimiter.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - start: Where the marker may start.
    ///   - end: The end of the line.
    /// - Returns: The marker, without the offset of the content, and its length.
    static func scan(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (ListMarker, length: Int)? {
        var index = start
        var marker = ListMarker()
        switch bytes[index] {
        case Mark.hyphen, Mark.plus, Mark.asterisk:
            break
        case let byte where Mark.isDigit(byte):
            marker.number = 0
            while index < end, Mark.isDigit(bytes[index]) {
                guard index - start < 9 else { return nil }
                marker.number = marker.number * 10 + Int32(bytes[index] - Mark.zero)
                index += 1
            }
            guard index < end,
                bytes[index] == Mark.period || bytes[index] == Mark.rightParenthesis
            else { return nil }
        default:
            return nil
        }
        marker.delimiter = bytes[index]
        index += 1
        guard index == end || Mark.isBlank(bytes[index]) else { return nil }
        return (marker, index - start)
    }
}
