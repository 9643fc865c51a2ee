import NotebookModel
import SandboxHost
import Testing

@testable import SandboxCore

@Suite struct EngineAddressTests {
    @Test(
        arguments: [
            ("unix:///var/run/docker.sock", SocketAddress.unix(path: "/var/run/docker.sock")),
            ("unix:///with a blank/ü.sock", .unix(path: "/with a blank/ü.sock")),
            ("tcp://127.0.0.1", .tcp(host: "127.0.0.1", port: 2375)),
            ("tcp://127.0.0.1:1", .tcp(host: "127.0.0.1", port: 1)),
            ("tcp://127.255.0.9:65535", .tcp(host: "127.255.0.9", port: 65535)),
            ("tcp://localhost", .tcp(host: "localhost", port: 2375)),
            ("tcp://127.0.0.1:2375/", .tcp(host: "127.0.0.1", port: 2375)),
            ("tcp://LocalHost", .tcp(host: "LocalHost", port: 2375)),
            ("tcp://localhost:2376", .tcp(host: "localhost", port: 2376)),
            ("tcp://[::1]", .tcp(host: "::1", port: 2375)),
            ("tcp://[::1]:4000", .tcp(host: "::1", port: 4000)),
        ]
    )
    func `addresses of this machine are accepted`(text: String, address: SocketAddress) throws {
        #expect(try EngineAddress.parse(text) == address)
    }

    @Test(
        arguments: [
            "", "docker.sock", "/var/run/docker.sock", "unix:/var/run/docker.sock", "unix://",
            "unix://var/run/docker.sock", "unix://./docker.sock", "unix:///var/run\0/docker.sock",
            "tcp://", "tcp://:2375", "tcp://192.168.1.2:2375", "tcp://engine.example.org:2375",
            "tcp://127.0.0.1.evil.org", "tcp://127.0.0.1.evil.org:2375",
            "tcp://localhost.evil.org:2375", "tcp://localhost@evil.org:2375",
            "tcp://127.0.0.1@evil.org", "tcp://evil.org#127.0.0.1", "tcp://0.0.0.0:2375",
            "tcp://128.0.0.1:2375", "tcp://127.0.0.256", "tcp://127.1", "tcp://127.0.0.1.1",
            "tcp://127.0.0.", "tcp://127.0..1", "tcp://127.+0.0.1", "tcp://127.0.0.01",
            "tcp://2130706433", "tcp://127.0.0.1:", "tcp://127.0.0.1:0", "tcp://127.0.0.1:65536",
            "tcp://127.0.0.1:-1", "tcp://127.0.0.1:+2375", "tcp://127.0.0.1:0x50",
            "tcp://127.0.0.1: 2375", "tcp://127.0.0.1:2375/v1.41",
            "tcp://127.0.0.1/v1.41", "tcp://127.0.0.1:2375:2375", "tcp://[::1", "tcp://::1",
            "tcp://::1:2375", "tcp://[::1]2375", "tcp://[::1]evil.org", "tcp://[::1]:",
            "tcp://[::1]:0", "tcp://[::1].evil.org:2375", "tcp://[::2]", "tcp://[]",
            "tcp://[127.0.0.1]", "tcp://[localhost]:2375", "tcp://[::ffff:10.0.0.1]:2375",
            "ssh://user@127.0.0.1", "npipe:////./pipe/docker_engine", "fd://", "http://127.0.0.1",
            "https://127.0.0.1", "://127.0.0.1", "tcps://127.0.0.1", "\u{1B}]0;x\u{7}://y",
        ]
    )
    func `what leads elsewhere is refused with a remedy`(text: String) {
        let error = #expect(throws: SandboxError.self) { try EngineAddress.parse(text) }
        #expect(error?.code == .backendUnavailable)
        #expect(error?.fault == .addressRefused)
        let message = error?.message ?? ""
        #expect(message.contains(": give ") || message.contains(": use the docker-cli backend"))
        #expect(message.contains("'\(text.escapingControls)'"))
        #expect(message == message.escapingControls)
    }

    @Test(
        arguments: [
            ("ssh://host", "docker-cli"), ("tcp://10.0.0.1", "docker-cli"),
            ("unix://a", "unix:///PATH"), ("tcp://127.0.0.1:x", "tcp://127.0.0.1:PORT"),
            ("socket", "unix:///PATH"), ("tcp://", "127.0.0.1:PORT"),
            ("tcp://:1", "127.0.0.1:PORT"),
            ("unix:///\(String(repeating: "a", count: 200))", "shorter"),
        ]
    )
    func `the remedy fits what is wrong`(text: String, remedy: String) {
        let error = #expect(throws: SandboxError.self) { try EngineAddress.parse(text) }
        #expect(error?.message.contains(remedy) == true)
    }

    @Test func `the usual sockets come in order, the system's Docker first, Podman last`() {
        let sockets = EngineAddress.usualSockets(home: "/home/u", runtimeDirectory: "/run/user/9")
        #expect(
            sockets
                == [
                    "/var/run/docker.sock", "/home/u/.docker/run/docker.sock",
                    "/home/u/.docker/desktop/docker.sock", "/home/u/.colima/default/docker.sock",
                    "/home/u/.config/colima/default/docker.sock", "/home/u/.rd/docker.sock",
                    "/run/user/9/docker.sock", "/run/user/9/podman/podman.sock",
                    "/run/podman/podman.sock",
                    "/home/u/.local/share/containers/podman/machine/podman.sock",
                ].map { .unix(path: $0) }
        )
    }

    @Test func `without a home only the system's sockets are usual`() {
        let system: [SocketAddress] = [
            .unix(path: "/var/run/docker.sock"), .unix(path: "/run/podman/podman.sock"),
        ]
        #expect(EngineAddress.usualSockets(home: nil, runtimeDirectory: nil) == system)
    }

    @Test func `a relative home never leads to a socket of the working directory`() {
        let sockets = EngineAddress.usualSockets(home: "home", runtimeDirectory: "run")
        for case .unix(let path) in sockets { #expect(path.hasPrefix("/")) }
    }

    @Test(arguments: ["unix:///run/docker.sock", "tcp://127.0.0.1:2375", "tcp://[::1]:2375"])
    func `an address is told in the form that it is given in`(text: String) throws {
        #expect(try EngineAddress.parse(text).text == text)
    }
}
