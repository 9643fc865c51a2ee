/// A JSON number as it was written.
///
/// The spelling is kept, so that integers of any size, exponents, `-0` and `1.0` come out as they
/// went in. `NaN`, `Infinity` and `-Infinity` are no JSON, but Python's `json` writes and reads
/// them and some notebooks hold them; they are kept too.
public struct JSONNumber: Sendable, Hashable {
    /// The spelling, for example `1.0`, `-0`, `12345678901234567890` or `NaN`.
    public let lexeme: String

    /// Makes a number of an integer.
    public init(_ value: Int) {
        lexeme = String(value)
    }

    /// Makes a number of a floating-point value, spelled as Python's `repr` spells it.
    ///
    /// Values that JSON can't express become `NaN`, `Infinity` or `-Infinity`, which Python reads
    /// and browsers refuse; test `isFinite` first where that matters.
    public init(_ value: Double) {
        lexeme = PythonFloat.repr(value)
    }

    /// Makes a number of its spelling, or `nil` if the text is no number.
    ///
    /// - Parameter lexeme: A JSON number, or `NaN`, `Infinity` or `-Infinity`.
    public init?(lexeme: String) {
        guard let value = try? JSONParser().parse(Array(lexeme.utf8)),
            case .number(let number) = value, number.lexeme == lexeme
        else { return nil }
        self = number
    }

    /// Takes a spelling that the parser has checked.
    init(checked lexeme: String) {
        self.lexeme = lexeme
    }

    /// The value as an integer, if it is written without a fraction or with a zero one, and fits.
    public var int: Int? {
        if let value = Int(lexeme) { return value }
        guard !isInteger, let double, double >= -0x1p63, double < 0x1p63 else { return nil }
        // Not `Int(exactly:)`: unoptimized it needs the C library's mathematics, which nothing
        // links.
        let integer = Int(double)
        return Double(integer) == double ? integer : nil
    }

    /// The nearest floating-point value, infinite if the number is too large.
    public var double: Double? {
        switch lexeme {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        default: Double(lexeme)
        }
    }

    /// Tells whether the number is spelled as an integer: no fraction, no exponent, not `NaN`.
    public var isInteger: Bool {
        lexeme.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == 0x2D
        }
    }

    /// Tells whether the spelling is JSON: anything but `NaN`, `Infinity` and `-Infinity`.
    public var isJSON: Bool {
        !lexeme.utf8.contains { $0 == UInt8(ascii: "N") || $0 == UInt8(ascii: "I") }
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The spelling.
    public var description: String { lexeme }
}

extension JSONNumber: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// Makes a number of an integer.
    public init(integerLiteral value: Int) {
        self.init(value)
    }

    /// Makes a number of a floating-point value.
    public init(floatLiteral value: Double) {
        self.init(value)
    }
}
