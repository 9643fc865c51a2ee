"""Puts the bytes of two pipes back into the order in which Python wrote them."""
from .frames import STDERR, STDOUT


class Merger:
    """Before Python's text goes on in another stream, or for another cell, the worker sends a mark
    that says at which byte of its stream the run ends, counted from the worker's start. So what
    others write by descriptor, before the run or in it, doesn't divide Python's text. Nothing ever
    waits for bytes that a mark promised.
    """

    def __init__(self, emit):
        self.emit = emit  # takes stream, cell and bytes
        self.restart()

    def restart(self):
        """The pipes are a new worker's."""
        self.waiting = {STDOUT: b"", STDERR: b""}
        self.emitted = {STDOUT: 0, STDERR: 0}
        self.reset(0)

    def reset(self, cell):
        """The run that both sides assume without a mark."""
        self.stream, self.cell = STDOUT, cell

    @property
    def unmarked(self):
        return self.stream == STDOUT and self.cell == 0

    def feed(self, stream, data):
        held = self.waiting[stream]
        self.waiting[stream] = held + data if held else data

    def missing(self, end):
        """How many bytes of the run that ends there were not read yet."""
        return end - self.emitted[self.stream] - len(self.waiting[self.stream])

    def mark(self, end, stream, cell):
        """Ends the run there and begins the next."""
        due = end - self.emitted[self.stream]
        if due > 0:
            self._emit(self.stream, self.cell, due)
        self.stream, self.cell = stream, cell

    def settle(self, running):
        """Emits all that was read: the run's stream first, then what came by descriptor."""
        self._emit(self.stream, self.cell, None)
        self._emit(STDOUT + STDERR - self.stream, running, None)

    def _emit(self, stream, cell, count):
        held = self.waiting[stream]
        if held:
            self.waiting[stream], data = held[count:] if count else b"", held[:count]
            self.emitted[stream] += len(data)
            self.emit(stream, cell, data)
