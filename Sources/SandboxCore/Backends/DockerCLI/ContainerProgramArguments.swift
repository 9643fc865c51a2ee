extension ContainerSettings {
    private static let proxyVariables = ["http", "https", "ftp", "no", "all"].flatMap { name in
        ["\(name)_proxy", "\(name)_proxy".uppercased()]
    }

    /// The arguments of `docker run`, also of `podman run` and `nerdctl run`.
    var runArguments: [String] {
        var list = ["run", "--rm", "--interactive", "--pull", "never", "--name", name]
        for (key, value) in labels.sorted(by: { $0.key < $1.key }) {
            list += ["--label", "\(key)=\(value)"]
        }
        list += ["--network", options.network]
        for server in nameServers { list += ["--dns", server] }
        list += ["--ipc", options.ipc, "--cgroupns", "private"]
        list += ["--memory", "\(limits.memory.bytes)", "--memory-swap", "\(memoryAndSwap.bytes)"]
        list += ["--cpu-period", "\(Self.cpuPeriod)", "--cpu-quota", "\(cpuQuota)"]
        list += ["--pids-limit", "\(limits.processes)", "--cap-drop", "ALL"]
        for capability in options.capabilities { list += ["--cap-add", capability] }
        if !options.allowsNewPrivileges { list += ["--security-opt", "no-new-privileges"] }
        if let profile = options.seccompProfile {
            // A bare name might be a word of the engine's, such as `unconfined`.
            let path = profile.contains("/") ? profile : "./\(profile)"
            list += ["--security-opt", "seccomp=\(path)"]
        }
        if !options.writableRoot { list.append("--read-only") }
        for mount in mounts { list += ["--tmpfs", "\(mount.path):\(mount.options)"] }
        list += ["--shm-size", "\(limits.disk.bytes)", "--user", user]
        list += ["--workdir", Self.workingDirectory, "--hostname", Self.hostName]
        list += ["--log-driver", options.logDriver, "--no-healthcheck", "--init=false"]
        list += ["--entrypoint", Self.entrypoint]
        for limit in processLimits {
            list += ["--ulimit", "\(limit.name)=\(limit.value):\(limit.value)"]
        }
        for (name, value) in environment { list += ["--env", "\(name)=\(value)"] }
        // Docker's configuration and Podman's caller have proxies, perhaps with passwords.
        for name in Self.proxyVariables { list += ["--env", "\(name)="] }
        if let runtime = options.ociRuntime { list += ["--runtime", runtime] }
        if let platform = options.platform { list += ["--platform", platform] }
        return list + [image] + command
    }
}
