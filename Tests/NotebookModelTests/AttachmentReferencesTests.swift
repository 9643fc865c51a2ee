import NotebookModel
import Testing

@Suite struct AttachmentReferencesTests {
    private let names = ["a.png", "a b.png", "a", "p(1).png", "it's.png", "100%25.png", "é.png"]

    /// The text with a number for each reference to a file that is there, and `?name` for others.
    private func marked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let found = AttachmentReferences(to: names).references(in: bytes)
        let marked = AttachmentReference.replace(found, in: bytes) { reference in
            reference.file.map { Array("\($0)".utf8) } ?? Array("?".utf8) + reference.name
        }
        return String(decoding: marked, as: UTF8.self)
    }

    @Test(arguments: [
        ("![x](attachment:a.png)", "![x](0)"),
        ("![x]( attachment:a.png 'title')", "![x]( 0 'title')"),
        ("[x]: attachment:a.png\n[y]:attachment:a", "[x]: 0\n[y]:2"),
        ("[x]:\nattachment:a.png", "[x]:\n0"),
        ("<img src=\"attachment:a.png\"><img src='attachment:a'>", "<img src=\"0\"><img src='2'>"),
        ("<img src=attachment:a.png>", "<img src=0>"),
        ("<img src = attachment:a alt=''>", "<img src = 2 alt=''>"),
    ])
    func `a reference stands where a destination begins`(_ text: String, _ expected: String) {
        #expect(marked(text) == expected)
    }

    @Test(arguments: [
        "an attachment:a.png", "see: attachment:a.png", "`attachment:a.png`", "attachment:a.png",
        "(attachment:)", "(attachment", "(Attachment:a.png)", "",
    ])
    func `prose is no reference`(_ text: String) {
        #expect(marked(text) == text)
    }

    @Test(arguments: [
        ("![x](attachment:a%20b.png)", "![x](1)"), ("![x](attachment:a b.png)", "![x](1)"),
        ("![x](<attachment:a b.png>)", "![x](<1>)"), ("![x](attachment:p(1).png)", "![x](3)"),
        ("![x](attachment:p%281).png)", "![x](3)"),
        (#"![x](attachment:p\(1\).png)"#, "![x](3)"),
        ("<a href='attachment:it's.png'>", "<a href='4'>"),
        ("![x](attachment:100%25.png)", "![x](5)"), ("![x](attachment:%61)", "![x](2)"),
        ("![x](attachment:%C3%A9.png)", "![x](6)"), ("![x](attachment:é.png)", "![x](6)"),
        ("![x](attachment:a%20%22t%22)", "![x](?a \"t\")"),
    ])
    func `a name may be written in several ways`(_ text: String, _ expected: String) {
        #expect(marked(text) == expected)
    }

    @Test(arguments: [
        ("![x](attachment:ab.png)", "![x](?ab.png)"),
        ("![x](attachment:q(1).png)", "![x](?q(1).png)"),
        ("![x](attachment:q 't')", "![x](?q 't')"), ("![x](<attachment:q r>)", "![x](<?q r>)"),
        ("<img src=\"attachment:q r\">", "<img src=\"?q r\">"),
        ("![x](attachment:q%2)", "![x](?q%2)"),
    ])
    func `a reference to another file has its name`(_ text: String, _ expected: String) {
        #expect(marked(text) == expected)
    }

    @Test func `a name that is missing twice is told once`() {
        let text = "(attachment:q) (attachment:%71) (attachment:a) (attachment:r)"
        #expect(AttachmentReferences(to: names).missing(in: text) == ["q", "r"])
    }

    @Test func `the last of two files of one name counts`() {
        let found = AttachmentReferences(to: ["a", "a"]).references(
            in: Array("(attachment:a)".utf8)
        )
        #expect(found.map(\.file) == [1])
    }

    @Test(.timeLimit(.minutes(1)))
    func `many names and references take no long time`() {
        let names = (0..<5_000).map { "a \($0)" }
        let text = String(repeating: "(attachment:a ", count: 20_000)
        #expect(AttachmentReferences(to: names).references(in: Array(text.utf8)).count == 20_000)
    }
}
