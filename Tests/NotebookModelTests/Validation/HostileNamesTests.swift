import NotebookModel
import Testing

struct HostileNamesTests {
    @Test func `a name out of a file can't leave its line or move the cursor`() throws {
        let text =
            #"{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5, "a\n\u001b[31m": 1}"#
        let problems = try NotebookValidator().problems(in: Array(text.utf8))
        let line = try #require(problems.first).description
        #expect(line.contains(#"'a\n\u{1B}[31m'"#))
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
    }
}
