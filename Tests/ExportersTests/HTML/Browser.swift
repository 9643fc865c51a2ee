import Foundation

/// A browser without windows; the variable `CHROMIUM` has its path.
enum Browser {
    /// What a browser made of a page.
    struct Visit {
        /// The page after everything in it has run, as HTML.
        var page: String
        /// What the browser noted of its work with the network.
        var networkLog: String
    }

    static let path = ProcessInfo.processInfo.environment["CHROMIUM"]

    /// Opens a page from disk and waits until nothing happens in it any more.
    static func open(_ page: [UInt8]) throws -> Visit {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "page.html")
        let log = folder.appending(path: "network.json")
        try Data(page).write(to: file)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: path ?? "")
        process.arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--user-data-dir=\(folder.path)/profile", "--log-net-log=\(log.path)",
            "--no-first-run", "--virtual-time-budget=5000", "--dump-dom", file.absoluteString,
        ]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        // `waitUntilExit()` on a thread of Swift's pool can wait for ever.
        while process.isRunning { usleep(1000) }
        return Visit(
            page: String(decoding: answer, as: UTF8.self),
            networkLog: String(decoding: try Data(contentsOf: log), as: UTF8.self)
        )
    }
}
