import Testing

@testable import Exporters

@Suite struct HTMLHeightTests {
    private func height(_ markup: String) -> Int {
        HTMLHeight.estimate(Array(markup.utf8)[...])
    }

    @Test(arguments: [
        ("", 3), ("x", 3), ("<div><div><div>\n</div></div></div>", 3),
        ("x<br>x<br><br>x<br>", 6), ("<div>x</div><div><b>x</b> y</div><div>x</div>", 5),
        (String(repeating: "word ", count: 210), 14),
        ("<pre>a\nb\n\nc\nd</pre>", 9), ("<span>a\nb\n\nc\nd</span>", 3),
        ("<img height=\"320\">", 21), ("<img style=\"width:1px;height: 160px\">", 11),
        ("<img height=\"50%\">", 16), ("<img class=\"icon\" src=\"x\"> text", 3),
        ("<img height=\"32\"><img height=\"320\">", 21),
        ("<style>a{}\nb{}\nc{}\nd{}\ne{}</style>", 3),
        ("<details><summary>x</summary><p>x</p><p>x</p><details><p>x</p></details></details>", 3),
        ("<details open=\"\"><summary>x</summary>x<br>x<br>x<br>x</details>", 8),
    ])
    func `lines and pictures make the height`(_ markup: String, _ expected: Int) {
        #expect(height(markup) == expected)
    }

    @Test func `cells of a row stand side by side`() {
        let row = "<tr><th>x</th><td><div>x</div><div>y</div></td><td>z</td></tr>"
        #expect(height("<table>" + String(repeating: row, count: 12) + "</table>") == 22)
    }

    @Test func `the height has bounds`() {
        #expect(height(String(repeating: "<p>x</p>", count: 100_000)) == 400)
        #expect(height("<img height=\"99999\">") == 400)
    }
}
