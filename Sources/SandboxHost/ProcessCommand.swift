/// A program to start, with everything that it gets.
package struct ProcessCommand: Sendable {
    /// A bind mount made in a mount namespace of the child's own, before it gives up being root.
    package struct Mount: Hashable, Sendable {
        package var source: String
        package var target: String

        package init(source: String, target: String) {
            self.source = source
            self.target = target
        }
    }

    /// A resource limit, soft and hard alike.
    package struct Limit: Hashable, Sendable {
        package var resource: Int32
        package var value: UInt64

        package init(resource: Int32, value: UInt64) {
            self.resource = resource
            self.value = value
        }
    }

    /// Absolute path of the program.
    package var executable: String
    /// The arguments after the program's own name.
    package var arguments: [String]
    /// The whole environment, as `NAME=value`; nothing is inherited.
    package var environment: [String]
    /// Contents of files that the program finds open as descriptors from 3 on.
    package var files: [[UInt8]] = []
    /// Whether the descriptor after these is a pipe that the program writes a report to.
    package var reports = false
    /// Whether what it writes as errors comes with its output, in the order of the writes.
    package var mergesErrors = false
    /// cgroup files that take the process in when "0" is written to them.
    ///
    /// Linux.
    package var cgroupFiles: [String] = []
    /// Linux, as root.
    package var mounts: [Mount] = []
    /// Linux.
    package var limits: [Limit] = []
    /// User and group to become, or nil to stay.
    ///
    /// Linux, as root.
    package var user: UInt32?

    package init(_ executable: String, _ arguments: [String], environment: [String] = []) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
    }
}
