/// A set of names that is searched byte by byte, so that a search costs no more than what it reads.
struct NameTree: Sendable {
    private struct Edge: Hashable {
        var node: Int
        var byte: UInt8
    }

    /// The node of the empty name.
    static let root = 0

    private var edges: [Edge: Int] = [:]
    private var values: [Int: Int] = [:]

    /// Adds a name; that of an equal one before is replaced.
    mutating func insert(_ name: some Sequence<UInt8>, value: Int) {
        var node = NameTree.root
        for byte in name {
            let edge = Edge(node: node, byte: byte)
            node = edges[edge] ?? edges.count + 1
            edges[edge] = node
        }
        values[node] = value
    }

    /// The node of a name with one more byte, if a name begins so.
    func child(of node: Int, at byte: UInt8) -> Int? {
        edges[Edge(node: node, byte: byte)]
    }

    /// The value of the name that ends here.
    func value(of node: Int) -> Int? {
        values[node]
    }
}
