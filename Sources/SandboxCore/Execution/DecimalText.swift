extension Double {
    /// Reads digits with a point or none: no sign, exponent or other base.
    init?(decimal text: String) {
        guard text.utf8.allSatisfy({ $0 == 0x2E || (0x30...0x39).contains($0) }) else { return nil }
        self.init(text)
    }
}
