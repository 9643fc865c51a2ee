import SandboxCore
import Testing

/// Ways out that user code could try.
///
/// Each attempt is a Python expression or program that must come to nothing.
@Suite(.timeLimit(.minutes(3)))
struct EscapeTests {
    /// System calls that are refused: their name, and how to make them.
    static let systemCalls: [(name: String, call: String)] = [
        ("a user namespace by unshare", "libc.unshare(0x10000000)"),
        ("a mount namespace by unshare", "libc.unshare(0x00020000)"),
        ("a network namespace by unshare", "libc.unshare(0x40000000)"),
        ("a user namespace by clone", "libc.syscall(NR['clone'], 0x10000000 | 17, 0, 0, 0, 0)"),
        ("clone3", "libc.syscall(435, ctypes.byref(ctypes.create_string_buffer(88)), 88)"),
        ("setns", "libc.setns(os.open('/proc/self/ns/net', os.O_RDONLY), 0)"),
        ("mount", "libc.mount(b'none', b'/sandbox/tmp', b'tmpfs', 0, None)"),
        ("umount", "libc.umount2(b'/proc', 2)"),
        ("pivot_root", "libc.syscall(NR['pivot_root'], b'/sandbox', b'/sandbox/tmp')"),
        ("chroot", "libc.chroot(b'/sandbox')"),
        ("open_tree", "libc.syscall(428, -100, b'/', 1)"),
        ("fsopen", "libc.syscall(430, b'tmpfs', 0)"),
        ("ptrace", "libc.ptrace(0, 0, 0, 0)"),
        ("reading another's memory", "libc.syscall(NR['process_vm_readv'], 1, 0, 0, 0, 0, 0)"),
        ("keyctl", "libc.syscall(NR['keyctl'], 0, -3, 0)"),
        ("add_key", "libc.syscall(NR['add_key'], b'user', b'k', b'v', 1, -3)"),
        ("bpf", "libc.syscall(NR['bpf'], 0, 0, 0)"),
        ("perf_event_open", "libc.syscall(NR['perf_event_open'], 0, 0, 0, 0, 0)"),
        ("userfaultfd", "libc.syscall(NR['userfaultfd'], 0)"),
        ("io_uring", "libc.syscall(425, 4, ctypes.byref(ctypes.create_string_buffer(256)))"),
        ("open_by_handle_at", "libc.syscall(NR['open_by_handle_at'], -100, 0, 0)"),
        ("kexec", "libc.syscall(NR['kexec_load'], 0, 0, 0, 0)"),
        ("a kernel module", "libc.syscall(NR['init_module'], 0, 0, b'')"),
        ("setting the clock", "libc.syscall(NR['settimeofday'], 0, 0)"),
        ("a system call of the 32-bit set", "libc.syscall(0x40000000 + 39)"),
        ("becoming root", "libc.setuid(0)"),
        ("a device", "libc.mknod(b'/sandbox/tmp/null', 0o20666, 0x103)"),
        ("another root for files", "libc.syscall(NR['mount_setattr'], -100, b'/', 0, 0, 0)"),
    ]

    private static let prelude = """
        import ctypes, os, platform
        libc = ctypes.CDLL(None, use_errno=True)
        x86 = platform.machine() == 'x86_64'
        NR = dict(zip(
            ('clone', 'pivot_root', 'process_vm_readv', 'keyctl', 'add_key', 'bpf', 'perf_event_open',
             'userfaultfd', 'open_by_handle_at', 'kexec_load', 'init_module', 'settimeofday',
             'mount_setattr'),
            (56, 155, 310, 250, 248, 321, 298, 323, 304, 246, 175, 164, 442) if x86 else
            (220, 41, 270, 219, 217, 280, 241, 282, 265, 104, 105, 170, 442)))

        """

