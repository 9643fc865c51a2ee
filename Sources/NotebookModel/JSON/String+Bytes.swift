extension String {
    /// Calls a body with the text in UTF-8, which is not copied if the text has its bytes in a row.
    @inline(__always)
    func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        var text = self
        return text.withUTF8 { buffer in
            // The span can't outlive the call, nor can the buffer end before it.
            unsafe body(Span(_unsafeElements: buffer))
        }
    }

    /// Whether the text comes first by code points.
    func precedes(_ other: String) -> Bool {
        withBytes { own in
            other.withBytes { bytes in
                for index in 0..<min(own.count, bytes.count) where own[index] != bytes[index] {
                    return own[index] < bytes[index]
                }
                return own.count < bytes.count
            }
        }
    }
}
