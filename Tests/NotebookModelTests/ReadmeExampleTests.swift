import NotebookModel
import Testing

// The example of README.md:
@Test func `an answer is replaced by a place to write`() throws {
    let file = Array(
        #"""
        {"cells": [
          {"cell_type": "markdown", "id": "task", "metadata": {}, "source": "Add **1** and 1."},
          {"cell_type": "code", "id": "answer", "metadata": {"tags": ["solution"]},
           "source": "1 + 1", "outputs": [], "execution_count": 7}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """#.utf8
    )
    var notebook = try Notebook(reading: file)
    for index in notebook.cells.indices
    where notebook.cells[index].metadata["tags"]?[0] == "solution" {
        notebook.cells[index].source = "# your answer\n"
        notebook.cells[index].clearOutputs()
    }
    let text = String(decoding: notebook.jsonBytes(), as: UTF8.self)
    #expect(text.contains(#"{"cell_type": "markdown", "id": "task", "metadata": {}"#))  // as it was
    #expect(
        text.contains(##""source": "# your answer\n", "outputs": [], "execution_count": null}"##)
    )
}
