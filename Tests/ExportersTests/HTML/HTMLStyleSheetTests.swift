import Testing

@testable import Exporters

@Suite struct HTMLStyleSheetTests {
    /// The contrast of two colours (WCAG 2.2, "contrast ratio").
    private func contrast(_ first: String, _ second: String) -> Double {
        let (one, other) = (luminance(first), luminance(second))
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }

    private func luminance(_ color: String) -> Double {
        let value = Int(color.dropFirst(), radix: 16) ?? 0
        let parts = [value >> 16, value >> 8, value].map { part in
            let share = Double(part & 255) / 255
            return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private func power(_ base: Double) -> Double {
        // base^2.4 = (base^12)^(1/5), the root by Newton's method.
        let target = (0..<12).reduce(1.0) { product, _ in product * base }
        var root = 1.0
        for _ in 0..<200 { root = (4 * root + target / (root * root * root * root)) / 5 }
        return root
    }

    @Test(arguments: [HTMLStyleSheet.light, HTMLStyleSheet.dark])
    func `every colour of text can be read on every ground`(
        _ colors: [(name: String, value: String)]
    ) {
        let all = Dictionary(uniqueKeysWithValues: colors.map { ($0.name, $0.value) })
        let grounds = ["page", "code", "alert"]
        for (name, value) in colors where !(grounds + ["line", "mark"]).contains(name) {
            for ground in grounds {
                let ratio = contrast(value, all[ground] ?? "")
                #expect(ratio >= 4.5, "\(name) on \(ground): \(ratio)")
            }
        }
        #expect(contrast(all["text"] ?? "", all["mark"] ?? "") >= 4.5)
    }

    @Test func `text on the grounds of a terminal can be read`() {
        for (index, ground) in HTMLStyleSheet.grounds.enumerated() {
            let text = index % 8 == 0 ? "#ffffff" : "#1d1d1f"
            #expect(contrast(text, ground) >= 4.5, "ground \(index)")
        }
    }

    @Test func `the styles load nothing and can't end their element`() {
        let styles = HTMLStyleSheet.page + HTMLStyleSheet.text + HTMLStyleSheet.colors
        for part in ["url(", "@import", "<", "http"] { #expect(!styles.contains(part)) }
    }
}
