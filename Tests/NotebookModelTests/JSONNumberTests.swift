import NotebookModel
import Testing

@Suite struct JSONNumberTests {
    @Test(arguments: [
        "0", "-0", "1.0", "1E5", "1e-7", "12345678901234567890123", "-1.50", "1e400", "NaN",
        "Infinity", "-Infinity",
    ])
    func `numbers keep their spelling`(_ lexeme: String) throws {
        let number = try #require(JSONNumber(lexeme: lexeme))
        #expect(number.lexeme == lexeme)
        #expect(JSONValue.number(number).description == lexeme)
    }

    @Test(arguments: ["", " 1", "01", "1.", ".5", "+1", "1e", "x", "\"1\"", "nan"])
    func `other texts are no numbers`(_ lexeme: String) {
        #expect(JSONNumber(lexeme: lexeme) == nil)
    }

    // Python: [repr(x) for x in ...]
    @Test(arguments: [
        (0.0, "0.0"), (-0.0, "-0.0"), (1.0, "1.0"), (100.0, "100.0"), (0.1, "0.1"), (-2.5, "-2.5"),
        (1e-4, "0.0001"), (1e-5, "1e-05"), (1.5e-7, "1.5e-07"), (1e15, "1000000000000000.0"),
        (9_007_199_254_740_993.0, "9007199254740992.0"), (1e16, "1e+16"),
        (1.8e16, "1.8e+16"), (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
        (1e22, "1e+22"), (1.7976931348623157e308, "1.7976931348623157e+308"),
        (.leastNonzeroMagnitude, "5e-324"),
        (0.30000000000000004, "0.30000000000000004"), (.infinity, "Infinity"), (.nan, "NaN"),
        (123.456, "123.456"), (0.000123, "0.000123"), (1e100, "1e+100"),
    ])
    func `floating-point numbers are spelled as Python spells them`(_ value: Double, _ text: String)
    {
        #expect(JSONNumber(value).lexeme == text)
    }

    @Test func `values are read exactly or not at all`() {
        #expect(JSONNumber(lexeme: "1.0")?.int == 1)
        #expect(JSONNumber(lexeme: "1.5")?.int == nil)
        #expect(JSONNumber(lexeme: "1e3")?.int == 1000)
        #expect(JSONNumber(lexeme: "9223372036854775807")?.int == .max)
        #expect(JSONNumber(lexeme: "9223372036854775808")?.int == nil)
        #expect(JSONNumber(lexeme: "9223372036854775808")?.double == 0x1p63)
        #expect(JSONNumber(lexeme: "-Infinity")?.double == -.infinity)
        #expect(JSONNumber(lexeme: "NaN")?.isJSON == false)
        #expect(JSONNumber(Int.min).int == .min)
    }
}
