import NotebookModel
import SandboxCore
import Testing

struct DataURLTests {
    @Test(arguments: [
        ("data:text/csv;base64,aGVsbG8=", "hello", "text/csv"),
        ("DATA:text/csv;BASE64,aGVsbG8=", "hello", "text/csv"),
        ("data:;base64,aGVsbG8", "hello", ""),
        ("data:text/plain;charset=utf-8;base64,aGVsbG8=", "hello", "text/plain;charset=utf-8"),
        ("data:,a%20b%2Cc", "a b,c", ""),
        ("data:text/plain,", "", "text/plain"),
        ("data:a;base64;x,%41", "A", "a;base64;x"),
        ("aGVsbG8=", "hello", ""),
        ("data:;base64,aGVsbG8%3D", "hello", ""),
        (" aGVs\r\nbG8 = \n", "hello", ""),
        ("", "", ""),
    ])
    func `it is taken apart`(text: String, content: String, type: String) throws {
        let url = try #require(DataURL(text))
        #expect(url.decoded() == Array(content.utf8))
        #expect(url.byteCount == content.utf8.count)
        #expect(url.mediaType == type)
    }

    @Test(arguments: 0..<40)
    func `its size is exact before it is decoded`(count: Int) throws {
        let bytes = (0..<count).map { UInt8($0 * 7 % 256) }
        let digits = Base64.encode(bytes)
        let bare = digits.filter { $0 != "=" }
        let broken = digits.enumerated().map {
            $0.offset % 5 == 0 ? "\($0.element)\r\n \t" : "\($0.element)"
        }
        for text in [digits, bare, broken.joined(), "data:a/b;base64,\(digits)\n"] {
            let url = try #require(DataURL(text))
            #expect(url.byteCount == count)
            #expect(url.decoded() == bytes)
        }
    }

    @Test(arguments: ["data:text/csv;base64", "data:"])
    func `without a comma it is none`(text: String) {
        #expect(DataURL(text) == nil)
    }

    @Test(arguments: [
        "a", "!!!!", "aGVs=bG8", "data:;base64,a===", "data:,%4", "data:,%%%%", "data:,%+1",
        "data:,%zz",
    ])
    func `what can't be decoded is nil`(text: String) throws {
        let url = try #require(DataURL(text))
        #expect(url.decoded() == nil)
        #expect(url.byteCount >= 0)
    }
}
