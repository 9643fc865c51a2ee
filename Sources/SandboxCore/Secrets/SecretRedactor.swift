internal import NotebookModel

/// Replaces secrets by `***` in what comes out of a sandbox.
struct SecretRedactor: Sendable {
    /// The least number of bytes of a secret that is looked for: shorter ones stand in any text.
    static let shortest = 4

    private static let mask = Array("***".utf8)

    /// What is looked for, the longest first: each secret, and each line of it, since tools print
    /// keys line by line.
    private let needles: [[UInt8]]
    /// Whether a needle begins with a byte.
    private let begins: [Bool]

    init(_ secrets: [Secret] = []) {
        var needles: Set<[UInt8]> = []
        for secret in secrets {
            let bytes = Array(secret.exposed.utf8)
            needles.insert(bytes)
            for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
                needles.insert(Array(line))
            }
        }
        self.needles = needles.filter { $0.count >= Self.shortest }
            .sorted { $0.count > $1.count }
        let firsts = Set(self.needles.map { $0[0] })
        begins = (0...255).map(firsts.contains)
    }

    var isIdle: Bool { needles.isEmpty }

    func redact(_ text: String) -> String {
        guard !isIdle else { return text }
        let (visible, held) = scan(Array(text.utf8)[...], isEnd: true)
        return String(decoding: visible + held, as: UTF8.self)
    }

    /// Replaces all secrets in the bytes.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - isEnd: Whether nothing follows them.
    /// - Returns: What can be shown, and the bytes at the end that may be the beginning of a secret.
    func scan(_ bytes: ArraySlice<UInt8>, isEnd: Bool) -> (visible: [UInt8], held: [UInt8]) {
        var visible: [UInt8] = []
        visible.reserveCapacity(bytes.count)
        var shown = bytes.startIndex
        var index = shown
        while let start = bytes[index...].firstIndex(where: { begins[Int($0)] }) {
            let rest = bytes[start...]
            if !isEnd, needles.contains(where: { $0.count > rest.count && $0.starts(with: rest) }) {
                return (visible + bytes[shown..<start], Array(rest))
            }
            index = start + 1
            guard let found = needles.first(where: { rest.starts(with: $0) }) else { continue }
            visible += bytes[shown..<start]
            visible += Self.mask
            index = start + found.count
            shown = index
        }
        return (visible + bytes[shown...], [])
    }
}
