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


class Malformed(Exception):
    """The other side broke the rules of framing; there is no way to go on."""


class FrameBuffer:
    """Cuts a byte stream into frames; what it holds is bounded by the longest allowed frame."""

    def __init__(self, limit=CONTROL):
        self.limit = limit
        self.buffer = bytearray()

    def feed(self, data):
        """The complete frames, as (kind, id, payload)."""
        buffer = self.buffer
        buffer += data
        frames = []
        at, size = 0, len(buffer)
        while size - at >= 9:
            kind, identifier, length = HEAD.unpack_from(buffer, at)
            if length > self.limit:
                raise Malformed("a frame of %d bytes" % length)
            if size - at - 9 < length:
                break
            at += 9
            with memoryview(buffer) as view:
                frames.append((kind, identifier, bytes(view[at:at + length])))
            at += length
        if at:
            del buffer[:at]
        return frames
