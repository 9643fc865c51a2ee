internal import SandboxHost

/// Programs of the host.
enum HostProgram {
    /// The first program of that name in the search path, or in the usual places.
    static func find(_ name: String) -> String? {
        candidates(name).first(where: HostFile.isExecutable)
    }

    /// Where a program of that name may be, in order.
    static func candidates(_ name: String) -> [String] {
        let path = HostIdentity.environment("PATH") ?? ""
        let directories = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
        return (directories + ["/usr/local/bin", "/usr/bin", "/bin"]).map { "\($0)/\(name)" }
    }

    /// What a program needs to reach the user's services.
    static var userEnvironment: [String] {
        ["PATH", "HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"].compactMap { name in
            HostIdentity.environment(name).map { "\(name)=\($0)" }
        }
    }
}
