/// Turns chunks of bytes into text without cutting a character that spans two chunks.
struct UTF8Reassembler: Sendable {
    private var pending: [UInt8] = []

    /// The text that is complete now; an unfinished character at the end waits for the next chunk.
    mutating func decode(_ bytes: [UInt8]) -> String {
        let all = pending + bytes
        let cut = all.count - UTF8Reassembler.unfinishedTail(of: all)
        pending = Array(all[cut...])
        return String(decoding: all[..<cut], as: UTF8.self)
    }

    /// What is left at the end, replaced.
    mutating func finish() -> String {
        defer { pending = [] }
        return String(decoding: pending, as: UTF8.self)
    }

    /// The number of bytes at the end that begin a character (RFC 3629) but don't complete it.
    private static func unfinishedTail(of bytes: [UInt8]) -> Int {
        for back in 1...3 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte & 0b1100_0000 == 0b1000_0000 { continue }
            let length =
                switch byte {
                case 0xC2...0xDF: 2
                case 0xE0...0xEF: 3
                case 0xF0...0xF4: 4
                default: 1
                }
            return length > back ? back : 0
        }
        return 0
    }
}
