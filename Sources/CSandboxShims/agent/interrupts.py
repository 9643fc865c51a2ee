"""SIGINT in the worker: it only reaches user code, and never cuts a frame in two."""
import posix
import _signal as signal
from _thread import get_ident

from .frames import LATE, frame


class Interrupts:
    """As a context: an interrupt that comes within is raised when it ends."""

    def __init__(self, events):
        self.events = events
        self.main = get_ident()
        self.cell = 0
        self.running = self.shielded = self.pending = False

    def install(self):
        signal.signal(signal.SIGINT, self.handle)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])  # one that waits is over here

    def handle(self, number, _):
        if not self.running:
            posix.write(self.events, frame(LATE, self.cell))
        elif self.shielded:
            self.pending = True
        else:
            raise KeyboardInterrupt

    def __enter__(self):
        if get_ident() == self.main:
            self.shielded = True

    def __exit__(self, *_):
        if get_ident() == self.main:
            self.shielded = False
            if self.pending:
                self.pending = False
                if self.running:
                    raise KeyboardInterrupt
