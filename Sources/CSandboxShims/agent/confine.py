"""What the supervisor does to itself first: private descriptors, no memory access, no signals."""
import posix
import _signal as signal

PR_SET_DUMPABLE = 4
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
