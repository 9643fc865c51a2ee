extension String {
    /// Calls a body with the text in UTF-8, which is not copied if the text has its bytes in a row.
    @inlinable @inline(__always)
    package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        // The span can't outlive the call, nor can the buffer end before it.
        let result = unsafe utf8.withContiguousStorageIfAvailable { buffer in
            unsafe body(Span(_unsafeElements: buffer))
        }
        if let result { return result }
        return withCopiedBytes(body)
    }

    /// Calls a body with the text in UTF-8, as a string from outside Swift needs it.
    ///
    /// Apart, so that other strings aren't retained for it.
    @inlinable @inline(never)
    package func withCopiedBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(Array(utf8).span)
    }

    /// Whether the text comes first by code points.
    func precedes(_ other: String) -> Bool {
        withBytes { own in
            other.withBytes { bytes in
                let count = min(own.count, bytes.count)
                var index = 0
                while index < count, own[index] == bytes[index] { index &+= 1 }
                return index < count ? own[index] < bytes[index] : own.count < bytes.count
            }
        }
    }
}
