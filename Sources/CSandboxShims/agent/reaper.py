"""Ending and counting what the worker started."""
import posix
from _signal import SIGCONT, SIGKILL, SIGSTOP
from time import monotonic, sleep

ALONE = posix.getpid() == 1  # only then is everything that kill(-1) reaches ours


def reap():
    """Wait statuses of the children that ended, by process."""
    ended = {}
    while True:
        try:
            process, status = posix.waitpid(-1, posix.WNOHANG)
        except ChildProcessError:
            return ended
        if not process:
            return ended
        ended[process] = status


def kill_everything(worker, patience=2.0):
    """Ends all but this process, forks under way included; the worker's wait status, if seen."""
    deadline = monotonic() + patience
    status = None
    while True:
        signal_everything(worker)
        try:
            while True:
                process, ended = posix.waitpid(-1, posix.WNOHANG)
                if process == worker:
                    status = ended
                if not process:
                    break
        except ChildProcessError:
            return status
        if monotonic() > deadline:
            return status
        sleep(0.0005)


def signal_everything(worker):
    try:
        if ALONE:
            posix.kill(-1, SIGKILL)
            return
        for process in session_members(worker):
            _kill(process)
        posix.killpg(worker, SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def kill_others(worker, patience):
    """Ends what the worker started, and what that starts meanwhile, but not the worker.

    What is killed dies when it gets a processor, which takes a while where many share one. All are
    stopped at once before any is looked at: a fork bomb would run away from us, and leave us none.
    """
    if ALONE:
        _kill(-1, SIGSTOP)
    deadline = monotonic() + patience
    while True:
        others = living(worker)
        if not others or monotonic() > deadline:
            break
        for process in others:
            _kill(process)
        sleep(0.0005)
        reap()
    _kill(worker, SIGCONT)


def living(worker):
    """Processes alive besides this one and the worker; zombies are not alive."""
    return [p for p in session_members(worker) if p != worker]


def session_members(worker):
    """Where this process is not alone, only the worker's session can be told to be ours."""
    members = []
    own = posix.getpid()
    for name in posix.listdir("/proc"):
        if not name.isdigit() or int(name) == own:
            continue
        fields = _stat(name)
        if fields and fields[0] not in ("Z", "X") and (ALONE or int(fields[3]) == worker):
            members.append(int(name))
    return members


def computed(worker):
    """CPU seconds of all that the worker began, the ended included."""
    ticks = 0
    for process in session_members(worker):
        fields = _stat(str(process))
        if fields:
            ticks += sum(map(int, fields[11:15]))  # of itself and of the children it waited for
    ended = posix.times()
    return ticks / posix.sysconf("SC_CLK_TCK") + ended.children_user + ended.children_system


def _stat(process):
    """The fields after the command's name, which may hold anything."""
    try:
        descriptor = posix.open("/proc/%s/stat" % process, posix.O_RDONLY | posix.O_CLOEXEC)
    except OSError:
        return None
    try:
        return posix.read(descriptor, 4096).rpartition(b")")[2].decode("ascii", "replace").split()
    except OSError:
        return None
    finally:
        posix.close(descriptor)


def _kill(process, signal=SIGKILL):
    try:
        posix.kill(process, signal)
    except (ProcessLookupError, PermissionError):
        pass


class Census:
    """Counts the living without a look at /proc as long as no process or thread was started.

    The last field of loadavg is the newest process number of this namespace.
    """

    def __init__(self, worker):
        self.begin(worker)
        try:
            self.loadavg = posix.open("/proc/loadavg", posix.O_RDONLY | posix.O_CLOEXEC)
        except OSError:
            self.loadavg = -1

    def begin(self, worker):
        """A worker was started and nothing else is left."""
        self.newest, self.none_at_newest = str(worker).encode(), ALONE

    def count(self, worker):
        newest = self._newest()
        if self._is_known(newest):
            return 0
        try:
            count = len(living(worker))
        except OSError:
            count = 0
        self.newest, self.none_at_newest = newest, count == 0
        return count

    def finds_none(self):
        """Whether none lives, as far as can be told without looking for them."""
        return self._is_known(self._newest())

    def _is_known(self, newest):
        return self.none_at_newest and newest is not None and newest == self.newest

    def _newest(self):
        if self.loadavg < 0:
            return None
        try:
            return posix.pread(self.loadavg, 128, 0).split()[-1]
        except (OSError, IndexError):
            return None
