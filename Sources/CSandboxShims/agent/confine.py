"""What the supervisor does to itself first: private descriptors, no memory access, no signals."""
import posix
import _signal as signal

PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
IGNORED = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGPIPE", "SIGUSR1", "SIGUSR2", "SIGALRM",
           "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGVTALRM", "SIGPROF", "SIGXCPU", "SIGXFSZ", "SIGIO",
           "SIGPWR", "SIGWINCH")


def private_descriptors():
    """Takes the host's stream off 0 and 1, which then are nothing and the diagnostics."""
    source, sink = posix.dup(0), posix.dup(1)
    nothing = posix.open("/dev/null", posix.O_RDWR | posix.O_CLOEXEC)
    posix.dup2(nothing, 0)
    posix.dup2(2, 1)
    posix.close(nothing)
    return source, sink


def set_dumpable(value):
    """Memory and descriptors of a process that isn't dumpable are closed to its own user.

    `_ctypes` alone: the package around it costs 2 ms.
    """
    import _ctypes
    prctl = _ctypes.dlsym(_ctypes.dlopen(None, 0), "prctl")
    if _ctypes.call_function(prctl, (PR_SET_DUMPABLE, value, 0, 0, 0)) != 0:
        raise OSError("prctl failed")


def refuse_system_calls(filters):
    """For this process and all that it starts: what the host's table refuses, on top of what the
    engine does. The programs are for machines by name; Python's own must be of 64 bits."""
    import sys
    import _ctypes
    program = filters.get(posix.uname().machine)
    if program is None or sys.maxsize < 1 << 32:
        return
    program = bytes.fromhex(program)

    class Byte(_ctypes._SimpleCData):
        _type_ = "c"

    code = (Byte * len(program)).from_buffer_copy(program)
    # struct sock_fprog: the number of instructions, and where they are.
    header = (len(program) // 8).to_bytes(8, sys.byteorder)
    header += _ctypes.addressof(code).to_bytes(8, sys.byteorder)
    header = (Byte * len(header)).from_buffer_copy(header)
    prctl = _ctypes.dlsym(_ctypes.dlopen(None, 0), "prctl")
    if _ctypes.call_function(prctl, (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header)) != 0:
        raise OSError("the system call filter can't be installed")


def ignore_signals():
    for name in IGNORED:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    # Inherited: an interrupt waits until the worker has its handler.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])


def watch_children():
    """A descriptor that becomes readable when a child ends."""
    reading, writing = posix.pipe()
    for descriptor in (reading, writing):
        posix.set_blocking(descriptor, False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    return reading, writing


def restore_signals():
    """In the worker: as in any program."""
    signal.set_wakeup_fd(-1)
    for name in IGNORED + ("SIGCHLD",):
        if hasattr(signal, name) and name not in ("SIGINT", "SIGPIPE", "SIGXFSZ"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
