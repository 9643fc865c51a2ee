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

    /// When a process started, in clock ticks since the boot; with its id this names it for good.
    ///
    /// Linux.
    package static func startTime(of pid: Int32) -> String? {
        // The second field may hold blanks and parentheses: count from the last one. Field 22 is
        // the time.
        guard let text = HostFile.text("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[end...].split(separator: " ")
        return fields.count > 20 ? String(fields[20]) : nil
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
