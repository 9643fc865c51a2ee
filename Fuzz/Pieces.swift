// Compiled by Scripts/fuzz together with each fuzzer.

/// The same bytes in the pieces in which a stream may bring them: whole, one by one, and cut at places that depend on
/// the bytes.
func divisions(of bytes: [UInt8]) -> [[[UInt8]]] {
    var pieces: [[UInt8]] = []
    var start = 0
    var hash: UInt32 = 2_166_136_261
    for (index, byte) in bytes.enumerated() {
        hash = (hash ^ UInt32(byte)) &* 16_777_619
        guard hash >> 28 == 0, index >= start else { continue }
        pieces.append(Array(bytes[start...index]))
        start = index + 1
    }
    pieces.append(Array(bytes[start...]))
    return [[bytes], bytes.map { [$0] }, pieces]
}

/// Demands that all divisions of the bytes give the same.
func requireEqual<Result: Equatable>(
    _ bytes: [UInt8],
    _ what: String,
    _ result: ([[UInt8]]) -> Result
) -> Result {
    let results = divisions(of: bytes).map(result)
    precondition(results.allSatisfy { $0 == results[0] }, "\(what) depends on how the bytes come")
    return results[0]
}
