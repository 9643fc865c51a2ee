"""The worker's side of the pipes: text with its marks, fences, displays and questions."""
import posix
import select
from _contextvars import ContextVar
from _thread import RLock, get_ident
from time import monotonic

from . import frames
from .allowance import Allowance
from .frames import CHUNK, STDOUT, FrameBuffer, frame
from .jsonlite import dumps, loads
from .texts import shortened

CELL = ContextVar("sandbox_cell")  # tasks keep the cell that made them


SIGNS = 0.1  # seconds between two words of displays that were dropped
PROMPT = 64 << 10  # characters
LOOK = 250  # milliseconds; the handler of a signal that comes just before a wait runs after it


class Channel:
    def __init__(self, stdout, stderr, events, fences, answers, interrupts, tally):
        self.text, self.tally = (stdout, stderr), tally
        self.events = events
        self.fences, self.answers = Replies(fences), Replies(answers)
        self.commands = None  # the descriptor from which the runner reads
        self.interrupts, self.section = interrupts, Section(interrupts)
        self.asking = RLock()  # of who waits for an answer
        self.stream, self.cell = STDOUT, 0  # the run, as the supervisor knows it
        self.begun = False  # whether something was written in it
        self.home = 0  # the running cell
        self.marked = False  # whether a mark was sent since the last cell's end
        self.settled = True  # whether the supervisor has seen that end for sure
        self.mixed = False  # whether an earlier cell's text came since this one began
        self.displays = Allowance({})
        self.signs = 0  # when the next sign of life may be told
        self.asked = 0  # the request of input that waits
        self.diverted = None  # takes displays in place of the host
        self.muted = False  # what is written and shown is dropped
        self.forked = False  # in a child of user code nothing is told to the supervisor
        self.descriptors = (stdout, stderr, events, fences, answers)
        posix.register_at_fork(after_in_child=self._leave)

    def _leave(self):
        self.section.lock, self.asking = RLock(), RLock()
        self.interrupts.leave()
        if self.forked:
            return
        self.forked = True
        for descriptor in (self.events, self.fences.descriptor, self.answers.descriptor,
                           self.commands):
            if descriptor is not None:
                posix.close(descriptor)

    def begin(self, cell, settings):
        """A cell begins: both sides assume its first run, unless a late one is open."""
        CELL.set(cell)
        with self.section:
            self.home, self.mixed, self.asked = cell, False, 0
            if self.marked or self.begun:
                self._switch(STDOUT, cell)
            else:
                self.cell = cell
        self.displays = Allowance(settings)

    def end(self, cell, payload):
        with self.section:
            self._send(frames.DONE, cell, payload)
            self.stream, self.cell, self.begun = STDOUT, 0, False
            self.home, self.marked, self.settled = 0, False, False

    def write(self, stream, descriptor, data):
        """Text as it is written, after a mark if the one before was of another run."""
        if self.forked:
            return posix.write(descriptor, data)
        if self.muted:
            return len(data)
        cell = CELL.get(None)
        if cell is None:
            cell = self.origin()
        with self.section:
            is_late = cell != self.home
            if is_late:
                self._let_settle()
            if stream != self.stream or cell != self.cell:
                self._switch(stream, cell)
            count = posix.write(descriptor, data)
            self.begun = True
            if is_late:  # what children write from now on is not this text's cell's
                self._switch(STDOUT, self.home)
            return count

    def _let_settle(self):
        """At a cell's end the supervisor reads all text that is there: what is not its must wait."""
        self.mixed = True
        if not self.settled:
            self._fence()
            self.settled = True

    def catch_up(self):
        """What others have written to the pipes comes before what this process writes next."""
        if not self.forked and not self.muted:
            with self.section:
                self._fence()

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
        self._send(frames.MARK, cell, frames.SWITCH.pack(stream, self._end()))
        self.stream, self.cell, self.begun = stream, cell, False
        self.marked = True

    def _end(self):
        """At which byte of its pipe the run ends."""
        descriptor = self.text[self.stream != STDOUT]
        while True:
            end = self.tally.written(self.stream, descriptor)
            if end is not None:
                return end
            self._fence()

    def _send(self, kind, identifier, payload=b""):
        data = frame(kind, identifier, payload)
        while data:
            data = data[posix.write(self.events, data):]

    def display(self, message):
        """Sends a display; returns when text written from now on comes after it."""
        if self.diverted is not None:
            self.diverted.append(message)
            return
        if self.muted or self.forked:
            return
        payload = dumps(message)
        size = len(payload)
        if not self.displays.admits(size, message["type"]):
            self._sign()
            return
        with self.section:
            cell = self.current()
            self._send(frames.DISPLAY_BEGIN, cell, frames.LENGTH.pack(size))
            for at in range(0, size, CHUNK):
                self._send(frames.DISPLAY_PART, cell, payload[at:at + CHUNK])
            # A result is the last thing that a cell does, and needs no fence if all text is its.
            if message["type"] != "execute_result" or self.mixed:
                self._fence()

    def has_room(self):
        """Whether another display may stand; if not, it counts as dropped."""
        if self.diverted is not None or self.forked or not self.displays.is_full():
            return True
        self.displays.dropped += 1
        self._sign()
        return False

    def _sign(self):
        """A display that is dropped is a sign of life, told now and then."""
        now = monotonic()
        if now >= self.signs:
            self.signs = now + SIGNS
            with self.section:
                self._send(frames.DISPLAY_BEGIN, self.current(), frames.LENGTH.pack(0))

    def ask(self, prompt, password):
        """The host's reply to an input request."""
        if self.forked:
            return {"refused": "a child process has no input"}
        if self.muted:
            return {"refused": "a cell that runs again gets no input"}
        request = dumps({"prompt": shortened(prompt, PROMPT), "password": password})
        with self.asking:
            if self.asked:  # by this thread
                return {"refused": "a signal handler can't ask while its thread is asked"}
            try:
                with self.section:
                    if self.current() != self.home:
                        return {"refused": "the cell has ended"}
                    self._fence()  # the text before it
                    self.asked = self.answers.next()
                    self._send(frames.ASK, self.asked, request)
                reply = self._answer(self.asked)
                self.asked = 0
                return loads(reply)
            finally:
                self._withdraw()

    def _withdraw(self):
        """The question is over, whatever the code made of it."""
        if self.asked:
            with self.section:
                self._send(frames.WITHDRAW, self.asked)
                self.asked = 0

    def _fence(self):
        """In a section: returns when the supervisor has read all text that was written before."""
        serial = self.fences.next()
        self._send(frames.FENCE, serial)
        while self.fences.read(serial) is None:
            self.fences.wait()

    def _answer(self, serial):
        """Waits outside a section, so that handlers and other threads may write meanwhile."""
        while True:
            self.answers.wait()
            with self.section:
                found = self.answers.read(serial)
            if found is not None:
                return found


