"""`sys.stdout`, `sys.stderr` and `sys.stdin` of the cells."""
import io
import posix
import sys
from _thread import RLock
from io import TextIOWrapper

from .frames import STDERR, STDOUT


class TextPipe(io.RawIOBase):
    """Hands each write to the channel at once. It can't be closed: whatever was put around it, such as a
    stream of another encoding, closes it when it is forgotten."""

    def __init__(self, channel, stream, descriptor, name):
        self.channel, self.stream, self.descriptor, self.name = channel, stream, descriptor, name
        self.mode = "wb"

    def close(self):
        pass

    def write(self, data):
        if not isinstance(data, bytes):
            data = bytes(data)
        size = len(data)
        count = self.channel.write(self.stream, self.descriptor, data)
        while count < size:
            count += self.channel.write(self.stream, self.descriptor, data[count:])
        return size

    def fileno(self):
        return self.descriptor

    def writable(self):
        return True


class Questions(io.BufferedIOBase):
    """Standard input by the line, each asked of the host when it is read. The lock of Python's own
    buffers would keep interrupts from those who wait while another reads."""

    def __init__(self, ask):
        self.ask = ask
        self.rest = b""
        self.is_used = False
        self.lock = RLock()
        self.name, self.mode = "<stdin>", "rb"

    def peek(self, _=0):
        """What is left of a line, or the next; nothing at the end."""
        with self.lock:
            self.is_used = True
            if not self.rest:
                text = self.ask("", False)
                if text is not None:
                    self.rest = text.encode("utf-8", "surrogateescape") + b"\n"
            return self.rest

    def read1(self, size=-1):
        if size == 0:
            return b""
        with self.lock:
            data = self.peek()
            end = len(data) if size is None or size < 0 else size
            self.rest = data[end:]
            return data[:end]

    def read(self, size=-1):
        left = -1 if size is None else size
        parts = []
        while left:
            part = self.read1(left)
            if not part:
                break
            parts.append(part)
            if left > 0:
                left -= len(part)
        return b"".join(parts)

    def readable(self):
        return True

    def fileno(self):
        return 0


class Streams:
    """The standard streams, put back after each cell whatever it did to them."""

    def __init__(self, channel):
        self.channel = channel
        posix.dup2(channel.text[0], 1)
        posix.dup2(channel.text[1], 2)
        self.nothing = posix.open("/dev/null", posix.O_RDWR | posix.O_CLOEXEC)
        posix.dup2(self.nothing, 0)
        self.stdout = self.stderr = self.stdin = self.questions = None
        self.pipes = [(each, identity(each)) for each in channel.descriptors]
        self.write, self.attributes = TextPipe.write, {}
        posix.register_at_fork(after_in_child=self._leave)
        self.restore()

    def are_whole(self):
        """Whether the pipes to the supervisor are still those that they were."""
        return all(identity(each) == pipe for each, pipe in self.pipes)

    def restore(self):
        posix.dup2(self.nothing, 0)
        posix.dup2(self.channel.text[0], 1)
        posix.dup2(self.channel.text[1], 2)
        for descriptor in (1, 2):  # what a child or an event loop has set is set for all
            posix.set_blocking(descriptor, True)
        if vars(TextPipe).get("write") is not self.write:
            TextPipe.write = self.write
        for pipe, attributes in self.attributes.values():
            vars(pipe).clear()
            vars(pipe).update(attributes)
        if not sound(self.stdout, "surrogateescape"):
            self.stdout = self._text(STDOUT, 1, "<stdout>", "surrogateescape")
        if not sound(self.stderr, "backslashreplace"):
            self.stderr = self._text(STDERR, 2, "<stderr>", "backslashreplace")
        if not sound(self.stdin, "surrogateescape") or self.questions.is_used:
            self.questions = Questions(self.answer)  # what one cell has left isn't another's
            self.stdin = TextIOWrapper(self.questions, "utf-8", "surrogateescape")
        self.questions.ask = self.answer
        sys.stdout = sys.__stdout__ = self.stdout
        sys.stderr = sys.__stderr__ = self.stderr
        sys.stdin = sys.__stdin__ = self.stdin

    def _leave(self):
        self.questions.lock = RLock()

    def flush(self):
        """What the code's own streams still hold belongs to its cell."""
        for name in ("stdout", "stderr"):
            try:
                getattr(sys, name).flush()
            except Exception:  # it may be anything, or nothing
                pass

    def _text(self, stream, descriptor, name, errors):
        pipe = TextPipe(self.channel, stream, descriptor, name)
        self.attributes[stream] = (pipe, dict(vars(pipe)))
        return TextIOWrapper(pipe, "utf-8", errors, write_through=True)

    def answer(self, prompt, password):
        """A line from the host, None at the end of the input."""
        reply = self.channel.ask(prompt, password)
        if "refused" in reply:
            raise EOFError(str(reply["refused"]))
        return None if reply.get("eof") else str(reply.get("text", ""))

    def input(self, prompt="", /):
        """Reads a line; the host is shown the prompt."""
        if sys.stdin is not self.stdin:
            return self.builtin_input(prompt)
        return self._line(str(prompt), False)

    def getpass(self, prompt="Password: ", stream=None, **_):
        """Reads a line which the host does not show."""
        return self._line(str(prompt), True)

    def _line(self, prompt, password):
        text = self.answer(prompt, password)
        if text is None:
            raise EOFError("the input has ended")
        return text[:-1] if text.endswith("\n") else text


def identity(descriptor):
    """What the descriptor leads to."""
    try:
        status = posix.fstat(descriptor)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def sound(stream, errors):
    """Whether the stream can be used on, as it was made; what was changed is changed back."""
    try:
        if stream is None or stream.closed:
            return False
        changed = vars(stream)
        if changed:
            changed.clear()
        if stream.readable():
            stream.reconfigure(newline=None)
            return stream.encoding == "utf-8" and stream.errors == errors
        stream.reconfigure(encoding="utf-8", errors=errors, newline=None, line_buffering=False,
                           write_through=True)
        return True
    except Exception:  # detached, for example
        return False
