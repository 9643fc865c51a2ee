/// Which addresses may stand in a page.
enum LinkPolicy {
    /// What an address of a picture points to.
    enum Picture {
        /// Bytes in the address itself, of a type that browsers show without running anything.
        case data([UInt8])
        /// A file attached to the cell.
        case attachment([UInt8])
        /// Something elsewhere, which a reader may go to.
        case link([UInt8])
    }

    /// The address as a browser would take it, if it may be the destination of a link.
    ///
    /// These are `http:`, `https:` and `mailto:` addresses and relative ones but for `//host`, which
    /// in a page on disk would be a file of another machine.
    static func destination(_ address: [UInt8]) -> [UInt8]? {
        let address = cleaned(address)
        guard let scheme = scheme(of: address) else {
            let start = address.prefix(2)
            let namesHost =
                start.count == 2 && start.allSatisfy { $0 == UInt8(ascii: "/") || $0 == 0x5C }
            return namesHost ? nil : address
        }
        return ["http", "https", "mailto"].contains(scheme) ? address : nil
    }

    /// What may become of the address of a picture.
    static func picture(_ address: [UInt8]) -> Picture? {
        let address = cleaned(address)
        switch scheme(of: address) {
        case "attachment":
            return .attachment(Array(address.dropFirst("attachment:".utf8.count)))
        case "data":
            return isData(address, of: pictureTypes) ? .data(address) : nil
        default:
            return destination(address).map(Picture.link)
        }
    }

    /// The address of a sound or a film, if its bytes stand in it.
    static func media(_ address: [UInt8]) -> [UInt8]? {
        let address = cleaned(address)
        return isData(address, of: ["audio/", "video/"]) ? address : nil
    }

    private static let pictureTypes = [
        "image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/svg+xml",
        "image/bmp", "image/avif", "image/x-icon",
    ]

    private static func isData(_ address: [UInt8], of types: [String]) -> Bool {
        let head = address.prefix(60).dropFirst("data:".utf8.count)
        let text = String(decoding: head, as: UTF8.self).lowercased()
        return scheme(of: address) == "data" && types.contains { text.hasPrefix($0) }
    }

    /// Does what browsers do first (WHATWG URL, 4.4): no controls around, no line ends inside.
    private static func cleaned(_ address: [UInt8]) -> [UInt8] {
        var bytes = address[...]
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        guard bytes.contains(where: { $0 < 0x20 }) else { return Array(bytes) }
        return bytes.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    }

    /// The part before the colon, in small letters, if there is one before any other separator.
    ///
    /// It need not be a scheme by the rules: what browsers may take for one, counts as one.
    private static func scheme(of address: [UInt8]) -> String? {
        let end = address.firstIndex { [0x2F, 0x3F, 0x23, 0x3A, 0x5C].contains($0) }
        guard let end, address[end] == UInt8(ascii: ":") else { return nil }
        return String(decoding: address[..<end].prefix(20), as: UTF8.self).lowercased()
    }
}