class Section:
    """As a context: this thread alone writes frames, and no signal handler runs.

    What was held back runs without the lock: it may wait for another thread that writes.
    """

    def __init__(self, interrupts):
        self.interrupts = interrupts
        self.lock = RLock()

    def __enter__(self):
        self.interrupts.__enter__()
        while not self.lock.acquire(False):
            self.interrupts.__exit__()
            with self.lock:
                pass
            self.interrupts.__enter__()

    def __exit__(self, *_):
        self.lock.release()
        self.interrupts.__exit__()


class Replies:
    """What the supervisor replies on one pipe."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        posix.set_blocking(descriptor, False)
        self.buffer = FrameBuffer()
        self.serial = 0

    def next(self):
        """The number of another request."""
        self.serial = (self.serial + 1) & 0xFFFFFFFF
        return self.serial

    def wait(self):
        poll = select.poll()
        poll.register(self.descriptor, select.POLLIN)
        poll.poll(LOOK)

    def read(self, serial):
        """The reply to that request, if it has come; those to earlier ones are dropped."""
        try:
            data = posix.read(self.descriptor, CHUNK)
        except BlockingIOError:
            return None
        found = None
        for _, identifier, reply in self.buffer.feed(data):
            if identifier == serial:
                found = reply
        return found


def share(channel):
    global _shared
    _shared = channel


def shared():
    """This process's channel."""
    return _shared
