"""The life of a cell in the supervisor: its time limit, interrupts, and how it ended."""
import posix
from _signal import SIGINT
from time import monotonic

from . import frames, memory
from .allowance import Allowance
from .jsonlite import dumps, loads
from .relay import Relay

RUNNING, STOPPING, PROBING = "running", "stopping", "probing"
OUTCOMES = ("ok", "raised", "exited", "interrupted")
LATE_CAP = 64 << 10  # bytes of earlier cells' text during one, and between two
SIGNS = 0.25  # seconds between two words of signs of life
TELLING = 0.02  # seconds of a cell after which its memory is looked at: no shorter one fills any


class Cell:
    def __init__(self, number, request, send, settings):
        self.number = number
        self.send = send
        self.began = self.telling = monotonic()
        timeout = request.get("timeout")
        self.limit = None if timeout is None else self.began + timeout
        self.quiet = request.get("quiet")  # seconds in which something has to come from it
        self.due = None if self.quiet is None else self.began + self.quiet
        self.pauses = request.get("pauses")  # whether `limit` rests while it waits for input
        self.asked = None  # since when it waits for input; then the limit and the time computed until then
        self.exceeded = None
        self.state = RUNNING
        self.settle()
        self.reason = None  # why it is being stopped: interrupted or timedOut
        self.result = None  # what the worker said, while it is probed
        self.relay = Relay(send, number, settings.get("outputBytes"))
        self.displays = Allowance({"displayBytes": settings.get("displayBytes")})
        self.ended = self.last_call = None
        self.questions = set()  # that were not answered
        self.extracts = (request.get("call") or {}).get("name") == "extract"

    def settle(self):
        """Sets the deadline to the limit that comes first."""
        limits = [self.limit, None if self.asked else self.due]
        self.deadline = min((each for each in limits if each is not None), default=None)

    def sign(self):
        """Something came from it."""
        if self.quiet is None or self.state is not RUNNING:
            return
        now = monotonic()
        self.due = now + self.quiet
        self.settle()
        if now >= self.telling:  # the host doesn't see what is dropped
            self.telling = now + SIGNS
            self.send(frames.SIGN, self.number)

    def ask(self, computed):
        """It waits for input from now on; `computed` are the CPU seconds of all that it has started."""
        if self.asked is None and self.state is RUNNING:
            self.asked = (monotonic(), self.limit, computed)
            self.settle()

    def rest(self, computed):
        """The wait so far doesn't count, but for what others of the cell have computed meanwhile."""
        if self.asked is not None and self.pauses and self.limit is not None:
            since, limit, before = self.asked
            self.limit = max(limit, limit + monotonic() - since - (computed - before))
            self.settle()

    def answered(self, computed):
        if self.asked is not None and self.state is RUNNING:
            self.rest(computed)
            self.asked = None
            self.settle()
            self.sign()

    def stop(self, reason, grace):
        """Begins to end it; says whether this was news."""
        if self.state is not RUNNING:
            return False
        if reason == "timedOut":
            self.exceeded = "total" if self.deadline == self.limit else "quiet"
        self.state, self.reason = STOPPING, reason
        self.deadline = self.last_call = monotonic() + grace
        if reason == "timedOut":  # it may wait for children that the interrupt did not end
            self.deadline -= grace / 2
        return True

    def probe(self, result, grace):
        self.state, self.result = PROBING, result
        self.ended = monotonic()
        self.deadline = monotonic() + grace

    def finished(self, result, state, enforcement, children):
        relay = self.relay
        message = {
            "state": state, "enforcement": enforcement,
            "duration": (self.ended or monotonic()) - self.began,
            "cpuTime": 0, "peakMemory": 0, "children": children,
            "stdoutBytes": relay.counts[frames.STDOUT], "stderrBytes": relay.counts[frames.STDERR],
        }
        message.update(result)
        if message["outcome"] == "timedOut":
            message["limit"] = self.exceeded
        if message["duration"] >= TELLING or children or message["outcome"] != "ok":
            message["memory"] = memory.reading()
        message["displaysDropped"] = self.displays.dropped + result.get("displaysDropped", 0)
        return dumps(message)


def result_of(payload):
    """The worker's word about the cell, reduced to what it may say."""
    try:
        said = loads(payload)
        result = {"outcome": said["outcome"]}
        if result["outcome"] not in OUTCOMES:
            raise ValueError("no outcome")
        for name, is_sound in FIELDS.items():
            if said.get(name) is not None:
                if not is_sound(said[name]):
                    raise ValueError("an impossible " + name)
                result[name] = said[name]
        return result
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise frames.Malformed("a result that is none") from None


def within(low, high):
    return lambda value: type(value) in (int, float) and low <= value <= high


def is_error(value):
    """An exception as the protocol has it, of a bounded size."""
    return (is_link(value) and all_are(str, value.get("traceback", []), 10_000)
            and all_are(dict, value.get("chain", []), 1000)
            and all(is_link(each) for each in value.get("chain", [])))


def is_link(value):
    return (isinstance(value, dict) and isinstance(value.get("name"), str)
            and isinstance(value.get("value"), str)
            and all_are(dict, value.get("frames", []), 1000)
            and all(is_frame(each) for each in value.get("frames", [])))


def is_frame(value):
    return isinstance(value.get("file"), str) and isinstance(value.get("function"), str)


def all_are(kind, values, limit):
    return (isinstance(values, list) and len(values) <= limit
            and all(isinstance(each, kind) for each in values))


FIELDS = {"error": is_error, "status": within(0, 255),
          "exitValue": lambda value: isinstance(value, str), "cpuTime": within(0, 1e8),
          "peakMemory": within(0, 1 << 60), "displaysDropped": within(0, 1 << 60)}


def death(status):
    """The result of a cell whose worker ended with this wait status."""
    if status is not None and posix.WIFEXITED(status):
        code = posix.WEXITSTATUS(status)
        return {"outcome": "exited", "status": code, "exitValue": str(code)}
    return {"outcome": "killed", "signal": posix.WTERMSIG(status) if status is not None else 9}


def interrupt(worker):
    """To the group, so that a shell the cell waits for ends too."""
    try:
        posix.killpg(worker.pid, SIGINT)
    except (ProcessLookupError, PermissionError):
        try:
            posix.kill(worker.pid, SIGINT)
        except (ProcessLookupError, PermissionError):
            pass
