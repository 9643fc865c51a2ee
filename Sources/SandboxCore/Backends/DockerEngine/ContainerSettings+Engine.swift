internal import NotebookModel
internal import SandboxHost

extension ContainerSettings {
    /// The body of `POST /containers/create`.
    ///
    /// - Throws: ``SandboxError`` if the seccomp profile can't be read.
    func createBody() throws -> JSONValue {
        func strings(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
        let host: JSONValue = [
            "AutoRemove": true,
            "NetworkMode": .string(options.network),
            "Dns": strings(nameServers),
            "IpcMode": .string(options.ipc),
            "CgroupnsMode": "private",
            "Memory": .number(limits.memory.bytes),
            "MemorySwap": .number(memoryAndSwap.bytes),
            "CpuPeriod": .number(Self.cpuPeriod),
            "CpuQuota": .number(cpuQuota),
            "PidsLimit": .number(limits.processes),
            "CapDrop": ["ALL"],
            "CapAdd": strings(options.capabilities),
            "SecurityOpt": strings(try securityOptions()),
            "ReadonlyRootfs": .bool(!options.writableRoot),
            "Tmpfs": .object(JSONObject(mounts.map { ($0.path, .string($0.options)) })),
            "ShmSize": .number(limits.disk.bytes),
            "LogConfig": ["Type": .string(options.logDriver)],
            "Ulimits": .array(
                processLimits.map { limit in
                    [
                        "Name": .string(limit.name), "Soft": .number(limit.value),
                        "Hard": .number(limit.value),
                    ]
                }
            ),
            "Init": false,
            "Runtime": .string(options.ociRuntime ?? ""),
            "RestartPolicy": ["Name": "no"],
        ]
        return [
            "Image": .string(image),
            "Entrypoint": [.string(Self.entrypoint)],
            "Cmd": strings(command),
            "Env": strings(environment.map { "\($0)=\($1)" }),
            "User": .string(user),
            "WorkingDir": .string(Self.workingDirectory),
            "Hostname": .string(Self.hostName),
            "Labels": .object(
                JSONObject(labels.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
            ),
            "Healthcheck": ["Test": ["NONE"]],
            "AttachStdin": true, "AttachStdout": true, "AttachStderr": true,
            "OpenStdin": true, "StdinOnce": true, "Tty": false,
            "HostConfig": host,
        ]
    }

    private func securityOptions() throws -> [String] {
        var list = options.allowsNewPrivileges ? [] : ["no-new-privileges"]
        if let path = options.seccompProfile {
            do {
                let profile = try HostFile.read(path, limit: 1 << 20)
                _ = try JSONValue(parsing: profile)
                // Podman opens the file itself.
                let text =
                    isPodman
                    ? HostFile.canonical(path) ?? path : String(decoding: profile, as: UTF8.self)
                list.append("seccomp=\(text)")
            } catch {
                throw SandboxError(
                    .rejected,
                    "the seccomp profile '\(path.escapingControls)' can't be read as JSON: give another path",
                    fault: .optionRefused,
                    cause: error
                )
            }
        }
        return list
    }
}
