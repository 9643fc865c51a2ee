"""How many bytes were ever written to the text pipes, whoever did: what the supervisor has read of
them stands in memory that it shares with the worker, and the rest is still in the pipe."""
import posix
from mmap import mmap
from struct import Struct

from .frames import STDERR, STDOUT

COUNT = Struct("=Q")  # twice what was read; odd while it is being read
PLACES = {STDOUT: 0, STDERR: 8}
UNREAD = 0x541B  # FIONREAD of asm-generic/ioctls.h: tells what a pipe holds
ATTEMPTS = 100


class Tally:
    """The supervisor never looks at the memory: the worker could have changed it."""

    def __init__(self):
        self.memory = mmap(-1, 16)
        self.read = {STDOUT: 0, STDERR: 0}

    def begin(self, stream):
        """The supervisor is about to read."""
        COUNT.pack_into(self.memory, PLACES[stream], 2 * self.read[stream] + 1)

    def end(self, stream, size):
        """It has read so much."""
        self.read[stream] += size
        COUNT.pack_into(self.memory, PLACES[stream], 2 * self.read[stream])

    def written(self, stream, descriptor):
        """For the worker; None if the supervisor is kept from reading on."""
        from fcntl import ioctl
        for _ in range(ATTEMPTS):
            before, = COUNT.unpack_from(self.memory, PLACES[stream])
            if before & 1 == 0:
                unread = int.from_bytes(ioctl(descriptor, UNREAD, bytes(4)), "little")
                if COUNT.unpack_from(self.memory, PLACES[stream]) == (before,):
                    return before // 2 + unread
            posix.sched_yield()
        return None
