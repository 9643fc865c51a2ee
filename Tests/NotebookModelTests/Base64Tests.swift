import NotebookModel
import Testing

@Suite struct Base64Tests {
    // RFC 4648, section 10
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `the vectors of the RFC are met`(_ text: String, _ digits: String) {
        #expect(Base64.encode(Array(text.utf8)) == digits)
        #expect(Base64.decode(digits) == Array(text.utf8))
    }

    @Test func `all bytes come back`() {
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }

    @Test func `line ends are passed over and padding may be missing`() {
        #expect(Base64.decode("Zm9v\nYg\r\n") == Array("foob".utf8))
    }

    @Test(arguments: 0...40)
    func `the number of bytes is known without decoding`(count: Int) {
        let digits = Base64.encode([UInt8](repeating: 0xFF, count: count))
        #expect(Base64.decodedByteCount(of: digits) == count)
        #expect(Base64.decodedByteCount(of: digits.filter { $0 != "=" }) == count)
        for space in ["\t", "\n", "\u{B}", "\u{C}", "\r", " ", "\r\n"] {
            for position in 0...digits.utf8.count {
                var spaced = digits
                spaced.insert(
                    contentsOf: space,
                    at: digits.utf8.index(digits.startIndex, offsetBy: position)
                )
                #expect(Base64.decodedByteCount(of: spaced) == count)
                #expect(Base64.decodedByteCount(of: spaced[...]) == count)
            }
        }
    }

    @Test func `what is no digit counts as one`() {
        for byte in UInt8.min...UInt8.max
        where byte != 0x3D && byte != 0x20 && !(9...13).contains(byte) {
            let text = String(decoding: [byte] + [UInt8](repeating: 0x41, count: 15), as: UTF8.self)
            #expect(
                Base64.decodedByteCount(of: text) == text.utf8.count / 4 * 3
                    + [0, 0, 1, 2][text.utf8.count % 4]
            )
        }
    }

    @Test(arguments: ["Z", "Zm9vY", "Zm-v", "Zg===", "Zg==Zg", "é"])
    func `other texts are refused`(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
