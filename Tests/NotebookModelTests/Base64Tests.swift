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

    @Test(arguments: ["Z", "Zm9vY", "Zm-v", "Zg===", "Zg==Zg", "é"])
    func `other texts are refused`(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
