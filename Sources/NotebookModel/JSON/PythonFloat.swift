/// The spelling of floating-point numbers by Python's `repr`, which `json.dumps` uses.
enum PythonFloat {
    /// Spells a number as Python does.
    ///
    /// The digits are the fewest that read back as the same number. They are plain from 1e-4 up to
    /// 1e16 and scientific outside, with at least two digits of exponent (CPython
    /// `float_repr_style`).
    static func repr(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        let sign = value.sign == .minus ? "-" : ""
        if value.isZero { return sign + "0.0" }
        let (digits, point) = shortestDigits(value.magnitude)
        guard point > -4 && point <= 16 else {
            let exponent = point - 1
            let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
            let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
            return sign + digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + size
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if digits.count <= point {
            return sign + digits + String(repeating: "0", count: point - digits.count) + ".0"
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// Takes the shortest digits out of Swift's own spelling.
    ///
    /// - Returns: The digits without zeros at either end, and how many of them stand before the
    ///   point.
    private static func shortestDigits(_ value: Double) -> (digits: String, point: Int) {
        let parts = value.description.split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].split(
            separator: ".",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let all = mantissa.joined()
        let leading = all.prefix { $0 == "0" }.count
        var digits = all.dropFirst(leading)
        while digits.last == "0" { digits.removeLast() }
        return (String(digits), mantissa[0].count + exponent - leading)
    }
}
