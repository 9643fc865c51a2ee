import Testing

@testable import SandboxCore

@Suite struct UTF8ReassemblerTests {
    private func text(_ chunks: [[UInt8]]) -> String {
        var reassembler = UTF8Reassembler()
        return chunks.map { reassembler.decode($0) }.joined() + reassembler.finish()
    }

    private static let samples: [[UInt8]] = [
        Array("aé€😀\u{10FFFF}z".utf8),
        [0xFF, 0x41, 0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xF0, 0x9F, 0x98, 0x41],
        [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80, 0x41], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF],
        [0x80, 0x80, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
    ]

    @Test(arguments: samples)
    func `the text is the same at every two splits`(bytes: [UInt8]) {
        let whole = String(decoding: bytes, as: UTF8.self)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                let chunks = [
                    Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...]),
                ]
                #expect(text(chunks) == whole, "\(bytes) at \(first), \(second)")
            }
        }
    }

    @Test(arguments: samples)
    func `the text is the same byte by byte`(bytes: [UInt8]) {
        #expect(text(bytes.map { [$0] }) == String(decoding: bytes, as: UTF8.self))
    }

    @Test func `a whole character is not held back`() {
        var reassembler = UTF8Reassembler()
        #expect(reassembler.decode(Array("é".utf8)) == "é")
        #expect(reassembler.decode([0xF0, 0x9F]) == "")
        #expect(reassembler.decode([0x98, 0x80, 0x41]) == "😀A")
        #expect(reassembler.finish() == "")
    }
}
