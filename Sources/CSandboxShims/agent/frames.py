"""The frame codec and the kinds of frames, to the host and between supervisor and worker."""
from _struct import Struct

CHUNK = 65536  # most bytes of a data payload
CONTROL = 4 << 20  # most bytes of a control payload
HEAD = Struct(">BII")

# Host to agent.
CONFIGURE, EXECUTE, INTERRUPT, RESTART, INPUT_REPLY, PING = 1, 2, 3, 4, 5, 6
FILE, DATA, END, CANCEL, SHUTDOWN, CREDIT = 7, 8, 9, 10, 11, 12

# Agent to host.
READY, STARTED, STDOUT, STDERR, DISPLAY, DISPLAY_END = 0x81, 0x82, 0x83, 0x84, 0x85, 0x86
INPUT_REQUEST, FINISHED, REPLY, DATA_OUT, END_OUT = 0x87, 0x88, 0x89, 0x8A, 0x8B
PONG, NOTICE, GAP, SIGN = 0x8C, 0x8D, 0x8E, 0x8F

# Worker to supervisor.
MARK = 0x20  # id: cell of the next run; payload: stream, where the run before it ends
FENCE = 0x21  # id: serial; answered when all bytes written so far were relayed
DISPLAY_BEGIN = 0x22  # id: cell; payload: bytes of the parts which follow
DISPLAY_PART = 0x23
ASK = 0x24  # id: serial; payload: an input request
DONE = 0x25  # id: cell; payload: its result
ALIVE = 0x26  # id: that of the probe
LATE = 0x27  # id: the last cell begun; an interrupt came when no cell was running
WITHDRAW = 0x28  # id: serial of a request of input; whoever asked went on without an answer

# Supervisor to worker, besides EXECUTE.
PROBE = 0x30  # answered by ALIVE; payload: anything, if pools of processes are to end before
FENCED = 0x31
ANSWER = 0x32  # id: serial; payload: that of the host's reply

SWITCH = Struct(">BQ")
LENGTH = Struct(">Q")


def frame(kind, identifier, payload=b""):
    return HEAD.pack(kind, identifier, len(payload)) + payload


def bounded(payload):
    """A control payload, if the host takes one of that length: no honest worker makes a longer."""
    if len(payload) > CONTROL:
        raise Malformed("%d bytes for the host" % len(payload))
    return payload


class Malformed(Exception):
    """The other side broke the rules of framing; there is no way to go on."""


class FrameBuffer:
    """Cuts a byte stream into frames; what it holds is bounded by the longest allowed frame."""

    def __init__(self, limit=CONTROL):
        self.limit = limit
        self.part = bytearray()  # of a frame whose rest is to come

    def feed(self, data):
        """The complete frames, as (kind, id, payload).

        A file's data is not copied where it came with its frame's head: its payload is a view.
        """
        frames = []
        at, size, part = 0, len(data), self.part
        if part:
            at = self.complete(data)
            if len(part) < 9 or len(part) - 9 < self.length(part, 0):
                return frames
            frames.append(self.cut(memoryview(part), 0, len(part) - 9))
            self.part = part = bytearray()
        view = memoryview(data)
        while size - at >= 9:
            length = self.length(data, at)
            if size - at - 9 < length:
                break
            frames.append(self.cut(view, at, length))
            at += 9 + length
        if at < size:
            part += view[at:]
        return frames

    def complete(self, data):
        """Adds to the part what is missing of its frame; returns how much that was."""
        part, at = self.part, 0
        if len(part) < 9:
            at = 9 - len(part)
            part += data[:at]
            if len(part) < 9:
                return at
        missing = 9 + self.length(part, 0) - len(part)
        part += memoryview(data)[at:at + missing]
        return at + missing

    def length(self, data, at):
        length = HEAD.unpack_from(data, at)[2]
        if length > self.limit:
            raise Malformed("a frame of %d bytes" % length)
        return length

    @staticmethod
    def cut(view, at, length):
        kind, identifier, _ = HEAD.unpack_from(view, at)
        payload = view[at + 9:at + 9 + length]
        return kind, identifier, payload if kind == DATA else bytes(payload)
