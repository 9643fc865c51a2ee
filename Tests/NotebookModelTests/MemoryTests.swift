import Foundation
import NotebookModel
import Testing

/// The memory that a notebook of images takes, measured in a process of its own.
struct MemoryTests {
    @Test
    func `reading and decoding a notebook of images takes at most two and a half times its size`()
        async
    {
        await #expect(processExitsWith: .success) {
            let bytes = imageNotebook()
            let before = try peakBytes()
            let notebook = try Notebook(reading: bytes)
            #expect(notebook.cells.flatMap(\.outputs).count == 64)
            let taken = try peakBytes() - before
            // The file itself was there before.
            #expect(taken <= bytes.count * 3 / 2, "\(taken) beyond a file of \(bytes.count)")
        }
    }

    @Test func `writing one with an edit copies it once`() async {
        await #expect(processExitsWith: .success) {
            let bytes = imageNotebook()
            var notebook = try Notebook(reading: bytes)
            let before = try peakBytes()
            notebook.cells[0].source = "changed"
            let written = notebook.jsonBytes()
            let taken = try peakBytes() - before
            #expect(written.count > bytes.count - 100)
            #expect(taken <= bytes.count * 3 / 2, "\(taken) beyond a file of \(bytes.count)")
        }
    }
}

/// 64 plots of a megabyte each; made in as much memory as it takes.
private func imageNotebook() -> [UInt8] {
    let image = Array(String(repeating: "iVBORw0KGgoAAAAN", count: 1 << 16).utf8)
    let head = #"{"cells": ["#
    let before =
        #"{"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {}, "source": [], "#
        + #""outputs": [{"output_type": "display_data", "metadata": {}, "data": {"image/png": ""#
    let after = #"\n"}}]}"#
    let end = #"], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}"#
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 * (image.count + 1024))
    bytes += head.utf8
    for number in 0..<64 {
        if number > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += before.utf8
        bytes += image
        bytes += after.utf8
    }
    bytes += end.utf8
    return bytes
}

/// The most memory that this program has had.
private func peakBytes() throws -> Int {
    #if canImport(Darwin)
    var usage = rusage()
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
    #else
    // `getrusage` would count what the process had before it became this program.
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.filter(\.isNumber))) * 1024
    #endif
}
