/// Finds secrets in bytes that come one after the other, in a time for the bytes alone.
///
/// An automaton after A. V. Aho and M. J. Corasick, "Efficient string matching" (1975): its state is
/// the longest end of what came that a secret begins with.
struct SecretMatcher: Sendable {
    typealias State = Int

    private struct Node: Sendable {
        var next: [UInt8: State] = [:]
        /// The state for the longest shorter end that a secret begins with.
        var fallback: State = 0
        /// How many bytes of a secret it stands for.
        var depth = 0
        /// The length of the longest secret that ends here.
        var match = 0
    }

    private let needles: Set<[UInt8]>
    private var nodes = [Node()]
    private var begins = [Bool](repeating: false, count: 256)

    init(_ needles: Set<[UInt8]>) {
        self.needles = needles
        for needle in needles { insert(needle) }
        link()
    }

    /// Whether there is nothing to find.
    var isIdle: Bool { nodes.count == 1 }

    /// Whether a secret begins with this byte.
    func mayBegin(with byte: UInt8) -> Bool { begins[Int(byte)] }

    /// How many bytes at the beginning are the end of a secret whose beginning is missing; ends that
    /// tell little don't count.
    func remnant(at bytes: [UInt8]) -> Int {
        var longest = 0
        for needle in needles {
            let most = min(needle.count - 1, bytes.count)
            guard most >= SecretForms.shortest else { continue }
            let lengths = (SecretForms.shortest...most).reversed()
            if let length = lengths.first(where: { bytes.starts(with: needle.suffix($0)) }) {
                longest = max(longest, length)
            }
        }
        return longest
    }

    /// How many bytes at the end may be the beginning of a secret.
    func depth(of state: State) -> Int { nodes[state].depth }

    /// Takes a byte.
    ///
    /// - Returns: The length of the longest secret that ends with it, 0 if none does.
    func take(_ byte: UInt8, _ state: inout State) -> Int {
        while state != 0, nodes[state].next[byte] == nil { state = nodes[state].fallback }
        state = nodes[state].next[byte] ?? 0
        return nodes[state].match
    }

    private mutating func insert(_ needle: [UInt8]) {
        begins[Int(needle[0])] = true
        var state = 0
        for (index, byte) in needle.enumerated() {
            if let next = nodes[state].next[byte] {
                state = next
            } else {
                nodes.append(Node(depth: index + 1))
                nodes[state].next[byte] = nodes.count - 1
                state = nodes.count - 1
            }
        }
        nodes[state].match = needle.count
    }

    /// Finds the fallbacks, level by level.
    private mutating func link() {
        var level = Array(nodes[0].next.values)
        while !level.isEmpty {
            var below: [State] = []
            for state in level {
                for (byte, child) in nodes[state].next {
                    var fallback = nodes[state].fallback
                    while fallback != 0, nodes[fallback].next[byte] == nil {
                        fallback = nodes[fallback].fallback
                    }
                    nodes[child].fallback = nodes[fallback].next[byte] ?? 0
                    let other = nodes[nodes[child].fallback].match
                    nodes[child].match = max(nodes[child].match, other)
                    below.append(child)
                }
            }
            level = below
        }
    }
}
