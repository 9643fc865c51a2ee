internal import CSandboxShims

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Starts the program; must be called on the reactor's thread.
func spawn(_ command: ProcessCommand, descriptors: [Int32]) throws -> pid_t {
    try withCStrings([command.executable] + command.arguments) { argv in
        try withCStrings(command.environment) { envp in
            try withCStrings(command.cgroupFiles) { cgroups in
                try withCStrings(command.mounts.flatMap { [$0.source, $0.target] }) { paths in
                    let mounts = command.mounts.indices.map {
                        sandbox_mount(source: paths[2 * $0], target: paths[2 * $0 + 1])
                    }
                    let limits = command.limits.map {
                        sandbox_rlimit(resource: $0.resource, value: $0.value)
                    }
                    let cgroupFiles = cgroups.map { UnsafePointer($0) }
                    return try start(
                        command,
                        argv: argv,
                        envp: envp,
                        descriptors: descriptors,
                        cgroupFiles: cgroupFiles,
                        mounts: mounts,
                        limits: limits
                    )
                }
            }
        }
    }
}

private func start(
    _ command: ProcessCommand,
    argv: [UnsafeMutablePointer<CChar>?],
    envp: [UnsafeMutablePointer<CChar>?],
    descriptors: [Int32],
    cgroupFiles: [UnsafePointer<CChar>?],
    mounts: [sandbox_mount],
    limits: [sandbox_rlimit]
) throws -> pid_t {
    var pid: pid_t = -1
    var step = SANDBOX_SPAWN_FORK
    let error = argv.withUnsafeBufferPointer { argv in
        envp.withUnsafeBufferPointer { envp in
            descriptors.withUnsafeBufferPointer { descriptors in
                cgroupFiles.withUnsafeBufferPointer { cgroupFiles in
                    mounts.withUnsafeBufferPointer { mounts in
                        limits.withUnsafeBufferPointer { limits in
                            var request = sandbox_spawn_request()
                            request.path = argv[0].map { UnsafePointer($0) }
                            request.argv = argv.baseAddress
                            request.envp = envp.baseAddress
                            request.descriptors = descriptors.baseAddress
                            request.descriptor_count = descriptors.count
                            request.cgroup_files = cgroupFiles.baseAddress
                            request.cgroup_file_count = command.cgroupFiles.count
                            request.mounts = mounts.baseAddress
                            request.mount_count = mounts.count
                            request.limits = limits.baseAddress
                            request.limit_count = limits.count
                            request.user = command.user ?? 0
                            return sandbox_spawn(&request, &pid, &step)
                        }
                    }
                }
            }
        }
    }
    guard error == 0 else {
        throw SystemError(code: error, operation: step.operation(for: command))
    }
    return pid
}

extension sandbox_spawn_step {
    fileprivate func operation(for command: ProcessCommand) -> String {
        switch self {
        case SANDBOX_SPAWN_FORK: "start a process"
        case SANDBOX_SPAWN_CGROUP: "enter the cgroup \(command.cgroupFiles)"
        case SANDBOX_SPAWN_MOUNT: "bind \(command.mounts.map(\.source)) in a mount namespace"
        case SANDBOX_SPAWN_LIMIT: "set the resource limits"
        case SANDBOX_SPAWN_DESCRIPTORS: "pass on the descriptors"
        case SANDBOX_SPAWN_DIRECTORY: "change the directory"
        case SANDBOX_SPAWN_USER: "become user \(command.user ?? 0)"
        default: "execute \(command.executable)"
        }
    }
}

/// Calls `body` with null-terminated copies, the last pointer null.
private func withCStrings<Value>(
    _ strings: [String],
    _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Value
) throws -> Value {
    if let bad = strings.first(where: { $0.utf8.contains(0) }) {
        throw SystemError(code: EINVAL, operation: "pass \(bad.debugDescription): it holds a NUL")
    }
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return try body(copies + [nil])
}
