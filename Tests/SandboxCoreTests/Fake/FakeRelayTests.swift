import NotebookModel
import Testing

@testable import SandboxCore

@Suite struct FakeRelayTests {
    private func relay(_ chunks: [[UInt8]], cap: Int?) -> [Frame] {
        var relay = FakeRelay(cell: 1, cap: cap)
        var frames = chunks.flatMap { relay.write($0, to: .stdout) }
        frames += relay.finish()
        return frames
    }

    private func kept(_ frames: [Frame]) -> [UInt8] {
        frames.filter { $0.kind == .standardOutput }.flatMap(\.payload)
    }

    private func gaps(_ frames: [Frame]) -> [String] {
        frames.filter { $0.kind == .gap }.map { String(decoding: $0.payload, as: UTF8.self) }
    }

    @Test func `text up to the cap passes at every split`() {
        let text = [UInt8](0..<40)
        for split in 0...40 {
            let frames = relay([Array(text[..<split]), Array(text[split...])], cap: 40)
            #expect(kept(frames) == text)
            #expect(gaps(frames).isEmpty)
        }
    }

    @Test func `beyond it head and tail are kept at every split`() {
        let text = [UInt8](0..<100)
        for split in 0...100 {
            let frames = relay([Array(text[..<split]), Array(text[split...])], cap: 40)
            #expect(kept(frames) == Array(text[..<30] + text[90...]), "split at \(split)")
            #expect(gaps(frames).last == #"{"stream":"stdout","bytes":60}"#)
        }
    }

    @Test(arguments: ["é", "€", "😀"], 0...4)
    func `a cut divides no character and keeps within the cap`(character: String, offset: Int) {
        let text = String(repeating: "a", count: offset) + String(repeating: character, count: 100)
        let bytes = kept(relay([Array(text.utf8)], cap: 40))
        #expect(String(validating: bytes, as: UTF8.self) != nil)
        #expect(bytes.count <= 40)
    }

    @Test func `without a cap everything passes, in frames that are not too long`() {
        let text = [UInt8](repeating: 65, count: 200_000)
        let frames = relay([text], cap: nil)
        #expect(kept(frames) == text)
        #expect(frames.allSatisfy { $0.payload.count <= Frame.dataLimit })
    }
}
