/// The place in a script up to which `from __future__ import` may stand: behind its first string
/// and others of its kind only.
struct PythonPrelude {
    private enum Place {
        case start, imports, behind
    }

    private var place = Place.start
    /// Whether there was such an import.
    private(set) var hasImports = false

    /// Whether one may stand here.
    var isOpen: Bool { place != .behind }

    /// Goes behind a string that is a statement.
    mutating func passString() { place = place == .start ? .imports : .behind }

    /// Goes behind an import.
    mutating func passImport() {
        place = .imports
        hasImports = true
    }

    /// Goes behind another statement.
    mutating func passStatement() { place = .behind }
}
