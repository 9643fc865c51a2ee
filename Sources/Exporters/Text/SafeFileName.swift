/// File names made of names that may be hostile.
enum SafeFileName {
    private static let maximumLength = 48

    /// Makes a file name: no separators, no leading dot, nothing that a file system reserves.
    ///
    /// Only the part behind the last `/` or `\` counts. Letters, digits, `.`, `-` and `_` stay,
    /// everything else becomes `_`.
    ///
    /// - Parameters:
    ///   - name: Any text.
    ///   - fallback: The name if nothing usable is left.
    /// - Returns: A name of at most 48 code points, so that 255 bytes hold it.
    static func make(_ name: String, fallback: String) -> String {
        let base = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? [][...]
        var scalars = String.UnicodeScalarView()
        for scalar in base {
            let isPlain =
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || [".", "-", "_"].contains(scalar)
            scalars.append(isPlain ? scalar : "_")
        }
        while let first = scalars.first, first == "." { scalars.removeFirst() }
        while let last = scalars.last, last == "." { scalars.removeLast() }
        if scalars.count > maximumLength {
            let (stem, dotted) = split(String(scalars))
            let end = String(dotted.unicodeScalars.prefix(20))
            scalars = String.UnicodeScalarView(
                stem.unicodeScalars.prefix(maximumLength - end.unicodeScalars.count)
            )
            scalars.append(contentsOf: end.unicodeScalars)
        }
        let result = String(scalars)
        if result.isEmpty { return fallback }
        return isReserved(split(result).stem) ? "_" + result : result
    }

    /// Splits a name before its last dot.
    static func split(_ name: String) -> (stem: String, dotted: String) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (name, "") }
        return (String(name[..<dot]), String(name[dot...]))
    }

    /// Tells whether Windows has a device of that name.
    private static func isReserved(_ stem: String) -> Bool {
        let upper = stem.uppercased()
        if ["CON", "PRN", "AUX", "NUL"].contains(upper) { return true }
        return upper.utf8.count == 4 && (upper.hasPrefix("COM") || upper.hasPrefix("LPT"))
    }
}

/// The file names given out so far; case doesn't tell two apart.
struct UniqueFileNames {
    private var taken: Set<String> = []
    private var counters: [String: Int] = [:]

    /// Makes a name unique with a number before its extension.
    mutating func make(_ name: String) -> String {
        if taken.insert(name.lowercased()).inserted { return name }
        let (stem, dotted) = SafeFileName.split(name)
        var counter = counters[name.lowercased()] ?? 2
        while !taken.insert("\(stem)-\(counter)\(dotted)".lowercased()).inserted { counter += 1 }
        counters[name.lowercased()] = counter + 1
        return "\(stem)-\(counter)\(dotted)"
    }
}
