/// A set of names that is searched byte by byte, so that a search costs no more than what it reads.
package struct NameTree: Sendable {
    private struct Edge: Hashable {
        var node: Int
        var byte: UInt8
    }

    /// The node of the empty name.
    package static let root = 0

    private var edges: [Edge: Int] = [:]
    private var values: [Int: Int] = [:]

    /// Makes an empty set.
    package init() {}

    /// Adds a name.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - value: What ``value(of:)`` is to give.
    ///   - replacing: Whether it takes the place of the value of an equal name.
    package mutating func insert(
        _ name: some Sequence<UInt8>,
        value: Int,
        replacing: Bool = true
    ) {
        var node = NameTree.root
        for byte in name {
            let edge = Edge(node: node, byte: byte)
            node = edges[edge] ?? edges.count + 1
            edges[edge] = node
        }
        if replacing || values[node] == nil { values[node] = value }
    }

    /// The node of a name with one more byte, if a name begins so.
    package func child(of node: Int, at byte: UInt8) -> Int? {
        edges[Edge(node: node, byte: byte)]
    }

    /// The value of the name that ends here.
    package func value(of node: Int) -> Int? {
        values[node]
    }
}
