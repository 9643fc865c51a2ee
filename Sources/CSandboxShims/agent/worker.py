"""The process in which cells run: sets itself up, then serves one command after the other."""
import posix
import sys
import _signal as signal

from . import confine, environment, frames, hooks
from .channel import Channel, share
from .frames import CHUNK, FrameBuffer
from .interrupts import Interrupts
from .streams import Streams


def main(settings, stdout, stderr, events, commands, answers):
    interrupts = Interrupts(events)
    confine.restore_signals()
    interrupts.install()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    posix.setsid()
    confine.set_dumpable(1)
    _be_first_to_go()
    channel = Channel(stdout, stderr, events, answers, interrupts)
    share(channel)
    streams = Streams(channel)
    environment.prepare(settings)
    posix.chdir(settings["workspace"])
    sys.path.insert(0, settings["workspace"])
    sys.argv = [""]
    hooks.install()
    from .execution import Executor
    serve(commands, Executor(settings, channel, streams, interrupts))


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


def serve(commands, executor):
    buffer = FrameBuffer()
    while True:
        executor.idle(commands)
        data = posix.read(commands, CHUNK)
        if not data:
            return
        for kind, identifier, payload in buffer.feed(data):
            if kind == frames.EXECUTE:
                executor.execute(identifier, payload)
            elif kind == frames.PROBE:
                executor.probe(identifier)
