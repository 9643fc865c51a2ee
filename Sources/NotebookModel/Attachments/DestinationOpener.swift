/// What stands before the destination of a link or the value of an HTML attribute.
enum DestinationOpener: Equatable {
    case angle
    case quote(UInt8)
    case plain

    /// Looks at what stands before a position, white space aside.
    init?(before position: Int, in text: [UInt8]) {
        var index = position - 1
        while index > 0, DestinationOpener.isSpace(text[index]) { index -= 1 }
        switch text[index] {
        case UInt8(ascii: "<"): self = .angle
        case UInt8(ascii: "\""), UInt8(ascii: "'"): self = .quote(text[index])
        case UInt8(ascii: "("), UInt8(ascii: "="): self = .plain
        case UInt8(ascii: ":") where index > 0 && text[index - 1] == UInt8(ascii: "]"):
            self = .plain
        default: return nil
        }
    }

    /// Tells whether a destination of unknown length ends before a byte.
    func ends(at byte: UInt8) -> Bool {
        switch self {
        case .angle: byte == UInt8(ascii: ">") || DestinationOpener.isLineEnd(byte)
        case .quote(let quote): byte == quote || DestinationOpener.isLineEnd(byte)
        case .plain: #")>"'"#.utf8.contains(byte) || DestinationOpener.isSpace(byte)
        }
    }

    /// Tells whether the name of a file that is there may end before a byte.
    func mayEnd(at byte: UInt8) -> Bool {
        ends(at: byte) || DestinationOpener.isSpace(byte)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || isLineEnd(byte)
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == 0x0D
    }
}
