"""PID 1 of the sandbox: one loop between the host, the worker and the clock.

It never runs the user's code and waits for nobody: not for the host to read, nor for the worker.
"""
import posix
import select
import sys
from time import monotonic

from . import cells, confine, frames, reaper
from .frames import FENCED, STDERR, STDOUT, Malformed
from .jsonlite import dumps, loads
from .links import HostLink
from .merge import Merger
from .process import Worker
from .relay import Relay

BACKLOG = 4 << 20  # bytes queued for the host, beyond the cap, at which the worker has to wait
EVENT_READS = 16  # reads of the worker's events in one turn


class Supervisor:
    def __init__(self, worker, private):
        self.private = private
        source, sink, self.wakeup, _ = private
        self.host = HostLink(source, sink)
        self.poll = select.poll()
        self.poll.register(source, select.POLLIN)
        self.poll.register(self.wakeup, select.POLLIN)
        self.settings = self.cell = self.files = None
        self.worker = worker
        self.waiting = []  # execute frames which came while a cell was running
        self.last = 0  # number of the last cell begun
        self.display = None  # bytes due of the display under way, its cell, and whether it's sent
        self.paused = self.writing = False
        self.begun = False  # a cell was: that is told with its first text or end, or in 1 ms
        self.merger = Merger(self.emit)
        self.late = Relay(self.host.send, 0, cells.LATE_CAP)
        self.census = reaper.Census(worker.pid)
        self.heard = monotonic()
        self.allowance = 0
        self.listen()

    # The loop

    def run(self):
        while True:
            ready = self.poll.poll(self.patience())
            source, worker = self.host.source, self.worker
            ended = incoming = events = False
            self.begun = False
            for descriptor, _ in ready:
                if descriptor == source:
                    incoming = True
                elif descriptor == self.wakeup:
                    ended = True
                elif worker and descriptor in worker.outgoing:
                    if worker.push(descriptor):
                        self.poll.unregister(descriptor)
                elif worker and descriptor in worker.readable:
                    worker.read_text(descriptor, self.merger)
                    events = True
                elif worker and descriptor == worker.events:
                    events = True
            if ended:
                posix.read(self.wakeup, 4096)
            if events:
                self.pump()
            if ended:
                self.mourn(reaper.reap())
            if incoming and not self.serve_host():
                return
            self.watch_clock()
            if self.files:
                self.files.proceed()
            if not self.begun or self.host.urgent:
                self.settle_queues()

    def patience(self):
        """Milliseconds to the next deadline."""
        if self.begun:
            return 1
        due = self.heard + self.settings["hostTimeout"] if self.settings else self.heard + 60
        if self.cell and self.cell.deadline is not None and self.cell.deadline < due:
            due = self.cell.deadline
        return max(0, (due - monotonic()) * 1000 + 0.5)

    def settle_queues(self):
        """Sends, and lets the worker go on or wait according to what is left."""
        writing = not self.host.flush()
        if writing != self.writing:
            self.writing = writing
            if writing:
                self.poll.register(self.host.sink, select.POLLOUT)
            else:
                self.poll.unregister(self.host.sink)
        paused = self.host.queued > BACKLOG + self.allowance
        if paused != self.paused:
            self.paused = paused
            self.listen()
        if self.worker:
            for descriptor in self.worker.blocked():
                self.poll.register(descriptor, select.POLLOUT)

    def listen(self):
        """Has the worker's pipes polled, unless too much is queued already."""
        for descriptor in (*self.worker.readable, self.worker.events):
            if self.paused:
                self.poll.unregister(descriptor)
            else:
                self.poll.register(descriptor, select.POLLIN)

    def watch_clock(self):
        now = monotonic()
        if now - self.heard > (self.settings["hostTimeout"] if self.settings else 60):
            self.exit()
        cell = self.cell
        if cell and cell.deadline is not None and now >= cell.deadline:
            if cell.state is cells.RUNNING:
                self.stop("timedOut")
            else:
                self.pump()
                if self.cell is cell:
                    self.replace_worker({"outcome": cell.reason}, "workerKill")

    def exit(self):
        """Ends everything; the kernel does so when a namespace's first process ends."""
        if self.worker and not reaper.ALONE:
            reaper.kill_everything(self.worker.pid)
        posix._exit(0)

    # The host's frames

    def serve_host(self):
        received = self.host.receive()
        if received is None:
            return False
        self.heard = monotonic()
        for kind, identifier, payload in received:
            handler = self.HANDLERS.get(kind)
            if handler is None:
                raise Malformed("a frame of kind %d" % kind)
            if handler(self, identifier, payload) is False:
                return False
        return True

    def configure(self, _, payload):
        if self.settings is not None:
            raise Malformed("configured twice")
        settings = loads(payload)
        settings.setdefault("hostTimeout", 60)
        settings.setdefault("interruptGrace", 1)
        self.settings, self.configuration = settings, payload
        self.allowance = settings.get("outputBytes") or 0
        loaded, failed = [], {}
        if settings.get("preload"):
            from . import preload
            self.end_worker()
            loaded, failed = preload.run(settings)
            self.start_worker()
        else:
            self.worker.command(frames.CONFIGURE, 0, payload)
        version = sys.version_info
        self.host.send_urgent(frames.READY, 0, dumps({
            "nonce": settings.get("nonce"), "protocol": 1, "python": "%d.%d.%d" % version[:3],
            "implementation": sys.implementation.name, "pid1": reaper.ALONE,
            "preloaded": loaded, "notPreloaded": failed}))

    def execute(self, identifier, payload):
        if self.settings is None:
            raise Malformed("not configured")
        if self.cell:
            self.waiting.append((identifier, payload))
            return
        request = loads(payload)
        if self.worker is None:
            self.start_worker()
        self.late.finish()
        self.cell = cells.Cell(identifier, request.get("timeout"), self.host.send, self.settings)
        self.last = identifier
        if self.merger.unmarked:
            self.merger.reset(identifier)
        self.worker.command(frames.EXECUTE, identifier, payload)
        self.host.send(frames.STARTED, identifier)
        self.begun = not self.worker.outgoing[self.worker.commands]

    def interrupt(self, identifier, _):
        if self.cell and self.cell.number == identifier:
            self.stop("interrupted")

    def restart(self, identifier, _):
        if self.settings is None:
            raise Malformed("not configured")
        if self.cell:
            self.replace_worker({"outcome": self.cell.reason or "interrupted"}, "workerKill")
        else:
            self.renew_worker()
        self.host.send_urgent(frames.REPLY, identifier, b"{}")

    def input_reply(self, identifier, payload):
        reply = loads(payload)
        if self.cell and self.cell.number == identifier:
            self.worker.answer(frames.ANSWER, reply.get("request", 0) & 0xFFFFFFFF, payload)

    def ping(self, identifier, _):
        self.host.send_urgent(frames.PONG, identifier)

    def file(self, identifier, payload):
        if self.files is None:
            from .files import Files
            self.files = Files(self.host, self.settings["workspace"])
        self.files.request(identifier, loads(payload))

    def file_data(self, identifier, payload):
        if self.files:
            self.files.data(identifier, payload)

    def file_end(self, identifier, _):
        if self.files:
            self.files.end(identifier)

    def file_cancel(self, identifier, _):
        if self.files:
            self.files.cancel(identifier)

    def shutdown(self, _, __):
        return False

    HANDLERS = {
        frames.CONFIGURE: configure, frames.EXECUTE: execute, frames.INTERRUPT: interrupt,
        frames.RESTART: restart, frames.INPUT_REPLY: input_reply, frames.PING: ping,
        frames.FILE: file, frames.DATA: file_data, frames.END: file_end,
        frames.CANCEL: file_cancel, frames.SHUTDOWN: shutdown,
    }

    # The worker's text and events

    def pump(self):
        """Reads the events; the text was read before, so that no mark comes after its bytes."""
        worker, merger = self.worker, self.merger
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
        except (Malformed, KeyError, ValueError):
            self.replace_worker({"outcome": "killed", "signal": 9}, "workerKill")

    @property
    def number(self):
        return self.cell.number if self.cell else 0

    def known(self, identifier):
        """The worker may only speak for cells that were begun."""
        return identifier if identifier <= self.last else 0

    def emit(self, stream, cell, data):
        (self.cell.relay if self.cell else self.late).write(stream, cell, data)

    def catch_up(self):
        """Everything written so far goes before what comes next."""
        self.worker.drain(self.merger)
        self.merger.settle(self.number)

    def mark(self, identifier, payload):
        stream, count = frames.SWITCH.unpack(payload)
        if stream not in (STDOUT, STDERR):
            raise Malformed("a mark for no stream")
        if self.merger.missing(count) > 0:
            self.worker.drain(self.merger)
        self.merger.mark(count, stream, self.known(identifier))

    def fence(self, identifier, _):
        self.catch_up()
        self.worker.answer(FENCED, identifier)

    def begin_display(self, identifier, payload):
        size, = frames.LENGTH.unpack(payload)
        if self.display:
            raise Malformed("a display within a display")
        self.catch_up()
        if size > 0:
            keep = self.cell.admits(size) if self.cell else size <= cells.LATE_CAP
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
        self.catch_up()
        if not self.cell:
            self.worker.answer(frames.ANSWER, identifier, b'{"refused": "no cell is running"}')
            return
        asked = loads(payload)
        self.host.send(frames.INPUT_REQUEST, self.cell.number, dumps({
            "request": identifier, "prompt": str(asked.get("prompt")),
            "password": bool(asked.get("password"))}))

    def done(self, identifier, payload):
        cell = self.cell
        if not cell or identifier != cell.number or cell.state is cells.PROBING:
            raise Malformed("the end of a cell that isn't running")
        self.catch_up()
        result = cells.result_of(payload)
        if cell.state is cells.RUNNING:
            if result["outcome"] == "interrupted":
                result["outcome"] = "raised"
            self.finish(result, None)
            return
        if cell.reason == "timedOut":
            result["outcome"] = "timedOut"
            reaper.kill_others(self.worker.pid)
        cell.probe(result, self.settings["interruptGrace"])
        self.worker.command(frames.PROBE, cell.number)

    def alive(self, identifier, _):
        cell = self.cell
        if cell and cell.state is cells.PROBING and identifier == cell.number:
            self.catch_up()
            self.finish(cell.result, "softInterrupt")

    def late_interrupt(self, identifier, _):
        """An interrupt that came before the cell began is repeated; after its end it is over."""
        cell = self.cell
        if cell and cell.state is cells.STOPPING and identifier != cell.number:
            cells.interrupt(self.worker)

    EVENTS = {
        frames.MARK: mark, frames.FENCE: fence, frames.DISPLAY_BEGIN: begin_display,
        frames.DISPLAY_PART: display_part, frames.ASK: ask, frames.DONE: done,
        frames.ALIVE: alive, frames.LATE: late_interrupt,
    }

    # Ends

    def stop(self, reason):
        if self.cell.stop(reason, self.settings["interruptGrace"]):
            cells.interrupt(self.worker)

    def finish(self, result, enforcement, state="kept"):
        cell, self.cell = self.cell, None
        cell.relay.finish()
        self.display = None
        self.late = Relay(self.host.send, 0, cells.LATE_CAP)
        self.merger.reset(0)
        children = self.census.count(self.worker.pid) if state == "kept" else 0
        self.host.send(frames.FINISHED, cell.number,
                       cell.finished(result, state, enforcement, children))
        if self.waiting and state == "kept":
            self.next_cell()

    def next_cell(self):
        if self.waiting and not self.cell:
            self.execute(*self.waiting.pop(0))

    def mourn(self, ended):
        """The worker may be among the children that ended: what it said last still counts."""
        worker = self.worker
        if not worker or worker.pid not in ended:
            return
        self.catch_up()
        self.pump()
        if self.worker is not worker:
            return
        status = ended[worker.pid]
        if self.cell:
            outcome = cells.death(status)
            enforcement = None
            if self.cell.reason:
                outcome, enforcement = {"outcome": self.cell.reason}, "softInterrupt"
            self.replace_worker(outcome, enforcement)
        else:
            self.renew_worker()
            self.host.send(frames.NOTICE, 0, dumps({"event": "workerRestarted", "status": status}))

    def replace_worker(self, result, enforcement):
        """Ends the running cell with the worker, its text first, and starts another."""
        if self.cell is None:
            self.renew_worker()
            return
        self.end_worker()
        self.finish(result, enforcement, "restarted")
        self.start_worker()
        self.next_cell()

    def renew_worker(self):
        """Another worker between cells; one that died at once is only replaced when needed."""
        brief = self.worker is not None and monotonic() - self.worker.born < 0.1
        self.end_worker()
        if not brief:
            self.start_worker()

    def end_worker(self):
        worker = self.worker
        if worker is None:
            return
        reaper.kill_everything(worker.pid)
        self.catch_up()
        if not self.paused:
            for descriptor in (*worker.readable, worker.events):
                self.poll.unregister(descriptor)
        for descriptor in worker.outgoing:
            try:
                self.poll.unregister(descriptor)
            except KeyError:
                pass
        worker.close()
        self.worker = None
        self.display = None
        self.merger.reset(0)

    def start_worker(self):
        self.worker = Worker(self.private)
        self.worker.command(frames.CONFIGURE, 0, self.configuration)
        self.census.begin(self.worker.pid)
        if not self.paused:
            self.listen()


def supervise(worker, private):
    supervisor = Supervisor(worker, private)
    try:
        supervisor.run()
    except (Malformed, ValueError, KeyError) as error:
        sys.stderr.write("the conversation ended: %s\n" % error)
    supervisor.exit()
