extension EngineSayings {
    static let optionRefused = [
        Said(
            "docker 20.10",
            "docker: Error response from daemon: Unknown runtime specified runsc."
        ),
        Said("engine 28", "unknown or invalid runtime name: runsc"),
        Said("podman 4", #"Error: default OCI runtime "runsc" not found: invalid argument"#),
        Said(
            "podman 4",
            "Error: requested OCI runtime runsc is not available: invalid argument"
        ),
        Said(
            "engine 28, a runtime without its program",
            """
            failed to create task for container: failed to create shim task: OCI runtime \
            create \
            failed: unable to retrieve OCI runtime error (open /run/1/log.json: no such file \
            or \
            directory): exec: "runsc": executable file not found in $PATH: unknown
            """
        ),
        Said(
            "docker 28",
            """
            docker: opening seccomp profile (/nowhere) failed: open /nowhere: no such file or \
            directory
            """
        ),
        Said(
            "podman 4",
            "Error: opening seccomp profile failed: open /nowhere: no such file or directory"
        ),
        Said(
            "engine",
            """
            Decoding seccomp profile failed: invalid character 'x' looking for beginning of \
            value
            """
        ),
        Said("docker 20.10", "docker: Error response from daemon: network nonet not found."),
        Said("engine 28", "failed to set up container networking: network nonet not found"),
        Said(
            "podman 4",
            "Error: unable to find network with name or ID nonet: network not found"
        ),
        Said("engine", #"invalid CapAdd: unknown capability: "CAP_NOPE""#),
        Said("podman 4", #"Error: "CAP_NOPE": unknown capability"#),
        Said("engine", "logger: no log driver named 'xx' is registered"),
        Said(
            "engine",
            #"error looking up logging plugin nope: plugin "nope" not found"#
        ),
        Said(
            "podman 4",
            "Error: running container create option: invalid log driver: invalid argument"
        ),
        Said("docker", "docker: --ipc: invalid IPC mode."),
        Said("engine", "invalid IPC mode: xx"),
        Said("podman 4", "Error: unrecognized namespace mode xx passed"),
        Said(
            "engine 20.10",
            """
            image with reference python:3.11-slim was found but does not match the specified \
            platform: wanted linux/arm64, actual: linux/amd64
            """
        ),
        Said(
            "engine 28",
            """
            image with reference python:3.11-slim was found but does not provide the specified \
            platform (linux/arm64)
            """
        ),
        Said(
            "docker, pulling",
            """
            no matching manifest for linux/s390x in the manifest list entries: no match for \
            platform in manifest: not found
            """
        ),
        Said(
            "engine",
            #""linux/xx": unknown operating system or architecture: invalid argument"#
        ),
        Said("engine", "linux spec user: uids and gids must be in range 0-2147483647"),
    ]

    static let limitRefused = [
        Said("engine", "Minimum memory limit allowed is 6MB"),
        Said(
            "engine",
            "Minimum memoryswap limit should be larger than memory limit, see usage"
        ),
        Said(
            "engine",
            "Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available"
        ),
        Said(
            "engine",
            """
            NanoCPUs can not be set, as your kernel does not support CPU CFS scheduler or the \
            cgroup is not mounted
            """
        ),
        Said("engine", "CPU cfs quota can not be less than 1ms (i.e. 1000)"),
        Said(
            "docker 20.10 with runc",
            """
            docker: Error response from daemon: OCI runtime create failed: process_linux.go: \
            applying cgroup configuration caused: failed to write "51200000": write \
            /sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_quota_us: invalid argument: unknown.
            """
        ),
        Said(
            "engine 28",
            """
            error setting cgroup config for procHooks process: openat2 \
            /sys/fs/cgroup/docker/1/pids.max: no such file or directory: unknown
            """
        ),
        Said("engine without cgroups", "cgroups: cgroup mountpoint does not exist: unknown"),
        Said(
            "podman 4 with runc",
            """
            Error: runc: runc create failed: unable to start container process: error during \
            container init: error setting rlimits for ready process: error setting rlimit type \
            7: operation not permitted: OCI permission denied
            """
        ),
        Said(
            "podman 4 with runc",
            """
            Error: OCI runtime error: runc: runc create failed: unable to start container \
            process: error during container init: error setting cgroup config for procHooks \
            process: unable to set memory limit to 1024 (current usage: 2539520)
            """
        ),
        Said(
            "podman 4 with crun",
            """
            Error: crun: setrlimit `RLIMIT_NOFILE`: Operation not permitted: OCI permission \
            denied
            """
        ),
        Said(
            "podman 4 with crun",
            """
            Error: crun: opening file `memory.max` for writing: No such file or directory: OCI \
            runtime error
            """
        ),
        Said(
            "podman 4 without root",
            """
            Error: crun: the requested cgroup controller `pids` is not available: OCI runtime \
            error
            """
        ),
        Said(
            "docker",
            """
            invalid argument "nofile=5:3" for "--ulimit" flag: ulimit soft limit must be less \
            than or equal to hard limit: 5 > 3
            """
        ),
        Said("engine", "SHM size can not be less than 0"),
    ]

    static let unknown = [
        Said(
            "docker, pulling through a proxy",
            """
            Error response from daemon: Get "https://registry-1.docker.io/v2/": proxyconnect \
            tcp: dial tcp 127.0.0.1:3128: connect: connection refused
            """
        ),
        Said(
            "podman 4, pulling",
            """
            Error: initializing source docker://127.0.0.1:1/x:latest: pinging container \
            registry 127.0.0.1:1: Get "https://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: \
            connect: connection refused
            """
        ),
        Said(
            "pip in a build",
            """
            WARNING: Retrying (Retry(total=4)) after connection broken by \
            'NewConnectionError': Failed to establish a new connection: [Errno 111] \
            Connection refused': /simple/numpy/
            ERROR: No matching distribution found for numpy
            The command '/bin/sh -c pip install numpy' returned a non-zero code: 1
            """
        ),
        Said(
            "docker, pulling without its helper",
            """
            error getting credentials - err: exec: "docker-credential-desktop": executable \
            file not found in $PATH, out: ``
            """
        ),
        Said(
            "podman 4 without root",
            """
            Error: cannot set up namespace using newuidmap: exec: "newuidmap": executable file \
            not found in $PATH
            """
        ),
        Said("engine", "toomanyrequests: You have reached your pull rate limit."),
        Said("engine", "Get \"https://ulimit.example.org/v2/\": net/http: request canceled"),
        Said("engine", "open /srv/memory.max/notes: permission denied"),
        Said("engine", #"invalid mount path: "not mounted""#),
        Said("nobody", "this is too old and is too new"),
        Said("nobody", ""),
    ]
}
