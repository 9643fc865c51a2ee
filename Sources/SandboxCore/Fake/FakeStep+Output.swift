public import NotebookModel

extension FakeStep {
    // MARK: Text

    /// Writes text to standard output; a line end is not added.
    public static func print(_ text: String) -> FakeStep { write(Array(text.utf8)) }

    /// Writes text to standard error output; a line end is not added.
    public static func printError(_ text: String) -> FakeStep {
        write(Array(text.utf8), to: .stderr)
    }

    /// Writes bytes, which need not be UTF-8, to standard output by default.
    public static func write(_ bytes: [UInt8], to stream: StreamName = .stdout) -> FakeStep {
        FakeStep(.write(bytes, stream))
    }

    /// Writes text to standard output when the cell has ended, as a thread of it would.
    public static func printLate(_ text: String, to stream: StreamName = .stdout) -> FakeStep {
        FakeStep(.writeLate(Array(text.utf8), stream))
    }

    // MARK: Rich output

    /// Gives the value of the last expression as plain text, which a silent cell doesn't show.
    public static func value(_ text: String) -> FakeStep { value(.plainText(text)) }

    /// Gives the value of the last expression, which a silent cell doesn't show.
    public static func value(_ data: MIMEBundle) -> FakeStep { FakeStep(.value(data)) }

    /// Shows a picture, given as the bytes of a PNG file, unless the cell is silent.
    public static func plot(_ png: [UInt8]) -> FakeStep {
        FakeStep(.show(.plot(["image/png": .base64(encoding: png)])))
    }

    /// Shows something; with an identifier it can be changed later.
    public static func display(_ data: MIMEBundle, id: String? = nil) -> FakeStep {
        FakeStep(.show(.display(data, id: id)))
    }

    /// Changes what was shown under this identifier.
    public static func update(id: String, _ data: MIMEBundle) -> FakeStep {
        FakeStep(.show(.update(id: id, data)))
    }

    /// Removes the outputs so far; with `wait`, when the next one comes.
    public static func clearOutput(wait: Bool = false) -> FakeStep {
        FakeStep(.show(.clear(wait: wait)))
    }
}
