internal import NotebookModel

/// A path inside the workspace: relative, `/` between its components, unable to leave it.
///
/// Any name that Linux allows can stand in it: blanks, quotes, line ends, a leading dash, any
/// Unicode.
public struct WorkspacePath: Sendable, CustomStringConvertible {
    /// The components, at least one.
    public let components: [String]

    /// Checks a path.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected`` if it is empty or absolute,
    ///   if a component is empty, `.`, `..`, longer than 255 bytes (Linux `NAME_MAX`), or holds
    ///   NUL or what no UTF-8 can hold, or if there are more than 64.
    public init(_ path: String) throws {
        func reject(_ why: String) -> SandboxError {
            SandboxError(
                .rejected,
                "the workspace path \(path.debugDescription) \(why): give a relative path inside the workspace"
            )
        }
        let isUnicode = LoneSurrogate.codePoints(of: path).allSatisfy {
            !(0xD800...0xDFFF).contains($0)
        }
        guard isUnicode else { throw reject("holds a surrogate, which is no character") }
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard !path.isEmpty else { throw reject("is empty") }
        guard parts.count <= 64 else { throw reject("has more than 64 components") }
        components = try parts.enumerated().map { index, part in
            switch part {
            case _ where part.isEmpty && index == 0: throw reject("is absolute")
            case _ where part.isEmpty: throw reject("has an empty component")
            case _ where part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8):
                throw reject("has the component '\(String(part) ?? "")'")
            case _ where part.contains(0): throw reject("holds a NUL character")
            case _ where part.count > 255: throw reject("has a component of more than 255 bytes")
            default: return String(Substring(part))
            }
        }
    }

    /// The path as text.
    public var description: String { components.joined(separator: "/") }
}

extension WorkspacePath {
    /// What the components come to on a disk that takes upper and lower case, and the spellings of
    /// an accented letter, for the same, such as a Mac's.
    var foldedComponents: [String] { components.map { $0.uppercased().lowercased() } }
}

extension WorkspacePath: Hashable {
    /// Compares byte by byte, as Linux does: the two spellings of an accented letter are two names.
    public static func == (left: WorkspacePath, right: WorkspacePath) -> Bool {
        left.description.utf8.elementsEqual(right.description.utf8)
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        for byte in description.utf8 { hasher.combine(byte) }
    }
}
