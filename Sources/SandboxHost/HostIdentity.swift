internal import CSandboxShims

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Who this program is on its machine.
package enum HostIdentity {
    package static var processID: Int32 { getpid() }
    package static var effectiveUser: UInt32 { geteuid() }
    package static var isRoot: Bool { geteuid() == 0 }

    /// An environment variable of this program.
    package static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The environment of this program, as `NAME=value`.
    package static var environment: [String] {
        var list: [String] = []
        guard var entry = sandbox_environment() else { return [] }
        while let text = entry.pointee {
            list.append(String(cString: text))
            entry += 1
        }
        return list
    }

    /// What ``bootID`` is where the system doesn't tell.
    package static let unknownBoot = "unknown"

    /// A name of the machine's present boot.
    package static var bootID: String {
        #if canImport(Darwin)
        var name = [CChar](repeating: 0, count: 64)
        guard sandbox_boot_name(&name, name.count) == 0 else { return unknownBoot }
        return String(cString: name)
        #else
        return HostFile.text("/proc/sys/kernel/random/boot_id")?.split(separator: "\n").first
            .map(String.init) ?? unknownBoot
        #endif
    }

    /// A name of the space that process ids belong to: a container has one of its own.
    package static var processSpace: String {
        (HostFile.linkTarget("/proc/self/ns/pid") ?? "").filter(\.isNumber)
    }

    /// When a process started, in clock ticks since the boot (on Darwin, microseconds of the clock);
    /// with its id this names it for good.
    package static func startTime(of pid: Int32) -> String? {
        #if canImport(Darwin)
        let time = sandbox_start_time(pid)
        return time == 0 ? nil : "\(time)"
        #else
        // The second field may hold blanks and parentheses: count from the last one. Field 22 is
        // the time.
        guard let text = HostFile.text("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[end...].split(separator: " ")
        return fields.count > 20 ? String(fields[20]) : nil
        #endif
    }

    /// Whether there is such a process, also one that this user may not look at.
    package static func exists(_ pid: Int32) -> Bool {
        guard pid > 0 else { return false }
        #if canImport(Darwin)
        let answer = Darwin.kill(pid, 0)
        #else
        let answer = Glibc.kill(pid, 0)
        #endif
        return answer == 0 || errno == EPERM
    }

    /// Kills a process that is known to be alive by the time it is found.
    ///
    /// - Parameters:
    ///   - pid: Its id.
    ///   - isAlive: Asked after the process was pinned down, so that a reused id is not hit.
    package static func kill(_ pid: Int32, ifStill isAlive: () -> Bool) {
        let descriptor = sandbox_exit_descriptor(pid)
        guard descriptor >= 0 else { return }
        if isAlive() { _ = sandbox_signal_descriptor(descriptor, SIGKILL) }
        close(descriptor)
    }
}
