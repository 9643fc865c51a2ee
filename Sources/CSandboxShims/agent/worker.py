"""The process in which cells run: sets itself up, then serves one command after the other."""
import posix
import select
import sys

from . import confine, environment, frames, hooks, reseed
from .channel import Channel, share
from .frames import FrameBuffer
from .interrupts import Interrupts
from .jsonlite import loads
from .streams import Streams
from .waiting import look, lookout


def main(stdout, stderr, events, commands, fences, answers, tally, entered):
    interrupts = Interrupts(events)
    confine.restore_signals()
    interrupts.install()
    posix.setsid()
    confine.set_dumpable(1)
    _be_first_to_go()
    channel = Channel(stdout, stderr, events, fences, answers, interrupts, tally)
    channel.commands = commands
    share(channel)
    streams = Streams(channel)
    environment.defer()
    from .execution import Executor
    inbox = Inbox(commands)
    _, _, configuration = inbox.next()
    settings = loads(configuration)
    environment.apply(settings)
    if settings.get("filters"):
        confine.refuse_system_calls(settings["filters"])
    reseed.run()
    if not entered:
        posix.chdir(settings["workspace"])
    environment.users = _here() or settings["workspace"]
    sys.path.insert(0, environment.users)
    if environment.is_complete:
        environment.find_packages()
    sys.argv = [""]
    hooks.install()
    serve(inbox, Executor(settings, channel, streams, interrupts))


def _here():
    """The working directory's path, if it has one: earlier code may have removed it."""
    try:
        return posix.getcwd()
    except OSError:
        return None


def _be_first_to_go():
    """When memory runs out, the kernel ends the worker rather than the supervisor."""
    try:
        descriptor = posix.open("/proc/self/oom_score_adj", posix.O_WRONLY | posix.O_CLOEXEC)
    except OSError:
        return
    try:
        posix.write(descriptor, b"1000")
    except OSError:
        pass
    posix.close(descriptor)


class Inbox:
    """Commands, one after the other."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.buffer = FrameBuffer()
        self.waiting = []
        self.poll = select.poll()
        self.poll.register(descriptor, select.POLLIN)
        self.lookout = 0  # until when not to sleep: a cell ended just now

    def next(self, idle=None):
        """The next command; the worker ends with its supervisor."""
        while not self.waiting:
            if not look(self.poll, self.lookout) and idle:
                idle(self.descriptor)
            try:
                data = posix.read(self.descriptor, 8192)
            except OSError:  # closed: this is a child of the code's, which came back here
                data = b""
            if not data:
                posix._exit(0)
            self.waiting = self.buffer.feed(data)
        return self.waiting.pop(0)


def serve(inbox, executor):
    while True:
        kind, identifier, payload = inbox.next(executor.idle)
        if kind == frames.EXECUTE:
            executor.execute(identifier, payload)
            inbox.lookout = lookout()
        elif kind == frames.PROBE:
            executor.probe(identifier, payload)
