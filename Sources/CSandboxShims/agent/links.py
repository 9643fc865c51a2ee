"""The host's stream: frames in, and a queue out in which control overtakes text and files."""
import posix

from .frames import CHUNK, FrameBuffer, frame

READ = 32 << 10  # less than what makes malloc map and unmap memory each time
SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ, which Python has a name for since 3.10
WIDE = 1 << 20  # bytes; what a user without privileges may have


class HostLink:
    """Never blocks: what the host does not take stays queued, urgent frames before the others."""

    def __init__(self, source, sink):
        self.source, self.sink = source, sink
        self.frames = FrameBuffer()
        self.urgent, self.ordered = [], []
        self.first = 0  # index into `ordered` of the next frame to send
        self.queued = 0  # bytes in `ordered`
        self.pending = b""  # joined frames, partly written
        posix.set_blocking(sink, False)

    def receive(self):
        """Frames that came, or None at the end of the stream."""
        data = posix.read(self.source, READ)
        return self.frames.feed(data) if data else None

    def send(self, kind, identifier, payload=b""):
        data = frame(kind, identifier, payload)
        self.queued += len(data)
        self.ordered.append(data)

    def send_urgent(self, kind, identifier, payload=b""):
        self.urgent.append(frame(kind, identifier, payload))

    def widen(self):
        """Lets more be under way, so that who reads need not wait for each piece."""
        import fcntl  # only here: starting takes no longer for it
        try:
            fcntl.fcntl(self.sink, SET_PIPE_SIZE, WIDE)
        except OSError:  # it's a socket, or the user has many pipes
            pass

    def flush(self):
        """Writes as much as the host takes now; true when nothing is left."""
        while True:
            if not self.pending and not self._join():
                return True
            try:
                count = posix.write(self.sink, self.pending)
            except BlockingIOError:
                return False
            self.pending = memoryview(self.pending)[count:]

    def _join(self):
        if self.urgent:
            self.pending = b"".join(self.urgent)
            self.urgent.clear()
        elif self.ordered:
            start, size = self.first, 0
            while self.first < len(self.ordered) and size < CHUNK:
                size += len(self.ordered[self.first])
                self.first += 1
            self.pending = b"".join(self.ordered[start:self.first])
            self.queued -= size
            if self.first == len(self.ordered) or self.first > 4096:
                del self.ordered[:self.first]
                self.first = 0
        return bool(self.pending)
