"""How many bytes were ever written to the text pipes, whoever did: what the supervisor has read of
them stands in memory that it shares with the worker, and the rest is still in the pipe."""
import posix
from mmap import mmap

from .frames import STDERR, STDOUT

PLACES = {STDOUT: 0, STDERR: 1}
UNREAD = 0x541B  # FIONREAD of asm-generic/ioctls.h: tells what a pipe holds
NOTHING = bytes(4)
ATTEMPTS = 100


class Tally:
    """The counts in the memory are twice what was read, and odd while more is being read. Each is
    written and read at once, which `struct` would not do. The supervisor never looks at them: the
    worker could have changed them."""

    def __init__(self):
        self.counts = memoryview(mmap(-1, 16)).cast("Q")
        self.read = {STDOUT: 0, STDERR: 0}
        self.ioctl = None  # imported where it is needed: starting takes no longer for it

    def begin(self, stream):
        """The supervisor is about to read."""
        self.counts[PLACES[stream]] = 2 * self.read[stream] + 1

    def end(self, stream, size):
        """It has read so much."""
        self.read[stream] += size
        self.counts[PLACES[stream]] = 2 * self.read[stream]

    def written(self, stream, descriptor):
        """For the worker; None if the supervisor is kept from reading on."""
        if self.ioctl is None:
            from fcntl import ioctl
            self.ioctl = ioctl
        counts, place = self.counts, PLACES[stream]
        for _ in range(ATTEMPTS):
            before = counts[place]
            if before & 1 == 0:
                unread = self.ioctl(descriptor, UNREAD, NOTHING)
                if counts[place] == before:
                    return before // 2 + int.from_bytes(unread, "little")
            posix.sched_yield()
        return None
