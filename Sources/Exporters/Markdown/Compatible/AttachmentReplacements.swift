internal import NotebookModel

/// Paths to be put in the place of `attachment:name`, wherever that stands.
struct AttachmentReplacements {
    private static let scheme = Array("attachment:".utf8)

    /// The longest name that is looked for, in bytes; no file system takes a longer one.
    static let longestName = 255

    private var names = NameTree()
    private var paths: [String] = []

    /// Adds a path; of several names that fit somewhere the one that was added first counts.
    mutating func add(_ name: String, _ path: String) {
        names.insert(name.utf8, value: paths.count, replacing: false)
        paths.append(path)
    }

    /// Replaces in a text, in one pass.
    func apply(to text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var start = 0
        var index = 0
        while let colon = text[index...].firstIndex(of: UInt8(ascii: ":")) {
            index = colon + 1
            let scheme = index - AttachmentReplacements.scheme.count
            guard scheme >= start,
                text[scheme..<index].elementsEqual(AttachmentReplacements.scheme),
                let (path, end) = first(in: text, at: index)
            else { continue }
            output += text[start..<scheme]
            output += paths[path].utf8
            start = end
            index = end
        }
        output += text[start...]
        return output
    }

    private func first(in text: [UInt8], at start: Int) -> (path: Int, end: Int)? {
        var first: (path: Int, end: Int)?
        var node = NameTree.root
        var index = start
        while index < text.count, let next = names.child(of: node, at: text[index]) {
            node = next
            index += 1
            if let value = names.value(of: node), value < first?.path ?? .max {
                first = (value, index)
            }
        }
        return first
    }
}
