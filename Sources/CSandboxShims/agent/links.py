"""The host's stream: frames in, and a queue out in which control overtakes text and files."""
import posix

from .frames import CHUNK, HEAD, FrameBuffer, frame

READ = 64 << 10
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
        self.transfer = None  # what follows them: a descriptor, an offset and a count of bytes
        self.wide = False  # the sink is a pipe of WIDE bytes
        self.passed = 0  # bytes of files since `flows`
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

    def idle(self):
        return not (self.urgent or self.pending or self.transfer)

    def send_file(self, kind, identifier, descriptor, offset, count):
        """Sends a frame with a part of a file, which the kernel passes on; only when idle.

        The descriptor stays open until the frame is sent or `keep` was called.
        """
        self.pending = HEAD.pack(kind, identifier, count)
        self.transfer = descriptor, offset, count

    def keep(self, descriptor):
        """Copies what is still to be sent of a file that is about to be closed."""
        if self.transfer and self.transfer[0] == descriptor:
            self.pending = bytes(self.pending) + self._rest_of_transfer()

    def widen(self):
        """Lets more be under way, so that who reads need not wait for each piece."""
        import fcntl  # only here: starting takes no longer for it
        for descriptor in (self.source, self.sink):
            try:
                self.wide = fcntl.fcntl(descriptor, SET_PIPE_SIZE, WIDE) >= WIDE
            except OSError:  # it's a socket, or the user has many pipes
                self.wide = False

    def flows(self):
        """Whether the sink can be left alone: it is wide, and got much of a file since the last call."""
        passed, self.passed = self.passed, 0
        return self.wide and passed >= CHUNK

    def flush(self):
        """Writes as much as the host takes now; true when nothing is left."""
        while True:
            try:
                if self.pending:
                    count = posix.write(self.sink, self.pending)
                    self.pending = memoryview(self.pending)[count:]
                elif self.transfer:
                    self._pass_on()
                elif not self._join():
                    return True
            except BlockingIOError:
                return False

    def _pass_on(self):
        descriptor, offset, left = self.transfer
        try:
            count = posix.sendfile(self.sink, descriptor, offset, left)
        except BlockingIOError:
            raise
        except OSError:  # not between these two
            count = 0
        self.passed += count
        if count == left:
            self.transfer = None
        elif count:
            self.transfer = descriptor, offset + count, left - count
        else:
            self.pending = self._rest_of_transfer()

    def _rest_of_transfer(self):
        """Its bytes; zeros where the file has become shorter, since their number is promised."""
        descriptor, offset, left = self.transfer
        self.transfer = None
        try:
            data = posix.pread(descriptor, left, offset)
        except OSError:
            data = b""
        return data + bytes(left - len(data))

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
            self.ordered[start:self.first] = [b""] * (self.first - start)  # their bytes are freed
            self.queued -= size
            if self.first == len(self.ordered) or self.first > 4096:
                del self.ordered[:self.first]
                self.first = 0
        return bool(self.pending)
