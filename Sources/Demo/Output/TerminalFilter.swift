/// Takes out of a stream of bytes what could steer a terminal.
///
/// What stays: text, line ends, tabs, carriage returns, and colours (ECMA-48 SGR, `ESC [ … m`). A
/// sequence may arrive in any number of pieces.
struct TerminalFilter: Sendable {
    private enum State: Sendable {
        case text
        /// After the first byte of an encoded C1 control (`C2 80` to `C2 9F`) or of `C2 A0` and
        /// later text.
        case lead
        case escape
        /// After an escape and an intermediate byte.
        case shortEscape
        case control([UInt8])
        /// A control, device or operating system string: up to BEL, ST or the end of the line.
        case string
        case stringEscape
    }

    private var state = State.text
    /// Bytes of a character that are still to come.
    private var continuation = 0
    /// Whether colours are on.
    private(set) var isColoured = false

    mutating func clean(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes { take(byte, &output) }
        return output
    }

    private mutating func take(_ byte: UInt8, _ output: inout [UInt8]) {
        switch state {
        case .text: text(byte, &output)
        case .lead:
            state = .text
            if (0xA0...0xBF).contains(byte) {
                output += [0xC2, byte]
            } else if (0x80...0x9F).contains(byte) {
                c1(byte)
            } else {
                text(byte, &output)
            }
        case .escape:
            switch byte {
            case UInt8(ascii: "["): state = .control([])
            case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"),
                UInt8(ascii: "_"):
                state = .string
            case 0x20...0x2F: state = .shortEscape
            case 0x1B: break
            default: state = .text
            }
        case .shortEscape:
            if !(0x20...0x2F).contains(byte) { state = .text }
        case .control(let parameters): control(byte, parameters, &output)
        case .string:
            switch byte {
            case 0x07, 0x0A: state = .text
            case 0x1B: state = .stringEscape
            default: break
            }
        case .stringEscape:
            state = byte == UInt8(ascii: "\\") ? .text : byte == 0x1B ? .stringEscape : .string
        }
    }

    private mutating func text(_ byte: UInt8, _ output: inout [UInt8]) {
        switch byte {
        case 0x1B:
            continuation = 0
            state = .escape
        case 0x09, 0x0A, 0x0D, 0x20...0x7E:
            continuation = 0
            output.append(byte)
        case 0x80...0xBF:
            // Alone it would be a control to a terminal that doesn't take UTF-8.
            guard continuation > 0 else { return output.append(UInt8(ascii: "?")) }
            continuation -= 1
            output.append(byte)
        case 0xC2:
            continuation = 0
            state = .lead
        case 0xC3...0xDF: start(byte, 1, &output)
        case 0xE0...0xEF: start(byte, 2, &output)
        case 0xF0...0xF4: start(byte, 3, &output)
        default: continuation = 0
        }
    }

    private mutating func start(_ byte: UInt8, _ rest: Int, _ output: inout [UInt8]) {
        continuation = rest
        output.append(byte)
    }

    private mutating func c1(_ byte: UInt8) {
        switch byte {
        case 0x9B: state = .control([])
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F: state = .string
        default: break
        }
    }

    private mutating func control(_ byte: UInt8, _ parameters: [UInt8], _ output: inout [UInt8]) {
        switch byte {
        case 0x20...0x3F where parameters.count < 64: state = .control(parameters + [byte])
        case 0x1B: state = .escape
        case UInt8(ascii: "m") where parameters.allSatisfy(Self.isColourParameter):
            state = .text
            output += [0x1B, UInt8(ascii: "[")] + parameters + [byte]
            isColoured = !(parameters.isEmpty || parameters == [UInt8(ascii: "0")])
        case 0x0A:
            state = .text
            output.append(byte)
        default: state = .text
        }
    }

    private static func isColourParameter(_ byte: UInt8) -> Bool {
        (0x30...0x3B).contains(byte)
    }
}
