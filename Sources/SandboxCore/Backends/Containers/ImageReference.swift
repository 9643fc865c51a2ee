internal import NotebookModel

/// The text that names an image: `[HOST[:PORT]/]NAME[:TAG][@DIGEST]`, or an image's id.
///
/// The grammar is that of https://pkg.go.dev/github.com/distribution/reference.
enum ImageReference {
    /// Refuses what is no reference, so that none is taken for an option or leads to another path of
    /// the engine's interface.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Fault/imageMissing``.
    static func check(_ text: String) throws {
        guard text.utf8.count <= 512, isID(text[...]) || isName(text[...]) else {
            throw SandboxError(
                .runtimeUnavailable,
                "'\(String(text.prefix(200)).escapingControls)' is no reference to an image: "
                    + "give one such as python:3.11-slim, with a name in lower case",
                fault: .imageMissing
            )
        }
    }

    private static func isID(_ text: Substring) -> Bool {
        let digits = text.hasPrefix("sha256:") ? text.dropFirst(7) : text
        return (7...64).contains(digits.utf8.count) && digits.utf8.allSatisfy(isHexadecimal)
    }

    private static func isName(_ text: Substring) -> Bool {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, !isDigest(parts[1]) { return false }
        var path = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        let last = path.removeLast()
            .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if last.count == 2, !isTag(last[1]) { return false }
        if let first = path.first, first == "localhost" || first.contains(where: ".:".contains) {
            path.removeFirst()
            guard isHost(first) else { return false }
        }
        return (path + [last[0]]).allSatisfy(isComponent)
    }

    private static func isHost(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let names = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2
            && names.allSatisfy { name in
                !name.isEmpty && name.first != "-" && name.last != "-"
                    && name.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
            }
            && parts.dropFirst().allSatisfy { port in
                !port.isEmpty && port.utf8.allSatisfy(isDigit)
            }
    }

    /// Lower case and digits, separated by a dot, one or two underscores, or hyphens.
    private static func isComponent(_ text: Substring) -> Bool {
        let isLetter = { (byte: UInt8) in isDigit(byte) || isLowercase(byte) }
        guard let first = text.utf8.first, let last = text.utf8.last, isLetter(first),
            isLetter(last)
        else { return false }
        return text.utf8.split(whereSeparator: isLetter).allSatisfy { separator in
            let characters = String(decoding: separator, as: UTF8.self)
            return [".", "_", "__"].contains(characters) || characters.allSatisfy { $0 == "-" }
        }
    }

    private static func isTag(_ text: Substring) -> Bool {
        let isWord = { (byte: UInt8) in isAlphanumeric(byte) || byte == UInt8(ascii: "_") }
        guard let first = text.utf8.first, isWord(first), text.utf8.count <= 128 else {
            return false
        }
        return text.utf8.allSatisfy { isWord($0) || ".-".utf8.contains($0) }
    }

    private static func isDigest(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && isComponent(parts[0]) && parts[1].utf8.count >= 32
            && parts[1].utf8.allSatisfy(isHexadecimal)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLowercase(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLowercase(byte | 0x20)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
