internal import NotebookModel

/// A package by name, as `numpy`, `numpy==2.1` or `uvicorn[standard]>=0.30,<1`.
///
/// Of PEP 508's grammar there are names, extras and versions; nothing can name a place. What is no
/// requirement beyond that pip refuses.
public struct PackageRequirement: Hashable, Sendable, CustomStringConvertible {
    /// The text, as given.
    public let description: String

    /// Checks a requirement.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Code/rejected`` if it is something else, such
    ///   as an option of pip, a path or an address.
    public init(_ text: String) throws {
        guard (1...200).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed),
            let first = text.utf8.first, Self.isLetterOrDigit(first)
        else {
            throw SandboxError(
                .rejected,
                "'\(text.escapingControls)' is no requirement of a package: give a name, with a "
                    + "version if need be, such as 'numpy==2.1'"
            )
        }
        description = text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "._-[], =!~<>*+".utf8.contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
