extension FakeStep {
    /// Writes a file to the workspace; directories on the way are made.
    ///
    /// Without space for it, `OSError` ends the cell.
    public static func writeFile(_ path: String, _ bytes: [UInt8]) -> FakeStep {
        file {
            try $0.write(bytes, to: path)
            return []
        }
    }

    /// Writes text to a file in the workspace.
    public static func writeFile(_ path: String, _ text: String) -> FakeStep {
        writeFile(path, Array(text.utf8))
    }

    /// Reads a file of the workspace, and goes on with the steps for it.
    ///
    /// Without one, `FileNotFoundError` ends the cell.
    public static func readFile(
        _ path: String,
        then: @escaping @Sendable ([UInt8]) -> [FakeStep]
    ) -> FakeStep {
        file { then(try $0.read(path)) }
    }

    /// Removes a file of the workspace, or a directory with all in it.
    public static func removeFile(_ path: String) -> FakeStep {
        file {
            try $0.remove(path, isRecursive: true)
            return []
        }
    }

    /// Plants a symbolic link in the workspace; nothing ever follows it.
    public static func makeLink(_ path: String, to target: String) -> FakeStep {
        file {
            try $0.makeLink(path, to: target)
            return []
        }
    }

    private static func file(
        _ work: @escaping @Sendable (inout FakeDisk) throws -> [FakeStep]
    ) -> FakeStep {
        FakeStep(.file(work))
    }
}