    @Test(arguments: BackendUnderTest.allCases)
    func `system calls are refused`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            for example in Self.systemCalls {
                let code =
                    Self.prelude
                    + "result = \(example.call)\n(result, ctypes.get_errno() in (1, 13, 22, 28, 38))"
                let value = try await session.run(code).value
                #expect(value == "(-1, True)", "\(example.name)")
            }
        }
    }

    /// Attempts that must raise `OSError`.
    static let refused: [(name: String, code: String)] = [
        ("writing to /usr", "open('/usr/planted', 'w')"),
        ("writing to the root", "open('/planted', 'w')"),
        ("writing to /etc", "open('/etc/passwd', 'a')"),
        ("writing to /dev", "open('/dev/planted', 'w')"),
        ("writing a kernel setting", "open('/proc/sys/kernel/hostname', 'w')"),
        ("the host's password hashes", "open('/etc/shadow')"),
        ("root's home", "os.listdir('/root')"),
        ("a disk", "[open('/dev/' + n) for n in ('vda', 'sda', 'nvme0n1', 'mem', 'kmsg')]"),
        ("the agent's descriptors", "os.listdir('/proc/1/fd')"),
        ("the agent's memory", "open('/proc/1/mem', 'rb')"),
        ("the agent's environment", "open('/proc/1/environ').read()"),
        ("the host's root through process 1", "os.listdir('/proc/1/root/root')"),
        ("a raw socket", "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)"),
        ("a packet socket", "socket.socket(17, socket.SOCK_RAW, 0)"),
        ("a socket to the hypervisor", "socket.socket(40, socket.SOCK_STREAM)"),
        ("Bluetooth", "socket.socket(31, socket.SOCK_RAW, 1)"),
        ("an address of the internet", "socket.create_connection(('192.0.2.1', 80), 3)"),
        ("a name", "socket.getaddrinfo('example.org', 80)"),
        ("a server on the host", "socket.create_connection(('127.0.0.1', 22), 3)"),
        ("the host's abstract sockets", "socket.socket(1).connect('\\0dbus')"),
        ("Docker's socket", "socket.socket(1).connect('/var/run/docker.sock')"),
        ("a process outside", "os.kill(2**22 - 1, 0)"),
        ("a higher priority", "os.nice(-5)"),
        ("process 1's time", "resource.prlimit(1, resource.RLIMIT_CPU, (0, 0))"),
        ("process 1's memory", "resource.prlimit(1, resource.RLIMIT_AS, (0, 0))"),
        ("process 1's scheduling", "os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0))"),
        ("process 1's processors", "os.sched_setaffinity(1, {0})"),
        ("process 1's priority", "os.setpriority(os.PRIO_PROCESS, 1, 19)"),
        ("the user's priority", "os.setpriority(os.PRIO_USER, 0, 19)"),
        ("a socket to the firewall", "socket.socket(16, socket.SOCK_RAW, 12)"),
        ("more open files", "resource.setrlimit(resource.RLIMIT_NOFILE, (1 << 20, 1 << 20))"),
        ("a core dump's limit", "resource.setrlimit(resource.RLIMIT_CORE, (1, 1))"),
        ("a terminal", "open('/dev/tty')"),
        (
            "an older score for the memory killer",
            "os.write(os.open('/proc/self/oom_score_adj', os.O_WRONLY), b'-1000')"
        ),
    ]

    /// What bubblewrap doesn't even show, and a container has of its own.
    static let absent: [(name: String, code: String)] = [
        ("homes", "os.listdir('/home')"),
        ("the host's logs", "os.listdir('/var/log')"),
        ("the host's run-time files", "os.listdir('/run')"),
        ("the host's devices", "os.listdir('/sys')"),
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `attempts are refused`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            for example in Self.refused + (backend.isContainer ? [] : Self.absent) {
                let code = """
                    import os, socket, resource
                    try:
                        \(example.code)
                        verdict = 'succeeded'
                    except (OSError, ValueError) as error:
                        verdict = 'refused'
                    verdict
                    """
                let result = try await session.run(code, CellOptions(timeout: .seconds(20)))
                #expect(result.value == "'refused'", "\(example.name): \(result.outcome)")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `process 1 is out of reach of signals`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = """
                import os, signal
                for number in range(1, 65):
                    try: os.kill(1, number)
                    except OSError: pass
                """
            _ = try await session.run(code)
            let result = try await session.run("6 * 7")
            #expect(result.value == "42")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `only the sandbox's own processes are seen`(
        backend: BackendUnderTest
    ) async throws {
        let result = try await backend.run(
            "import os\n[open(f'/proc/{p}/comm').read() for p in os.listdir('/proc') if p.isdigit()]"
        )
        #expect(result.value?.split(separator: ",").count == 2)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `no capability is held, none can be gained`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            lines = dict(l.split(':\\t', 1) for l in open('/proc/self/status').read().splitlines())
            [int(lines[k], 16) for k in ('CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb')], lines['NoNewPrivs'], lines['Seccomp']
            """
        #expect(try await backend.run(code).value == "([0, 0, 0, 0, 0], '1', '2')")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a program with the set-user-id bit gains nothing`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import os, shutil, subprocess
            shutil.copy(shutil.which('id'), 'id'); os.chmod('id', 0o4755)
            subprocess.run(['./id', '-u'], capture_output=True, text=True).stdout
            """
        #expect(try await backend.run(code).value == #"'1000\n'"#)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `no terminal of the host can be written to`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import fcntl, os
            found = []
            for descriptor in range(64):
                try:
                    fcntl.ioctl(descriptor, 0x5412, b'x')  # TIOCSTI
                    found.append(descriptor)
                except OSError: pass
            found
            """
        #expect(try await backend.run(code).value == "[]")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the worker holds no descriptor but its streams and its channel`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import os
            links = {}
            for name in os.listdir('/proc/self/fd'):
                try: links[int(name)] = os.readlink('/proc/self/fd/' + name)
                except OSError: pass
            sorted({l.split(':')[0] for l in links.values()} - {'/proc/' + str(os.getpid()) + '/fd'})
            """
        let value = try await backend.run(code).value ?? ""
        #expect(
            ["['/dev/null', 'pipe']", "['/dev/null', 'pipe', 'socket']"].contains(value),
            "\(value)"
        )
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a program started by the worker inherits only the three streams`(
        backend: BackendUnderTest
    ) async throws {
        let code =
            "import subprocess\nsubprocess.run(['ls', '/proc/self/fd'], capture_output=True, text=True, close_fds=False).stdout.split()"
        #expect(try await backend.run(code).value == "['0', '1', '2', '3']")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the names of the host don't show`(
        backend: BackendUnderTest
    ) async throws {
        let code =
            "import socket, getpass, os\n(socket.gethostname(), getpass.getuser(), os.getuid(), os.path.expanduser('~'))"
        let value = try await backend.run(code).value
        #expect(value == "('sandbox', 'sandbox', 1000, '/sandbox/home')")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the agent's command line and files hold no secret of the host`(
        backend: BackendUnderTest
    ) async throws {
        let code = """
            import os
            words = open('/proc/1/cmdline').read().split('\\0')
            os.path.basename(words[0])[:6], words[1:5], len(words)
            """
        let value = try await backend.run(code).value
        #expect(value == "('python', ['-I', '-S', '-u', '-c'], 7)")
    }
}
