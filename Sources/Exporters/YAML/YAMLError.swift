/// Why a text is no YAML that can be read here.
struct YAMLError: Error, Hashable {
    /// A sentence without capital and full stop.
    var reason: String
    /// The line, from 1.
    var line: Int
}
