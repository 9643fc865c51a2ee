import Foundation

/// The real notebooks beside the package, if they are there.
package enum Corpus {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .appending(path: "../../../shared/corpus/notebooks")
        .standardizedFileURL

    /// The names of the notebooks in format 4.
    package static let names: [String] = {
        let files = FileManager.default.enumerator(atPath: folder.path) ?? nil
        let all = (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".ipynb") }
        return all.filter { !older.contains($0) }.sorted()
    }()

    /// The notebooks in formats 2 and 3.
    package static let older = [
        "01-v3-abctests.ipynb", "02-v3-nbformat-test3.ipynb", "03-v2-nbformat-test2.ipynb",
    ]

    /// The notebooks that nbformat reads and writes to other bytes (measured with nbformat 5.11.1).
    package static let respelled = [
        "09-colab-gemma-tpu.ipynb", "10-colab-ko-basic-regression.ipynb",
        "13-vscode-compact-ascii.ipynb", "16-vegalite-altair-nteract.ipynb",
        "20-attachments-nbconvert.ipynb", "26-deepnote-blocks.ipynb",
        "27-htmlescape-oneline.ipynb", "29-colab-raw-gemini-speech.ipynb",
        "crafted/c04-crlf-file.ipynb", "crafted/c05-number-lexemes.ipynb",
        "crafted/c07-tabs-no-final-newline.ipynb",
    ]

    package static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
}
