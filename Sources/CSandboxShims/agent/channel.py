"""The worker's side of the pipes: text with its marks, fences, displays and questions."""
import posix
import select
from _contextvars import ContextVar
from _thread import RLock, get_ident

from . import frames
from .allowance import Allowance
from .frames import CHUNK, STDOUT, FrameBuffer, frame
from .jsonlite import dumps, loads

CELL = ContextVar("sandbox_cell")  # tasks keep the cell that made them


class Channel:
    def __init__(self, stdout, stderr, events, answers, interrupts):
        self.text = (stdout, stderr)
        self.events, self.answers = events, answers
        self.interrupts = interrupts
        self.lock = RLock()
        self.stream, self.cell, self.count = STDOUT, 0, 0  # the run, as the supervisor knows it
        self.home = 0  # the running cell
        self.marked = False  # whether a mark was sent since the last cell's end
        self.settled = True  # whether the supervisor has seen that end for sure
        self.mixed = False  # whether an earlier cell's text came since this one began
        self.serial = 0
        self.replies = FrameBuffer()
        self.displays = Allowance({})
        self.diverted = None  # takes displays in place of the host
        self.muted = False  # what is written and shown is dropped
        self.forked = False  # in a child of user code nothing is told to the supervisor
        posix.register_at_fork(after_in_child=self._leave)

    def _leave(self):
        self.lock = RLock()
        if self.forked:
            return
        self.forked = True
        self.interrupts.running = True
        for descriptor in (self.events, self.answers):
            posix.close(descriptor)

    def begin(self, cell, settings):
        """A cell begins: both sides assume its first run, unless a late one is open."""
        CELL.set(cell)
        with self.lock:
            self.home, self.mixed = cell, False
            if self.marked or self.count:
                self._switch(STDOUT, cell)
            else:
                self.cell = cell
        self.displays = Allowance(settings)

    def end(self, cell, payload):
        with self.lock:
            self._send(frames.DONE, cell, payload)
            self.stream, self.cell, self.count = STDOUT, 0, 0
            self.home, self.marked, self.settled = 0, False, False

    def write(self, stream, descriptor, data):
        """Text as it is written, after a mark if the one before was of another run."""
        if self.forked:
            return posix.write(descriptor, data)
        if self.muted:
            return len(data)
        with self.lock:
            cell = CELL.get(None)
            if cell is None:
                cell = self.origin()
            if cell != self.home:
                self._let_settle()
            if stream != self.stream or cell != self.cell:
                self._switch(stream, cell)
            count = posix.write(descriptor, data)
            self.count += count
            if cell != self.home:  # what children write from now on is not this text's cell's
                self._switch(STDOUT, self.home)
            return count

    def _let_settle(self):
        """At a cell's end the supervisor reads all text that is there: what is not its must wait."""
        self.mixed = True
        if not self.settled:
            self._await(frames.FENCE, b"")
            self.settled = True

    def current(self):
        """The cell that the code here belongs to."""
        cell = CELL.get(None)
        return self.origin() if cell is None else cell

    def origin(self):
        """The cell that started this thread; the running one if nobody knows."""
        import sys
        threading = sys.modules.get("threading")
        thread = threading and threading._active.get(get_ident())
        cell = getattr(thread, "_sandbox_cell", self.interrupts.cell)
        CELL.set(cell)
        return cell

    def _switch(self, stream, cell):
        self._send(frames.MARK, cell, frames.SWITCH.pack(stream, self.count))
        self.stream, self.cell, self.count = stream, cell, 0
        self.marked = True

    def _send(self, kind, identifier, payload=b""):
        data = frame(kind, identifier, payload)
        while data:
            data = data[posix.write(self.events, data):]

    def display(self, message):
        """Sends a display; returns when text written from now on comes after it."""
        if self.diverted is not None:
            self.diverted.append(message)
            return
        if self.muted:
            return
        payload = dumps(message)
        size = len(payload)
        if not self.displays.admits(size, message["type"]):
            return
        with self.lock:
            cell = self.current()
            with self.interrupts:
                self._send(frames.DISPLAY_BEGIN, cell, frames.LENGTH.pack(size))
                for at in range(0, size, CHUNK):
                    self._send(frames.DISPLAY_PART, cell, payload[at:at + CHUNK])
            # A result is the last thing that a cell does, and needs no fence if all text is its.
            if message["type"] != "execute_result" or self.mixed:
                self._await(frames.FENCE, b"")

    def has_room(self):
        """Whether another display may stand; if not, it counts as dropped."""
        if self.diverted is not None or self.forked or not self.displays.is_full():
            return True
        self.displays.dropped += 1
        return False

    def ask(self, prompt, password):
        """The host's reply to an input request."""
        if self.forked:
            return {"refused": "a child process has no input"}
        if self.muted:
            return {"refused": "a cell that runs again gets no input"}
        request = dumps({"prompt": prompt, "password": password})
        with self.lock:
            return loads(self._await(frames.ASK, request))

    def _await(self, kind, payload):
        self.serial = serial = (self.serial + 1) & 0xFFFFFFFF
        with self.interrupts:
            self._send(kind, serial, payload)
        waiting = select.poll()
        waiting.register(self.answers, select.POLLIN)
        while True:
            waiting.poll()  # only here an interrupt may cut in: a read must not lose its bytes
            found = None
            with self.interrupts:
                for _, identifier, reply in self.replies.feed(posix.read(self.answers, CHUNK)):
                    if identifier == serial:
                        found = reply
            if found is not None:
                return found


def share(channel):
    global _shared
    _shared = channel


def shared():
    """This process's channel."""
    return _shared
