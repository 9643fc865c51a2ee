"""The worker as the supervisor sees it: a process, its pipes, and the order of what they carry."""
import gc
import posix
from _signal import SIGABRT
from time import monotonic, sleep

from .frames import (ANSWER, CHUNK, CONTROL, FENCED, STDERR, STDOUT, FrameBuffer, Malformed,
                     frame)
from .reaper import ALONE, signal_everything
from .tally import Tally

PIPEFUL = (1 << 20) + CHUNK  # more than a pipe can hold: the bound of one drain
EVENTS = 32 << 10  # bytes of one read of the events
UNREAD = 2 * CONTROL  # bytes for the worker that may wait
FORK_PATIENCE = 1.0
MUTE_PATIENCE = 0.5
FRAME_PATIENCE = 5.0  # between two parts of a frame


class Worker:
    """One forked worker. All reads and writes here are non-blocking."""

    def __init__(self, private, workspace=None):
        reading = [posix.pipe() for _ in range(3)]
        writing = [posix.pipe() for _ in range(3)]
        ours = (*[source for source, _ in reading], *[sink for _, sink in writing])
        theirs = (*[sink for _, sink in reading], *[source for source, _ in writing])
        self.tally = Tally()
        gc.freeze()
        self.born = monotonic()
        self.pid = _fork()
        if self.pid == 0:
            _become_worker((*theirs, self.tally), ours + private, workspace)
        for descriptor in theirs:
            posix.close(descriptor)
        for descriptor in ours:
            posix.set_blocking(descriptor, False)
        self.stdout, self.stderr, self.events, self.commands, self.fences, self.answers = ours
        self.readable = {self.stdout: STDOUT, self.stderr: STDERR}
        self.frames = FrameBuffer()
        self.mute = None  # until when it may end, since nothing can come from it any more
        self.due = None  # until when a frame that has begun must go on
        self.outgoing = {sink: bytearray() for sink in (self.commands, self.fences, self.answers)}

    def close(self):
        for descriptor in (*self.readable, self.events, *self.outgoing):
            posix.close(descriptor)

    def command(self, kind, identifier, payload=b""):
        self._write(self.commands, frame(kind, identifier, payload))

    def fenced(self, identifier):
        self._write(self.fences, frame(FENCED, identifier))

    def answer(self, identifier, payload):
        self._write(self.answers, frame(ANSWER, identifier, payload))

    def _write(self, descriptor, data):
        waiting = self.outgoing[descriptor]
        is_first = not waiting
        waiting += data
        if len(waiting) > UNREAD:
            raise Malformed("the worker does not read")
        if is_first:
            self.push(descriptor)

    def push(self, descriptor):
        """Writes on; true when nothing is left."""
        data = self.outgoing[descriptor]
        try:
            while data:
                with memoryview(data) as view:
                    count = posix.write(descriptor, view)
                del data[:count]
        except BlockingIOError:
            pass
        except BrokenPipeError:  # its death is noticed by reaping
            data.clear()
        return not data

    def blocked(self):
        return [descriptor for descriptor, data in self.outgoing.items() if data]

    def read_events(self):
        """Frames of the worker, and whether more may be waiting."""
        try:
            data = posix.read(self.events, EVENTS)
        except BlockingIOError:
            return [], False
        if not data and self.mute is None:
            self.mute = monotonic() + MUTE_PATIENCE
        events = self.frames.feed(data)
        if data:
            self.due = monotonic() + FRAME_PATIENCE if self.frames.part else None
        return events, len(data) == EVENTS

    def read_text(self, descriptor, merger, size=CHUNK):
        """One read of a text pipe; how many bytes there were."""
        stream, data = self.readable[descriptor], b""
        self.tally.begin(stream)
        try:
            data = posix.read(descriptor, size)
        except BlockingIOError:
            pass
        self.tally.end(stream, len(data))
        if data:
            merger.feed(stream, data)
        return len(data)

    def read_promised(self, merger, count):
        """Reads what a mark has promised of the run's stream, and not a byte more: those after it
        may have a mark that was not read yet."""
        descriptor = self.stdout if merger.stream == STDOUT else self.stderr
        count = min(count, PIPEFUL)
        while count > 0:
            size = self.read_text(descriptor, merger, min(count, CHUNK))
            if not size:
                return
            count -= size

    def drain(self, merger):
        """Reads all that was in the text pipes when it was called."""
        for descriptor in self.readable:
            count = size = self.read_text(descriptor, merger, EVENTS)
            while size and count < PIPEFUL:
                size = self.read_text(descriptor, merger)
                count += size


def _fork():
    """Forks, even while a fork bomb's remains still hold the process limit."""
    deadline = monotonic() + FORK_PATIENCE
    while True:
        try:
            return posix.fork()
        except OSError:
            if monotonic() > deadline:
                raise
            if ALONE:
                signal_everything(0)
            sleep(0.002)


def _become_worker(shared, foreign, workspace):
    """In the child: never returns."""
    lost = True
    try:
        if workspace is not None:  # by its descriptor: the path may be another's by now
            try:
                posix.fchdir(workspace)
            except PermissionError:  # the code has taken the right to
                posix.chmod(workspace, 0o700)
                posix.fchdir(workspace)
        for descriptor in foreign:
            if descriptor >= 0:
                posix.close(descriptor)
        from . import worker
        worker.main(*shared, workspace is not None)
        lost = False
    except BaseException as error:
        import sys
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        if lost:  # not by the code's own exit
            posix.kill(posix.getpid(), SIGABRT)
        posix._exit(0)


