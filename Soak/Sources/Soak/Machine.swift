import Foundation

/// What this program has of its machine.
struct Machine: Sendable {
    /// By how much the program may have grown between two readings without sessions.
    ///
    /// A leak of 5 KiB a session shows after 300 s; an upload that is kept has 16 MiB.
    static let memorySlack = 14 << 20

    var descriptors: [String]
    var processes: [String]
    var groups: [String]
    var files: [String]
    var containers: [String]
    var memory: Int

    /// Reads everything, once what has to end has had time for it.
    static func reading(_ targets: [Target]) async -> Machine {
        try? await Task.sleep(for: .seconds(3))
        var reading = await now(targets)
        for _ in 0..<50 where !(reading.processes + reading.groups + reading.containers).isEmpty {
            try? await Task.sleep(for: .milliseconds(200))
            reading = await now(targets)
        }
        return reading
    }

    func complaints(since before: Machine) -> [String] {
        var complaints: [String] = []
        for (what, left) in [
            ("process", processes), ("control group", groups), ("container", containers),
            ("file", files),
        ] {
            complaints += left.map { "a \(what) is left: \($0)" }
        }
        if descriptors.count > before.descriptors.count {
            complaints.append("descriptors are left: \(before.descriptors) became \(descriptors)")
        }
        if memory > before.memory + Self.memorySlack {
            complaints.append("memory grew from \(before.memory >> 20) to \(memory >> 20) MiB")
        }
        return complaints
    }

    private static func now(_ targets: [Target]) async -> Machine {
        var containers: [String] = []
        for target in targets where target.runsContainers {
            containers += await target.containers(labelled: Target.label)
        }
        giveBackMemory()
        // Foundation lets go of the programs that were just asked when it likes to.
        try? await Task.sleep(for: .seconds(1))
        return Machine(
            descriptors: descriptors,
            processes: children.map { "\($0.pid) \($0.name)" },
            groups: groups,
            files: files,
            containers: containers,
            memory: memory
        )
    }

    /// What the open descriptors lead to, but for the runtime's own timers, which it opens when it likes to.
    static var descriptors: [String] {
        names(in: "/proc/self/fd").compactMap { name in
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
        }
        .filter { link in !["eventpoll", "eventfd", "timerfd"].contains { link.contains($0) } }
        .sorted()
    }

    /// The processes below this one.
    static var children: [(pid: Int32, name: String)] {
        var parents: [Int32: Int32] = [:]
        var commands: [Int32: String] = [:]
        for pid in names(in: "/proc").compactMap({ Int32($0) }) {
            guard let (name, parent) = status(of: pid) else { continue }
            parents[pid] = parent
            commands[pid] = name
        }
        func descends(_ pid: Int32) -> Bool {
            var pid = pid
            while let parent = parents[pid], parent > 0 {
                if parent == getpid() { return true }
                pid = parent
            }
            return false
        }
        return parents.keys.filter(descends).map { ($0, commands[$0] ?? "") }
    }

    /// The name and the parent of a process.
    static func status(of pid: Int32) -> (name: String, parent: Int32)? {
        guard let text = text(of: "/proc/\(pid)/stat"), let open = text.firstIndex(of: "("),
            let close = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[close...].split(separator: " ")
        guard fields.count > 2, let parent = Int32(fields[2]) else { return nil }
        return (String(text[text.index(after: open)..<close]), parent)
    }

    /// The process of that name, as it calls itself.
    static func process(named name: String) -> Int32? {
        names(in: "/proc").compactMap { Int32($0) }.first { status(of: $0)?.name == name }
    }

    /// The control groups of this program's sandboxes.
    private static var groups: [String] {
        let walk = FileManager.default.enumerator(atPath: "/sys/fs/cgroup")
        var found: [String] = []
        while let path = walk?.nextObject() as? String {
            let name = path.split(separator: "/").last ?? ""
            if name.hasPrefix("swift-python-sandbox-"), name.contains("-\(getpid())-") {
                found.append(path)
            }
        }
        return found
    }

    /// Files that this program made and that should be gone.
    private static var files: [String] {
        let directories = [
            NSTemporaryDirectory(), "/run/swift-python-sandbox/users",
            "/var/cache/swift-python-sandbox/probes",
            NSHomeDirectory() + "/.cache/swift-python-sandbox/probes",
        ]
        let own = "\(getpid())"
        let users = held(in: "/run/swift-python-sandbox/users")
        return directories.flatMap { directory in
            names(in: directory).filter { $0.split(separator: ".").contains(Substring(own)) }
        } + users
    }

    /// The locks that this program holds.
    private static func held(in directory: String) -> [String] {
        descriptors.filter { $0.hasPrefix(directory) }
    }

    private static var memory: Int {
        let pages = text(of: "/proc/self/statm")?.split(separator: " ").dropFirst().first
        return (pages.flatMap { Int($0) } ?? 0) * Int(getpagesize())
    }

    static var memoryInUse: Int { memory }

    /// Has the allocator give unused pages back, where it can (glibc's `malloc_trim`).
    private static func giveBackMemory() {
        guard let function = dlsym(nil, "malloc_trim") else { return }
        typealias Trim = @convention(c) (Int) -> Int32
        _ = unsafeBitCast(function, to: Trim.self)(0)
    }

    private static func names(in directory: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    }

    /// The text of one of the kernel's files, whose size isn't known; `FileManager` leaks for these.
    static func text(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Runs a program, on a thread of its own, and gives its output.
    static func output(_ command: [String]) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let process = Process()
                let pipe = Pipe()
                process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
                process.arguments = command
                process.standardOutput = pipe
                process.standardError = FileHandle.nullDevice
                var text = ""
                if (try? process.run()) != nil {
                    let data = try? pipe.fileHandleForReading.readToEnd()
                    text = String(decoding: data ?? Data(), as: UTF8.self)
                    process.waitUntilExit()
                }
                continuation.resume(returning: text)
            }
        }
    }
}
