"""PID 1 of the sandbox: one loop between the host, the worker and the clock.

It never runs the user's code and waits for nobody: not for the host to read, nor for the worker.
"""
import posix
import select
import sys
from _signal import SIGKILL
from time import monotonic

from . import cells, frames, memory, reaper
from .events import Events
from .jsonlite import dumps
from .links import HostLink
from .merge import Merger
from .process import Worker
from .relay import Relay
from .requests import Requests
from .waiting import lookout, wait

SMALL = 16 << 10  # bytes; a read of less is followed by a rest
REST = 0.002
FLOOD = 100  # reads without rest after one that wasn't small
BACKLOG = 4 << 20  # bytes queued for the host, beyond the cap, at which the worker has to wait


class Supervisor(Requests, Events):
    def __init__(self, worker, private):
        self.private = private
        source, sink, self.wakeup, _ = private
        self.host = HostLink(source, sink)
        self.poll = select.poll()
        self.poll.register(source, select.POLLIN)
        self.poll.register(self.wakeup, select.POLLIN)
        self.settings = self.cell = self.files = self.root = None
        self.worker = worker
        self.waiting = []  # execute frames which came while a cell was running
        self.last = 0  # number of the last cell begun
        self.display = None  # bytes due of the display under way, its cell, and whether it's sent
        self.paused = self.writing = self.flowing = False
        self.listening = ()  # the worker's pipes that are polled
        self.resting = None  # until when text isn't: a wake-up for each write would slow printing
        self.flood = 0  # reads until the next rest
        self.begun = False  # a cell was: that is told with its first text or end, or in 1 ms
        self.merger = Merger(self.emit)
        self.late = Relay(self.host.send, 0, cells.LATE_CAP)
        self.census = reaper.Census(worker.pid)
        self.heard = monotonic()
        self.lookout = 0  # until when not to sleep: a cell began or ended just now
        self.allowance = 0
        self.listen()

    # The loop

    def run(self):
        while True:
            ready = wait(self.poll, self.lookout, self.patience)
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
                    self.rest(worker.read_text(descriptor, self.merger))
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
            self.listen()
            if not self.begun or self.host.urgent:
                self.settle_queues()

    def patience(self):
        """Milliseconds to the next deadline."""
        if self.begun or self.flowing:
            return 1
        if self.files and self.files.jobs and not self.writing:
            return 0
        due = self.heard + self.settings["hostTimeout"] if self.settings else self.heard + 60
        if self.cell and self.cell.deadline is not None and self.cell.deadline < due:
            due = self.cell.deadline
        if self.resting is not None and self.resting < due:
            due = self.resting
        if self.worker and self.worker.mute is not None and self.worker.mute < due:
            due = self.worker.mute
        if self.worker and self.worker.due is not None and self.worker.due < due:
            due = self.worker.due
        return max(0, (due - monotonic()) * 1000 + 0.5)

    def settle_queues(self):
        """Sends, and lets the worker go on or wait according to what is left."""
        writing = not self.host.flush()
        self.flowing = writing and self.host.flows()  # then 1 ms: to be woken for each page slows all
        writing = writing and not self.flowing
        if writing != self.writing:
            self.writing = writing
            if writing:
                self.poll.register(self.host.sink, select.POLLOUT)
            else:
                self.poll.unregister(self.host.sink)
        self.paused = self.host.queued > BACKLOG + self.allowance
        if self.worker:
            for descriptor in self.worker.blocked():
                self.poll.register(descriptor, select.POLLOUT)

    def listen(self):
        """Has the worker's pipes polled, unless too much is queued already."""
        worker = self.worker
        if self.resting is not None and monotonic() >= self.resting:
            self.resting = None
        if worker is None or self.paused:
            wanted = ()
        elif self.resting is not None:
            wanted = (worker.events,)
        else:
            wanted = (worker.events, worker.stdout, worker.stderr)
        if worker is not None and worker.mute is not None:
            wanted = tuple(each for each in wanted if each != worker.events)
        if wanted != self.listening:
            self.ignore()
            for descriptor in wanted:
                self.poll.register(descriptor, select.POLLIN)
            self.listening = wanted

    def rest(self, size):
        """After a small piece of text, lets more come together; not while there is a flood."""
        if size >= SMALL:
            self.flood = FLOOD
        elif self.flood:
            self.flood -= 1
        else:
            self.resting = monotonic() + REST

    def ignore(self):
        for descriptor in self.listening:
            self.poll.unregister(descriptor)
        self.listening = ()

    def watch_clock(self):
        now = monotonic()
        if now - self.heard > (self.settings["hostTimeout"] if self.settings else 60):
            self.exit()
        if self.worker and self.worker.mute is not None and now >= self.worker.mute:
            self.blame(frames.Malformed("it closed the pipe of its events"))
        if self.worker and self.worker.due is not None and now >= self.worker.due:
            self.await_rest(self.worker)
        cell = self.cell
        if cell and cell.deadline is not None and now >= cell.deadline:
            if cell.state is cells.RUNNING:
                cell.rest(self.computed())
                if now >= cell.deadline:
                    self.stop("timedOut")
            elif cell.state is cells.STOPPING and cell.deadline < cell.last_call:
                spare = cell.last_call - cell.deadline
                cell.deadline = cell.last_call
                self.end_children(spare / 2)
            else:
                self.pump()
                if self.cell is cell:
                    self.replace_worker({"outcome": cell.reason}, "workerKill")

    def await_rest(self, worker):
        """Of a frame: it may have come while nothing was read."""
        self.pump()
        if self.worker is worker and worker.due is not None and monotonic() >= worker.due:
            self.blame(frames.Malformed("a frame without its end"))

    def exit(self):
        """Ends everything; the kernel does so when a namespace's first process ends."""
        if self.worker and not reaper.ALONE:
            reaper.kill_everything(self.worker.pid)
        posix._exit(0)

    # Ends

    def stop(self, reason):
        if self.cell.stop(reason, self.settings["interruptGrace"]):
            cells.interrupt(self.worker)

    def finish(self, result, enforcement, state="kept"):
        cell = self.cell
        children = self.census.count(self.worker.pid) if state == "kept" else 0
        # May fail on what was said.
        message = frames.bounded(cell.finished(result, state, enforcement, children))
        self.cell = None
        if state == "kept":
            self.refuse(cell.questions)
        elif cell.extracts:
            from .paths import unpacked
            self.need_files()
            self.files.discard(unpacked(cell.number))
        self.lookout = lookout()
        cell.relay.finish()
        self.display = None
        self.renew_late()
        self.host.send(frames.FINISHED, cell.number, message)
        if self.waiting and state == "kept":
            self.next_cell()

    def refuse(self, questions):
        """Those of threads that go on after their cell."""
        try:
            for request in questions:
                self.worker.answer(request, b'{"refused": "the cell has ended"}')
        except frames.Malformed:  # nobody reads them
            pass

    def renew_late(self):
        """Text of earlier cells has an allowance of its own, during each cell and between two."""
        self.late.finish()
        self.late = Relay(self.host.send, 0, cells.LATE_CAP)

    def next_cell(self):
        if self.waiting and not self.cell:
            self.execute(*self.waiting.pop(0))

    def mourn(self, ended):
        """The worker may be among the children that ended: what it said last still counts."""
        worker = self.worker
        if not worker or worker.pid not in ended:
            return
        worker.drain(self.merger)
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
            self.replace_idle_worker(status)

    def replace_idle_worker(self, status):
        self.renew_worker()
        self.host.send(frames.NOTICE, 0, dumps({"event": "workerRestarted", "status": status}))

    def replace_worker(self, result, enforcement):
        """Ends the running cell with the worker, its text first, and starts another."""
        if self.cell is None:
            self.replace_idle_worker(SIGKILL)
            return
        self.end_worker()
        self.finish(result, enforcement, "restarted")
        if self.has_room():
            self.start_worker()
        self.next_cell()

    def renew_worker(self):
        """Another worker between cells; one that died at once is only replaced when needed."""
        brief = self.worker is not None and monotonic() - self.worker.born < 0.1
        self.end_worker()
        if not brief and self.has_room():
            self.start_worker()

    def end_worker(self):
        worker = self.worker
        if worker is None:
            return
        reaper.kill_everything(worker.pid)
        self.catch_up()
        self.ignore()
        for descriptor in worker.outgoing:
            try:
                self.poll.unregister(descriptor)
            except KeyError:
                pass
        worker.close()
        self.worker = None
        self.display = None
        self.merger.restart()

    def start_worker(self):
        if self.root is not None:
            self.revive()
        self.worker = Worker(self.private, self.root)
        self.worker.command(frames.CONFIGURE, 0, self.configuration)
        self.census.begin(self.worker.pid)
        self.listen()


    def has_room(self):
        limit = self.settings.get("memory") or (memory.reading() or {}).get("limit")
        return memory.leaves_room(limit, self.settings.get("directories") or ())

    def revive(self):
        """Makes directories again that code has removed; its workspace keeps its descriptor."""
        if posix.fstat(self.root).st_nlink:
            return
        for path in self.settings.get("directories") or ():
            try:
                posix.mkdir(path, 0o755)
            except OSError:
                pass
        try:
            root = posix.open(self.settings["workspace"],
                              posix.O_RDONLY | posix.O_DIRECTORY | posix.O_NOFOLLOW)
        except OSError:  # something else is there: that is its own doing
            return
        posix.dup2(root, self.root, inheritable=False)
        posix.close(root)


def supervise(worker, private):
    supervisor = Supervisor(worker, private)
    try:
        supervisor.run()
    except Exception as error:
        sys.stderr.write("the conversation ended: %r\n" % error)
    finally:
        supervisor.exit()
