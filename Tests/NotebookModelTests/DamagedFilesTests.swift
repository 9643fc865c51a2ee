import NotebookModel
import NotebookTestSupport
import Testing

/// Real notebooks as a broken disk or a cut transfer leaves them.
struct DamagedFilesTests {
    private static let small = Corpus.names.filter { name in
        (try? Corpus.bytes(name)).map { $0.count < 100_000 } ?? false
    }

    @Test(arguments: small)
    func `a truncated notebook is an error`(name: String) throws {
        let bytes = try Corpus.bytes(name)
        let end = bytes.lastIndex { $0 > 0x20 } ?? 0
        for place in 0..<20 {
            #expect(throws: NotebookError.self) {
                try Notebook(reading: Array(bytes[..<(end * place / 20)]))
            }
        }
    }

    @Test(arguments: small)
    func `a notebook with a flipped bit is read or refused, and what is read can be written`(
        name: String
    ) throws {
        let bytes = try Corpus.bytes(name)
        var random = SeededGenerator(seed: 11)
        for _ in 0..<20 {
            var damaged = bytes
            let place = Int.random(in: damaged.indices, using: &random)
            damaged[place] ^= 1 << Int.random(in: 0..<8, using: &random)
            guard let notebook = try? Notebook(reading: damaged) else { continue }
            let normalized = notebook.normalizedBytes()
            #expect(try Notebook(reading: normalized).normalizedBytes() == normalized)
        }
    }
}
