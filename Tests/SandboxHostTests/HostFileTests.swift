import Foundation
import SandboxHost
import Testing

@Suite struct HostFileTests {
    private func withDirectory(_ body: (String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "host-file-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test func `a replaced file is whole and leaves nothing beside it`() throws {
        try withDirectory { directory in
            let file = directory + "/file"
            try HostFile.replace(file, with: [1, 2, 3])
            try HostFile.replace(file, with: [4])
            #expect(try HostFile.read(file) == [4])
            #expect(HostFile.names(in: directory) == ["file"])
        }
    }

    @Test func `reading stops at the limit`() throws {
        try withDirectory { directory in
            try HostFile.replace(directory + "/file", with: [UInt8](repeating: 0, count: 100))
            let error = #expect(throws: SystemError.self) {
                try HostFile.read(directory + "/file", limit: 99)
            }
            #expect(error?.code == EFBIG)
        }
    }

    @Test func `a lock has one holder, and its file goes with it`() throws {
        try withDirectory { directory in
            let path = directory + "/lock"
            guard let first = try FileLock(path: path) else {
                Issue.record("no lock")
                return
            }
            if let second = try FileLock(path: path) {
                Issue.record("two holders")
                second.release()
            }
            first.release()
            #expect(HostFile.names(in: directory).isEmpty)
            guard let third = try FileLock(path: path) else {
                Issue.record("not free again")
                return
            }
            third.release()
        }
    }
}
