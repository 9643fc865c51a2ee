extension Span<UInt8> {
    /// A copy of the bytes.
    var copy: ArraySlice<UInt8> {
        // They are copied before the call ends.
        unsafe withUnsafeBufferPointer { unsafe ArraySlice($0) }
    }

    /// Tells whether the bytes start with those of a text.
    @inline(__always)
    func hasPrefix(_ text: String) -> Bool {
        var index = 0
        for byte in text.utf8 {
            guard index < count, self[index] == byte else { return false }
            index += 1
        }
        return true
    }
}

extension [UInt8] {
    /// Adds a copy of bytes.
    mutating func append(copying bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
