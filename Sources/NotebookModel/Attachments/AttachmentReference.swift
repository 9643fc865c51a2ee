/// A place in a text that refers to an attached file.
package struct AttachmentReference: Sendable, Hashable {
    /// Where it stands, as positions of bytes: `attachment:` with the name.
    package var range: Range<Int>
    /// The name without percent-encoding and other escapes, in UTF-8.
    package var name: [UInt8]
    /// The position of the file among the names that are there, or `nil` if it isn't there.
    package var file: Int?
}

extension AttachmentReference {
    /// Puts other destinations in the place of references.
    ///
    /// - Parameters:
    ///   - references: The references, in order.
    ///   - text: The text in which they were found.
    ///   - destination: Gives what is to stand there, or `nil` for the reference as it is.
    /// - Returns: The new text.
    package static func replace(
        _ references: [AttachmentReference],
        in text: [UInt8],
        by destination: (AttachmentReference) -> [UInt8]?
    ) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var start = 0
        for reference in references {
            guard let destination = destination(reference) else { continue }
            output += text[start..<reference.range.lowerBound]
            output += destination
            start = reference.range.upperBound
        }
        output += text[start...]
        return output
    }
}
