import Testing

/// What engines and their command lines said when they refused.
enum EngineSayings {
    /// What was really said, by whom.
    struct Said: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String

        init(_ who: String, _ text: String) {
            testDescription = "\(who): \(text.prefix(60))"
            self.text = text
        }
    }

    static let permissionDenied = [
        Said(
            "docker 20.10",
            """
            docker: Got permission denied while trying to connect to the Docker daemon socket \
            at unix:///var/run/docker.sock: Post \
            "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/containers/create": \
            dial unix /var/run/docker.sock: connect: permission denied.
            See 'docker run --help'.
            """
        ),
        Said(
            "docker 28",
            """
            permission denied while trying to connect to the Docker daemon socket at \
            unix:///var/run/docker.sock: Get \
            "http://%2Fvar%2Frun%2Fdocker.sock/v1.50/containers/json": \
            dial unix /var/run/docker.sock: connect: permission denied
            """
        ),
        Said(
            "podman --remote 4.3",
            """
            Cannot connect to Podman. Please verify your connection to the Linux system
            Error: unable to connect to Podman socket: Get "http://d/v4.3.1/libpod/_ping": \
            dial unix /run/podman/podman.sock: connect: permission denied
            """
        ),
    ]

    static let notRunning = [
        Said(
            "docker 20.10",
            """
            docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. \
            Is the docker daemon running?.
            See 'docker run --help'.
            """
        ),
        Said(
            "docker 28",
            """
            Cannot connect to the Docker daemon at tcp://127.0.0.1:9. Is the docker daemon \
            running?
            """
        ),
        Said(
            "docker 28.4",
            """
            failed to connect to the docker API at unix:///var/run/docker.sock; check if the \
            path is correct and if the daemon is running: dial unix /var/run/docker.sock: \
            connect: no such file or directory
            """
        ),
        Said(
            "docker 28, ssh",
            """
            error during connect: Get "http://docker.example.com/v1.50/containers/json": \
            command [ssh -T -- host docker system dial-stdio] has exited with exit status 255, \
            make sure the URL is valid, and Docker 18.09 or later is installed on the remote \
            host: stderr=ssh: Could not resolve hostname host: Name or service not known
            """
        ),
        Said(
            "podman --remote 4.3",
            """
            Cannot connect to Podman. Please verify your connection to the Linux system using \
            `podman system connection list`
            Error: unable to connect to Podman socket: Get "http://d/v4.3.1/libpod/_ping": \
            dial unix /nowhere.sock: connect: no such file or directory
            """
        ),
        Said(
            "nerdctl",
            """
            time="2024-01-01T00:00:00Z" level=fatal msg="cannot access containerd socket \
            \\"/run/containerd/containerd.sock\\": no such file or directory"
            """
        ),
        Said(
            "nerdctl",
            """
            rootless containerd not running? (hint: use `containerd-rootless-setuptool.sh \
            install`)
            """
        ),
    ]

    static let tooOld = [
        Said(
            "docker 28 to an old engine",
            """
            Error response from daemon: client version 1.50 is too new. \
            Maximum supported API version is 1.40
            """
        ),
        Said(
            "docker 20.10 to a new engine",
            """
            Error response from daemon: client version 1.22 is too old. Minimum supported API \
            version is 1.24, please upgrade your client to a newer version
            """
        ),
        Said(
            "docker 20.10 to an old engine",
            """
            "--cgroupns" requires API version 1.41, but the Docker daemon API version is 1.40
            """
        ),
        Said("docker 19", "unknown flag: --pull\nSee 'docker run --help'."),
        Said("docker 19", "unknown flag: --cgroupns\nSee 'docker run --help'."),
        Said("podman 2", "Error: unknown flag: --cgroupns\nSee 'podman run --help'"),
    ]

    static let outOfDisk = [
        Said(
            "docker 28",
            """
            docker: Error response from daemon: failed to create task for container: mkdir \
            /run/containerd/io.containerd.runtime.v2.task/moby/1: no space left on device: \
            unknown
            """
        ),
        Said(
            "engine, pulling",
            "write /var/lib/docker/tmp/GetImageBlob123: no space left on device"
        ),
        Said(
            "pip in a build",
            """
            ERROR: Could not install packages due to an OSError: [Errno 28] No space left on \
            device
            """
        ),
        Said("podman 4", "Error: writing blob: storing blob: disk quota exceeded"),
    ]

    static let imageMissing = [
        Said("docker 20.10, inspect", "[]\nError: No such image: python:3.11-slim"),
        Said(
            "docker 28, inspect",
            "[]\nError response from daemon: No such image: python:3.11-slim"
        ),
        Said(
            "docker 20.10, run",
            """
            docker: Error response from daemon: No such image: python:3.11-slim.\nSee 'docker \
            run --help'.
            """
        ),
        Said(
            "podman 4, inspect",
            "[]\nError: inspecting object: python:3.11-slim: image not known"
        ),
        Said("podman 4, run", "Error: python:3.11-slim: image not known"),
        Said(
            "podman's service",
            """
            failed to find image python:3.11-slim: docker.io/library/python:3.11-slim: No such \
            image
            """
        ),
    ]

    static let imageRefused = [
        Said(
            "docker, pulling",
            """
            Error response from daemon: manifest for python:nope not found: manifest unknown: \
            manifest unknown
            """
        ),
        Said(
            "docker, pulling",
            """
            Error response from daemon: pull access denied for nope, repository does not exist \
            or may require 'docker login': denied: requested access to the resource is denied
            """
        ),
        Said(
            "podman 4, pulling",
            """
            Error: short-name "nope" did not resolve to an alias and no unqualified-search \
            registries are defined in "/etc/containers/registries.conf"
            """
        ),
        Said(
            "podman 4, pulling",
            """
            Error: initializing source docker://nope:latest: reading manifest latest in \
            docker.io/library/nope: requested access to the resource is denied
            """
        ),
    ]

    static let pythonUnusable = [
        Said(
            "docker 20.10",
            """
            docker: Error response from daemon: OCI runtime create failed: \
            container_linux.go:380: starting container process caused: exec: "python3": \
            executable file not found in $PATH: unknown.
            """
        ),
        Said(
            "docker 28",
            """
            failed to create task for container: failed to create shim task: OCI runtime \
            create \
            failed: runc create failed: unable to start container process: error during \
            container init: exec: "python3": executable file not found in $PATH: unknown
            """
        ),
        Said(
            "docker, not executable",
            """
            docker: Error response from daemon: OCI runtime create failed: exec: "python3": \
            permission denied: unknown.
            """
        ),
        Said(
            "podman 4 with crun",
            """
            Error: crun: executable file `python3` not found in $PATH: No such file or \
            directory: OCI runtime attempted to invoke a command that was not found
            """
        ),
        Said(
            "podman 4 with runc",
            """
            Error: runc: runc create failed: unable to start container process: exec: \
            "python3": executable file not found in $PATH: OCI runtime attempted to invoke a \
            command that was not found
            """
        ),
    ]
}
