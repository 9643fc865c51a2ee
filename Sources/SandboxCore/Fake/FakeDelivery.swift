/// Takes in the agent's delivery, the bytes before the first frame.
struct FakeDelivery: Sendable {
    /// A delivery that no Python could start from.
    struct Malformed: Error {
        let what: String
    }

    private var buffer: [UInt8] = []
    private(set) var isComplete = false
    /// The names of the modules that were sent.
    private(set) var modules: [String] = []

    /// Takes bytes.
    ///
    /// - Returns: Those behind the delivery, once it is complete.
    mutating func take(_ bytes: [UInt8]) throws(Malformed) -> [UInt8] {
        buffer += bytes
        guard let form = buffer.first, let list = try count(at: 5) else { return [] }
        guard form == UInt8(ascii: "S") || form == UInt8(ascii: "B") else {
            throw Malformed(what: "the form of the modules is \(form)")
        }
        let start = 5 + 8
        guard buffer.count >= start + list else { return [] }
        try readNames(Array(buffer[start..<start + list]))
        isComplete = true
        defer { buffer = [] }
        return Array(buffer[(start + list)...])
    }

    private func count(at index: Int) throws(Malformed) -> Int? {
        guard buffer.count >= index + 8 else { return nil }
        let digits = String(decoding: buffer[index..<index + 8], as: UTF8.self)
        guard let count = Int(digits, radix: 16), count >= 0 else {
            throw Malformed(what: "'\(digits)' is no count")
        }
        return count
    }

    private mutating func readNames(_ list: [UInt8]) throws(Malformed) {
        var rest = list[...]
        while let length = rest.popFirst() {
            let name = rest.prefix(Int(length))
            rest = rest.dropFirst(Int(length))
            let body = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            guard name.count == Int(length), rest.count >= 4 + body else {
                throw Malformed(what: "the list of modules is cut off")
            }
            rest = rest.dropFirst(4 + body)
            modules.append(String(decoding: name, as: UTF8.self))
        }
    }
}
