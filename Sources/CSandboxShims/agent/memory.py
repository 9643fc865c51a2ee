"""The sandbox's memory by its own control group, where a container shows it."""
import posix

V1 = ("/sys/fs/cgroup/memory/memory.oom_control", "/sys/fs/cgroup/memory/memory.max_usage_in_bytes",
      "/sys/fs/cgroup/memory/memory.limit_in_bytes")
V2 = ("/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory.peak", "/sys/fs/cgroup/memory.max")

SHARED = ("/tmp", "/var/tmp", "/dev/shm")
ROOM = 24 << 20  # bytes: the agent's two processes, what the kernel keeps for them, and a little


def reading():
    """Kills for lack of memory, the peak and the limit in bytes; None where nothing tells."""
    for events, peak, limit in (V2, V1):
        for line in (_text(events) or "").splitlines():
            name, _, count = line.partition(" ")
            if name == "oom_kill" and count.isdigit():
                return {"kills": int(count), "peak": _number(peak), "limit": _number(limit)}
    return None


def leaves_room(limit, directories):
    """Whether files, which are in memory too, leave enough of it for a worker: with less, the kernel
    would only be busy with taking from it what it needs next. Without a limit for all of the sandbox
    they do."""
    if limit is None:
        return True
    files = {}
    for path in (*directories, *SHARED):
        try:
            files[posix.stat(path).st_dev] = _used(posix.statvfs(path))
        except OSError:
            pass
    used = sum(files.values())
    return used < limit // 2 or limit - used > ROOM


def _used(system):
    return (system.f_blocks - system.f_bfree) * system.f_frsize


def _number(path):
    text = (_text(path) or "").strip()
    # Without a limit v1 gives the largest number of pages.
    return int(text) if text.isdigit() and int(text) < 1 << 60 else None


def _text(path):
    try:
        descriptor = posix.open(path, posix.O_RDONLY | posix.O_CLOEXEC)
    except OSError:
        return None
    try:
        return posix.read(descriptor, 4096).decode("ascii", "replace")
    except OSError:
        return None
    finally:
        posix.close(descriptor)
