import Foundation
import NotebookModel
import NotebookTestSupport
import Testing

struct CodableTests {
    @Test(arguments: Corpus.names)
    func `a notebook survives Foundation's coders`(name: String) throws {
        let notebook = try Notebook(reading: Corpus.bytes(name))
        let value = notebook.jsonValue()
        guard !value.hasNonFiniteNumber else {
            #expect(throws: EncodingError.self) { try JSONEncoder().encode(notebook) }
            return
        }
        let data = try JSONEncoder().encode(notebook)
        let decoded = try JSONDecoder().decode(Notebook.self, from: data)
        #expect(decoded.jsonValue().withPlainNumbers == value.withPlainNumbers)
    }

    @Test func `cells and outputs are parts of other documents`() throws {
        struct Answer: Codable, Equatable {
            var cell: Cell
            var output: Output
            var metadata: JSONObject
        }
        let answer = Answer(
            cell: .markdown("# Ä", id: "a"),
            output: .executeResult(["text/plain": .text("1\n2")], executionCount: 3),
            metadata: ["a": [1, 2.5, true, nil, "x"], "b": ["c": -1]]
        )
        let data = try JSONEncoder().encode(answer)
        #expect(try JSONDecoder().decode(Answer.self, from: data) == answer)
        let json = try JSONParser().parse(Array(data))
        #expect(json["output"]?["data"]?["text/plain"]?[0] == "1\n")
    }

    @Test func `integers stay integers as far as they fit`() throws {
        let text = "[0,-1,9223372036854775807,true,0.5]"
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        #expect(value == (try JSONParser().parse(Array(text.utf8))))
        #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == text)
    }

    @Test func `what is no notebook is told as from a file`() {
        #expect(throws: NotebookError.self) {
            try JSONDecoder().decode(
                Notebook.self,
                from: Data(#"{"nbformat": 9, "cells": []}"#.utf8)
            )
        }
    }
}

extension JSONValue {
    fileprivate var hasNonFiniteNumber: Bool {
        switch self {
        case .number(let number): number.double?.isFinite != true
        case .array(let values): values.contains(where: \.hasNonFiniteNumber)
        case .object(let object): object.contains { $0.value.hasNonFiniteNumber }
        default: false
        }
    }

    /// Each number as the nearest `Double` without the sign of zero, members sorted: what coders keep.
    fileprivate var withPlainNumbers: JSONValue {
        switch self {
        case .number(let number): .number(JSONNumber((number.double ?? .nan) + 0))
        case .array(let values): .array(values.map(\.withPlainNumbers))
        case .object(let object):
            .object(
                JSONObject(
                    Set(object.keys).sorted().map { ($0, object[$0]?.withPlainNumbers ?? nil) }
                )
            )
        default: self
        }
    }
}
