import Testing

@testable import Exporters

@Suite struct SafeFileNameTests {
    @Test(arguments: [
        ("a.png", "a.png"), ("b c.png", "b_c.png"), ("../../etc/passwd", "passwd"),
        ("..\\..\\x.exe", "x.exe"), ("..", "f"), ("", "f"), ("/", "f"), (".bashrc", "bashrc"),
        ("a\0b\n.png", "a_b_.png"), ("C:\\x\\y.png", "y.png"), ("C:y.png", "C_y.png"),
        ("con.png", "_con.png"), ("LPT1", "_LPT1"), ("一枚.png", "一枚.png"),
        ("\u{202e}gnp.exe", "_gnp.exe"), ("x. ", "x._"), ("a`b](c).png", "a_b__c_.png"),
    ])
    func `only a safe base name is left`(_ name: String, _ expected: String) {
        #expect(SafeFileName.make(name, fallback: "f") == expected)
    }

    @Test func `long names keep their extension`() {
        let name = SafeFileName.make(String(repeating: "é", count: 500) + ".png", fallback: "f")
        #expect(name.hasSuffix("é.png"))
        #expect(name.utf8.count < 255)
    }

    @Test func `names are told apart without case`() {
        var names = UniqueFileNames()
        let made = ["a.png", "A.PNG", "a.png", "a-2.png", "b"].map { names.make($0) }
        #expect(made == ["a.png", "A-2.PNG", "a-3.png", "a-2-2.png", "b"])
    }
}
