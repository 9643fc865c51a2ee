import NotebookModel
import Testing

@Suite struct JSONPointerTests {
    // The examples of RFC 6901, section 5.
    @Test(arguments: [
        ("", []), ("/foo", ["foo"]), ("/foo/0", ["foo", "0"]), ("/", [""]), ("/a~1b", ["a/b"]),
        ("/m~0n", ["m~n"]), ("/ ", [" "]),
    ])
    func `a pointer is spelled as RFC 6901 has it`(_ text: String, _ tokens: [String]) {
        #expect(JSONPointer(tokens).description == text)
        #expect(JSONPointer(text: text) == JSONPointer(tokens))
    }

    @Test(arguments: ["a", "/~", "/~2", "/a~/b"])
    func `a text that isn't spelled so is no pointer`(_ text: String) {
        #expect(JSONPointer(text: text) == nil)
    }

    @Test func `a value is found by its pointer`() {
        let value: JSONValue = ["a": [1, ["": 2]], "0": 3]
        func find(_ tokens: String...) -> JSONValue? { value[JSONPointer(tokens)] }
        #expect(find() == value)
        #expect(find("a", "0") == 1)
        #expect(find("a", "1", "") == 2)
        #expect(find("0") == 3)
        for tokens in [
            ["a", "2"], ["a", "-1"], ["a", "00"], ["a", "-"], ["b"], ["a", "0", "0"],
        ] {
            #expect(value[JSONPointer(tokens)] == nil)
        }
    }

    @Test func `tokens are compared byte by byte`() {
        #expect(JSONPointer(["\u{E9}"]) != JSONPointer(["e\u{301}"]))
        #expect(Set([JSONPointer(["\u{E9}"]), JSONPointer(["e\u{301}"])]).count == 2)
        #expect(JSONPointer(["a"]) == JSONPointer(["a"]))
    }
}
