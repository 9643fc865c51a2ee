"""Signals in the worker: none cuts a frame in two, and SIGINT only reaches user code."""
import posix
import sys
import _signal as signal
from _thread import get_ident

from . import hiding
from .frames import LATE, frame


class Interrupts:
    """As a context: the handlers of signals that come within run when it ends."""

    def __init__(self, events):
        self.events = events
        self.main = get_ident()
        self.cell = 0
        self.running = self.describes = False  # a cell runs; its exception is being described
        self.shields = 0
        self.pending = {}  # handlers by number

    def install(self):
        signal.signal(signal.SIGINT, self.interrupt)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])  # one that waits is over here

    def interrupt(self, number, at):
        self.handle(signal.default_int_handler, number, at)

    def handle(self, handler, number, at):
        """Calls the handler, or will."""
        if self.shields or self.describes and number != signal.SIGINT:
            self.pending[number] = handler
        elif self.running:
            try:
                handler(number, _users_frame(at))
            finally:  # whatever it raises, and wherever it has come in between
                self.deliver()
        elif number == signal.SIGINT:
            posix.write(self.events, frame(LATE, self.cell))
        else:
            self._handle_between_cells(handler, number, at)

    def _handle_between_cells(self, handler, number, at):
        """No cell hears of what it raises, and however fast a timer is, the next command comes."""
        self.shields += 1
        try:
            handler(number, at)
        except BaseException:
            kind, error, _ = sys.exc_info()
            hiding.trim(error)
            try:
                sys.excepthook(kind, error, error.__traceback__)
            except BaseException:
                pass
        finally:
            late = self.pending.pop(signal.SIGINT, None)
            self.shields -= 1
            if late:
                self.interrupt(signal.SIGINT, at)

    def __enter__(self):
        if get_ident() == self.main:
            self.shields += 1

    def __exit__(self, *_):
        if get_ident() == self.main:
            self.shields -= 1
            self.deliver()

    def leave(self):
        """In a child of the code's: whatever another thread was doing, it isn't there."""
        self.running, self.describes, self.shields = True, False, 0
        self.pending.clear()

    def deliver(self):
        """Calls the handlers that were held back, each whatever another raises."""
        while self.pending and not self.shields and not self.describes:
            self.shields += 1  # a handler that comes now would take others
            number = min(self.pending, default=None)  # the order in which Python calls them
            handler = self.pending.pop(number, None)
            self.shields -= 1
            if handler:
                try:
                    self.handle(handler, number, sys._getframe())
                finally:
                    self.deliver()


def _users_frame(frame):
    """What of the code was interrupted, or is where a handler that was held back is called. That which it
    has interrupted would keep all that stands in it until then, such as the lock of an import, which ends
    by running Python code."""
    while frame.f_back is not None and hiding.is_ours(frame):
        frame = frame.f_back
    return frame


class Handler:
    """A handler of the code's own."""

    def __init__(self, interrupts, function):
        self.interrupts, self.function = interrupts, function

    def __call__(self, number, at):
        self.interrupts.handle(self.function, number, at)


def watch(module, interrupts):
    """The handlers that code sets with the module `signal` are held back too, and look as they were set."""
    put, get = module.signal, module.getsignal

    def shown(handler):
        if isinstance(handler, Handler):
            return handler.function
        return module.default_int_handler if handler == interrupts.interrupt else handler

    def set_signal(signalnum, handler):
        return shown(put(signalnum, Handler(interrupts, handler) if callable(handler) else handler))

    def getsignal(signalnum):
        return shown(get(signalnum))

    set_signal.__name__, set_signal.__doc__, getsignal.__doc__ = "signal", put.__doc__, get.__doc__
    module.signal, module.getsignal = set_signal, getsignal
