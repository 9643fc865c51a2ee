/// An opening bracket that may start a link or an image.
struct Bracket {
    let token: Int
    let isImage: Bool

    /// The place behind the bracket.
    let contentStart: Int

    /// How many runs of marks stood before it.
    let delimiters: Int

    /// Whether another bracket was opened behind it; its text is no label then.
    var hasBracketInside = false
}

/// The opening brackets that no closing one has met yet.
struct BracketStack {
    private var items: [Bracket] = []

    /// Below which bracket those of links are inactive, since a link stands inside of them.
    private var inactive = 0

    var isEmpty: Bool { items.isEmpty }

    var last: Bracket? { items.last }

    /// Whether the last bracket is one of a link that can't be, having a link in it.
    var isLastInactive: Bool {
        items.count <= inactive && items.last?.isImage == false
    }

    mutating func append(_ bracket: Bracket) {
        if !items.isEmpty { items[items.count - 1].hasBracketInside = true }
        items.append(bracket)
    }

    mutating func removeLast() {
        items.removeLast()
        inactive = min(inactive, items.count)
    }

    mutating func removeAll() {
        items.removeAll(keepingCapacity: true)
        inactive = 0
    }

    /// Makes all brackets of links inactive.
    mutating func deactivate() {
        inactive = items.count
    }
}
