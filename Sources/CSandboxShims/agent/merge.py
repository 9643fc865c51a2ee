"""Puts the bytes of two pipes back into the order in which Python wrote them."""
from .frames import STDERR, STDOUT


class Merger:
    """Before Python's text goes on in another stream, or for another cell, the worker sends a mark
    with the number of bytes of the run it ends. What no mark claims was written by descriptor: it
    keeps its order within its stream. Nothing ever waits for bytes that a mark promised.
    """

    def __init__(self, emit):
        self.emit = emit  # takes stream, cell and bytes
        self.waiting = {STDOUT: b"", STDERR: b""}
        self.reset(0)

    def reset(self, cell):
        """The run that both sides assume without a mark."""
        self.stream, self.cell, self.sent = STDOUT, cell, 0

    @property
    def unmarked(self):
        return self.stream == STDOUT and self.cell == 0

    def feed(self, stream, data):
        held = self.waiting[stream]
        self.waiting[stream] = held + data if held else data

    def missing(self, count):
        """How many bytes of the run that ends after `count` bytes were not read yet."""
        return count - self.sent - len(self.waiting[self.stream])

    def mark(self, count, stream, cell):
        """Ends the run after `count` bytes and begins the next."""
        due = count - self.sent
        held = self.waiting[self.stream]
        if due > 0 and held:
            self.waiting[self.stream] = held[due:]
            self.emit(self.stream, self.cell, held[:due])
        self.stream, self.cell, self.sent = stream, cell, 0

    def settle(self, running):
        """Emits all that was read: the run's stream first, then what came by descriptor."""
        held = self.waiting[self.stream]
        if held:
            self.waiting[self.stream] = b""
            self.sent += len(held)
            self.emit(self.stream, self.cell, held)
        other = STDOUT + STDERR - self.stream
        held = self.waiting[other]
        if held:
            self.waiting[other] = b""
            self.emit(other, running, held)
