"""Signals in the worker: none cuts a frame in two, and SIGINT only reaches user code."""
import posix
import sys
import _signal as signal
from _thread import get_ident

from .frames import LATE, frame


class Interrupts:
    """As a context: the handlers of signals that come within run when it ends."""

    def __init__(self, events):
        self.events = events
        self.main = get_ident()
        self.cell = 0
        self.running = False
        self.shields = 0
        self.pending = {}  # by number, with what the handler is given

    def install(self):
        signal.signal(signal.SIGINT, self.interrupt)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])  # one that waits is over here

    def interrupt(self, number, at):
        self.handle(signal.default_int_handler, number, at)

    def handle(self, handler, number, at):
        """Calls the handler, or will."""
        if self.shields:
            self.pending[number] = (handler, at)
        elif self.running:
            handler(number, at)
        elif number == signal.SIGINT:
            posix.write(self.events, frame(LATE, self.cell))
        else:
            self.shields += 1  # however fast a timer is, the next command comes
            try:
                handler(number, at)
            except BaseException:  # no cell would hear of it, and the worker must go on
                sys.excepthook(*sys.exc_info())
            finally:
                self.shields -= 1

    def __enter__(self):
        if get_ident() == self.main:
            self.shields += 1

    def __exit__(self, *_):
        if get_ident() == self.main:
            self.shields -= 1
            while self.pending and not self.shields:
                number, (handler, at) = self.pending.popitem()
                self.handle(handler, number, at)


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
