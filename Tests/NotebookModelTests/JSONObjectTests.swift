import NotebookModel
import Testing

@Suite struct JSONObjectTests {
    @Test func `members keep their order`() {
        var object: JSONObject = ["z": 1, "a": 2]
        object["m"] = 3
        object["z"] = 4
        #expect(object.keys == ["z", "a", "m"])
        #expect(object["z"] == 4)
        object["a"] = nil
        #expect(object.keys == ["z", "m"])
    }

    @Test func `the last of several members counts and all are written`() throws {
        var value = try JSONValue(parsing: Array(#"{"a":1,"b":2,"a":3}"#.utf8))
        #expect(value["a"] == 3)
        #expect(value.description == #"{"a":1,"b":2,"a":3}"#)
        var object = try #require(value.objectValue)
        object["a"] = 4
        value = .object(object)
        #expect(value.description == #"{"a":1,"b":2,"a":4}"#)
        #expect(object.removeValue(forKey: "a") == 4)
        #expect(object == ["b": 2])
    }

    @Test func `spellings of an accented letter are different keys`() {
        let object: JSONObject = ["\u{E9}": 1, "e\u{301}": 2]
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
        #expect(JSONObject([("\u{E9}", 1)]) != ["e\u{301}": 1])
    }
}
