/// What may have been meant by a name that doesn't exist.
enum Suggestion {
    /// The name with the fewest edits, if these are few.
    static func nearest(to name: String, in names: [String]) -> String? {
        let ranked = names.map { candidate in
            (candidate, candidate.hasPrefix(name) && !name.isEmpty ? 1 : distance(name, candidate))
        }
        guard let best = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
        return best.1 <= max(1, min(3, best.0.count / 2)) ? best.0 : nil
    }

    /// The number of insertions, removals and replacements between two texts (Levenshtein).
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(64)), right = Array(right.prefix(64))
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (character == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
