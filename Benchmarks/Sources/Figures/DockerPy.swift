import Foundation

/// The engine's own floor as docker-py finds it: a container of the same options is created,
/// attached and started; each line asks for one measurement.
final class DockerPy {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init() throws {
        let program = """
            import sys, time, docker
            client = docker.from_env()
            client.ping()
            api = client.api
            options = api.create_host_config(
                network_mode='none', mem_limit='1g', memswap_limit='1g', cpu_period=100000,
                cpu_quota=200000, pids_limit=50, cap_drop=['ALL'], read_only=True, auto_remove=True,
                security_opt=['no-new-privileges'], tmpfs={'/sandbox': 'exec,mode=1777,size=128m'},
                log_config={'Type': 'none'})
            for line in sys.stdin:
                begin = time.perf_counter()
                made = api.create_container('\(Containers.image)', ['python3', '-I', '-S', '-c', 'import sys; sys.stdin.read()'],
                    stdin_open=True, user='1000:1000', host_config=options)
                stream = api.attach_socket(made, {'stdin': 1, 'stdout': 1, 'stderr': 1, 'stream': 1})
                api.start(made)
                sys.stdout.write('%f\\n' % ((time.perf_counter() - begin) * 1000)); sys.stdout.flush()
                stream._sock.shutdown(1)
                api.wait(made, condition='removed')
                stream.close()
            """
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    func measure(_ what: String) throws -> Double {
        try input.fileHandleForWriting.write(contentsOf: Data("\(what)\n".utf8))
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let value = Double(line.split(separator: "\n").first ?? "") else {
            fatalError("docker-py said \(line.debugDescription)")
        }
        return value
    }

    func end() {
        try? input.fileHandleForWriting.close()
        process.waitForEnd()
    }
}
