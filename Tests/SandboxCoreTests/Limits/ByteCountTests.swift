import SandboxCore
import Testing

@Suite struct ByteCountTests {
    @Test(arguments: [
        ("0", 0), ("17", 17), ("17b", 17), ("4k", 4096), ("4K", 4096), ("4kb", 4096),
        ("512m", 512 << 20), ("512MiB", 512 << 20), ("2g", 2 << 30), ("2Gb", 2 << 30),
    ])
    func `text is read`(text: String, bytes: Int) {
        #expect(ByteCount(text)?.bytes == bytes)
    }

    @Test(arguments: ["", "m", "-1", "1.5m", "1 m", "1t", "1mm", "٣", "9999999999g", "0x10"])
    func `other text is refused`(text: String) {
        #expect(ByteCount(text) == nil)
    }

    @Test(arguments: [
        (0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (1025, "1025 B"), (1536 << 10, "1536 KiB"),
        (512 << 20, "512 MiB"), (2 << 30, "2 GiB"),
    ])
    func `the largest unit that divides it is shown`(bytes: Int, text: String) {
        #expect(ByteCount(bytes: bytes).description == text)
    }

    @Test func `counts are ordered by size`() {
        #expect(ByteCount.kibibytes(1) < .mebibytes(1))
        #expect(ByteCount.gibibytes(1) == .mebibytes(1024))
    }
}
