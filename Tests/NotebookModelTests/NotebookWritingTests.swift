import NotebookModel
import NotebookTestSupport
import Testing

@Suite struct NotebookWritingTests {
    @Test func `a notebook is written as nbformat writes it`() {
        let notebook = Notebook(
            cells: [
                .markdown("# é\n", id: "m"),
                .code(
                    "print(1)\n1",
                    outputs: [
                        .stream(.stdout, "1\r\nx\u{2028}y"),
                        .executeResult(
                            ["text/plain": "1", "image/png": .base64("AQ\nID")],
                            executionCount: 1
                        ),
                        .error(name: "E", value: "v\nw", traceback: ["a\nb"]),
                    ],
                    executionCount: 1,
                    id: "c"
                ),
            ],
            metadata: ["kernelspec": ["name": "python3"], "signature": "s"]
        )
        #expect(
            String(decoding: notebook.normalizedBytes(), as: UTF8.self) == """
                {
                 "cells": [
                  {
                   "cell_type": "markdown",
                   "id": "m",
                   "metadata": {},
                   "source": [
                    "# é\\n"
                   ]
                  },
                  {
                   "cell_type": "code",
                   "execution_count": 1,
                   "id": "c",
                   "metadata": {},
                   "outputs": [
                    {
                     "name": "stdout",
                     "output_type": "stream",
                     "text": [
                      "1\\r\\n",
                      "x\u{2028}",
                      "y"
                     ]
                    },
                    {
                     "data": {
                      "image/png": "AQ\\nID",
                      "text/plain": [
                       "1"
                      ]
                     },
                     "execution_count": 1,
                     "metadata": {},
                     "output_type": "execute_result"
                    },
                    {
                     "ename": "E",
                     "evalue": "v\\nw",
                     "output_type": "error",
                     "traceback": [
                      "a\\nb"
                     ]
                    }
                   ],
                   "source": [
                    "print(1)\\n",
                    "1"
                   ]
                  }
                 ],
                 "metadata": {
                  "kernelspec": {
                   "name": "python3"
                  }
                 },
                 "nbformat": 4,
                 "nbformat_minor": 5
                }

                """
        )
    }

    // Python:
    // "a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l\u2027\x1f\xa0".splitlines(True)
    @Test func `lines end where Python ends them`() throws {
        let parts = [
            "a\n", "b\r\n", "c\r", "d\u{0B}", "e\u{0C}", "f\u{1C}", "g\u{1D}", "h\u{1E}", "i\u{85}",
            "j\u{2028}", "k\u{2029}", "l\u{2027}\u{1F}\u{A0}",
        ]
        let notebook = Notebook(cells: [.raw(parts.joined()), .raw("\n\n"), .raw("")])
        let cells = try #require(notebook.jsonValue()["cells"]?.arrayValue)
        #expect(cells[0]["source"] == .array(parts.map(JSONValue.string)))
        #expect(cells[1]["source"] == ["\n", "\n"])
        #expect(cells[2]["source"] == [])
    }

    @Test func `unknown members and types pass through`() throws {
        let text = """
            {
             "cells": [
              {
               "attachments": {},
               "cell_type": "markdown",
               "metadata": {},
               "outputs": [
                {
                 "text": [
                  "a",
                  "b"
                 ]
                }
               ],
               "source": []
              },
              {
               "cell_type": "code",
               "execution_count": null,
               "metadata": {},
               "outputs": [
                {
                 "data": {},
                 "metadata": {},
                 "output_type": "update_display_data",
                 "transient": {
                  "display_id": "x"
                 }
                },
                {
                 "data": {
                  "application/vnd.x": {
                   "a": 1.0
                  }
                 },
                 "metadata": {},
                 "output_type": "display_data",
                 "transient": {}
                }
               ],
               "source": []
              }
             ],
             "extra": [],
             "metadata": {
              "é": "\\u0001",
              "日本": "\\ud800"
             },
             "nbformat": 4,
             "nbformat_minor": 4
            }

            """
        let notebook = try Notebook(reading: Array(text.utf8))
        #expect(notebook.otherMembers == ["extra": []])
        #expect(String(decoding: notebook.normalizedBytes(), as: UTF8.self) == text)
    }

    @Test(arguments: Corpus.names)
    func `a notebook of the corpus keeps its value`(_ name: String) throws {
        let original = try Corpus.bytes(name)
        let notebook = try Notebook(reading: original)
        let written = notebook.normalizedBytes()
        #expect(try Notebook(reading: written).normalizedBytes() == written)
        #expect(
            canonical(try JSONValue(parsing: written))
                == canonical(try JSONValue(parsing: original))
        )
    }

    @Test(arguments: Corpus.names.filter { !Corpus.respelled.contains($0) })
    func `a notebook that nbformat wrote keeps its bytes`(_ name: String) throws {
        let original = try Corpus.bytes(name)
        #expect(try Notebook(reading: original).normalizedBytes() == original)
    }

    @Test(.enabled(if: !Corpus.names.isEmpty))
    func `the corpus has 34 notebooks of format 4, 23 of them in the layout of nbformat`() throws {
        let same = try Corpus.names.filter { name in
            let original = try Corpus.bytes(name)
            return try Notebook(reading: original).normalizedBytes() == original
        }
        #expect(Corpus.names.count == 34)
        #expect(same.count == 23)
    }

    /// Sorts keys, joins lists of texts and spells numbers as Python does, in every place alike.
    ///
    /// What belongs to a session only goes, as nbformat leaves it out.
    private func canonical(_ value: JSONValue) -> [UInt8] {
        func join(_ value: JSONValue) -> JSONValue {
            switch value {
            case .array(let values):
                let texts = values.compactMap(\.stringValue)
                return texts.count == values.count
                    ? .string(texts.joined()) : .array(values.map(join))
            case .object(let object):
                let members = object.filter { $0.key != "orig_nbformat" && $0.key != "trusted" }
                return .object(JSONObject(members.map { ($0.key, join($0.value)) }))
            default:
                return value
            }
        }
        return JSONWriter.notebook.bytes(for: join(value))
    }
}
