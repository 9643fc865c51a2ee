internal import NotebookModel

extension String {
    /// Whether there is nothing beyond ASCII.
    var isASCII: Bool {
        withBytes { ByteScanner.endOfASCII(in: $0, from: 0) == $0.count }
    }
}
