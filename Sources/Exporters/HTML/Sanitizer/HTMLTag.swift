/// A start tag as somebody wrote it.
struct HTMLTag {
    /// An attribute; the value is still with its character references.
    struct Attribute {
        var name: String
        var value: ArraySlice<UInt8>
    }

    /// The name in small letters.
    var name: String
    /// The attributes in order, the first of each name counts.
    var attributes: [Attribute] = []
    /// Tells whether the tag ends in `/>`, which means nothing in HTML but does in SVG.
    var closesItself = false

    /// The value of an attribute with its character references resolved.
    subscript(name: String) -> [UInt8]? {
        attributes.first { $0.name == name }.map { HTMLReferences.resolve($0.value) }
    }
}
