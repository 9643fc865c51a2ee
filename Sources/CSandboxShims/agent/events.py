"""What the worker says. The user's code runs there: nothing it sends is taken on trust."""
import sys

from . import cells, frames, reaper
from .frames import STDERR, STDOUT, Malformed
from .jsonlite import dumps, loads

EVENT_READS = 8  # reads of the worker's events in one turn: time limits wait no longer
QUESTIONS = 1000  # of a cell without an answer; whoever is interrupted while he asks may ask again


class Events:
    """The supervisor towards the worker."""

    def pump(self):
        """Reads the events; the text was read before, so that no mark comes after its bytes."""
        worker, merger = self.worker, self.merger
        failure = None
        try:
            for _ in range(EVENT_READS):
                events, more = worker.read_events()
                for kind, identifier, payload in events:
                    self.EVENTS[kind](self, identifier, payload)
                    if self.worker is not worker:
                        return
                if not more:
                    merger.settle(self.number)
                    return
        except Exception as error:  # whatever a hostile worker makes fail here ends it
            failure = error
        if failure is not None:  # not above: the next worker's exceptions would have it as context
            self.blame(failure)

    def blame(self, error):
        sys.stderr.write("the worker broke the protocol: %r\n" % error)
        if self.cell and self.cell.reason:
            outcome = {"outcome": self.cell.reason}
        else:
            outcome = {"outcome": "killed", "signal": 9}
        self.replace_worker(outcome, "workerKill")

    @property
    def number(self):
        return self.cell.number if self.cell else 0

    def known(self, identifier):
        """The worker may only speak for cells that were begun."""
        return identifier if identifier <= self.last else 0

    def emit(self, stream, cell, data):
        relay = self.late
        if self.cell and cell == self.cell.number:
            self.cell.sign()
            relay = self.cell.relay
        relay.write(stream, cell, data)

    def catch_up(self):
        """Everything written so far goes before what comes next."""
        self.worker.drain(self.merger)
        self.merger.settle(self.number)

    def mark(self, identifier, payload):
        stream, end = frames.SWITCH.unpack(payload)
        if stream not in (STDOUT, STDERR):
            raise Malformed("a mark for no stream")
        missing = self.merger.missing(end)
        if missing > 0:
            self.worker.read_promised(self.merger, missing)
        self.merger.mark(end, stream, self.known(identifier))

    def fence(self, identifier, _):
        self.catch_up()
        self.worker.fenced(identifier)

    def begin_display(self, identifier, payload):
        size, = frames.LENGTH.unpack(payload)
        if self.display:
            raise Malformed("a display within a display")
        if size:
            self.catch_up()
        if self.cell and identifier == self.cell.number:
            self.cell.sign()
        if size > 0:
            keep = self.cell.displays.admits(size) if self.cell else size <= cells.LATE_CAP
            self.display = (size, self.known(identifier), keep)

    def display_part(self, _, payload):
        size, cell, keep = self.display or (0, 0, False)
        size -= len(payload)
        if size < 0 or not payload or len(payload) > frames.CHUNK:
            raise Malformed("a display of another length")
        self.display = (size, cell, keep) if size else None
        if keep:
            self.host.send(frames.DISPLAY if size else frames.DISPLAY_END, cell, payload)

    def ask(self, identifier, payload):
        if not self.cell:
            self.worker.answer(identifier, b'{"refused": "no cell is running"}')
            return
        if identifier in self.cell.questions:
            raise Malformed("a question that is asked already")
        self.cell.questions.add(identifier)
        if len(self.cell.questions) > QUESTIONS:
            raise Malformed("questions that don't wait for answers")
        asked = loads(payload)
        question = frames.bounded(dumps({
            "request": identifier, "prompt": str(asked.get("prompt")),
            "password": bool(asked.get("password"))}))
        self.cell.ask(self.computed())
        self.host.send(frames.INPUT_REQUEST, self.cell.number, question)

    def done(self, identifier, payload):
        cell = self.cell
        if not cell or identifier != cell.number or cell.state is cells.PROBING:
            raise Malformed("the end of a cell that isn't running")
        result = cells.result_of(payload)
        is_late = cell.reason == "timedOut"
        if is_late or self.settings.get("endsChildren"):
            self.end_children()
        # The worker has forgotten its run, and what comes later of it waits for a fence.
        self.catch_up()
        self.merger.reset(0)
        if cell.state is cells.RUNNING:
            if result["outcome"] == "interrupted":
                result["outcome"] = "raised"
            self.finish(result, None)
            return
        if is_late:
            result["outcome"] = "timedOut"
        cell.probe(result, self.settings["interruptGrace"])
        self.worker.command(frames.PROBE, cell.number, b"pools" if is_late else b"")

    def alive(self, identifier, _):
        cell = self.cell
        if cell and cell.state is cells.PROBING and identifier == cell.number:
            if cell.reason == "timedOut":  # a pool may have started others for those that were ended
                self.end_children()
            self.finish(cell.result, "softInterrupt")

    def end_children(self, patience=1.0):
        if not self.census.finds_none():
            reaper.kill_others(self.worker.pid, patience)
            self.census.count(self.worker.pid)

    def withdraw(self, identifier, _):
        cell = self.cell
        if cell and identifier in cell.questions:
            cell.questions.discard(identifier)
            if not cell.questions:
                cell.answered(self.computed())

    def computed(self):
        """CPU seconds of what the worker and its children did, where the cell's limit may rest."""
        return reaper.computed(self.worker.pid) if self.cell.pauses else 0

    def late_interrupt(self, identifier, _):
        """An interrupt that came before the cell began is repeated; after its end it is over."""
        cell = self.cell
        if cell and cell.state is cells.STOPPING and identifier != cell.number:
            cells.interrupt(self.worker)

    EVENTS = {
        frames.MARK: mark, frames.FENCE: fence, frames.DISPLAY_BEGIN: begin_display,
        frames.DISPLAY_PART: display_part, frames.ASK: ask, frames.DONE: done,
        frames.ALIVE: alive, frames.LATE: late_interrupt, frames.WITHDRAW: withdraw,
    }
