"""What the host says: a handler for each kind of frame."""
import posix
import sys
from time import monotonic

from . import cells, frames, reaper
from .frames import Malformed
from .jsonlite import dumps, loads
from .waiting import lookout


class Requests:
    """The supervisor towards the host."""

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
        for path in settings.get("directories") or ():  # where the backend could only mount
            try:
                posix.mkdir(path, 0o755)
            except FileExistsError:
                pass
            except OSError as error:
                sys.stderr.write(dumps({
                    "event": "fatal", "code": "noWorkspace", "message": "%s can't be made (%s): the "
                    "image must not have a directory of that place" % (path, error.strerror),
                }).decode() + "\n")
                return False
        # Opened now: later the path may be anything that user code made of it.
        self.root = posix.open(settings["workspace"], posix.O_RDONLY | posix.O_DIRECTORY)
        self.private += (self.root, self.census.loadavg)
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
        can_run = self.worker is not None or self.has_room()
        if self.worker is None and can_run:
            self.start_worker()
        self.renew_late()
        self.cell = cells.Cell(identifier, request, self.host.send, self.settings)
        self.last = identifier
        if not can_run:
            self.host.send(frames.STARTED, identifier)
            self.finish({"outcome": "outOfMemory"}, None, "restarted")
            self.next_cell()
            return
        if self.merger.unmarked:
            self.merger.reset(identifier)
        self.worker.command(frames.EXECUTE, identifier, payload)
        self.lookout = lookout()
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
        self.host.send(frames.REPLY, identifier, b"{}")  # after the end of the cell

    def input_reply(self, identifier, payload):
        reply = loads(payload)
        if self.cell and self.cell.number == identifier:
            request = reply.get("request", 0) & 0xFFFFFFFF
            self.cell.questions.discard(request)
            self.cell.answered(self.computed())
            failure = None
            try:
                self.worker.answer(request, payload)
            except Malformed as error:  # it asks and does not read
                failure = error
            if failure is not None:
                self.blame(failure)

    def ping(self, identifier, _):
        self.host.send_urgent(frames.PONG, identifier)

    def file(self, identifier, payload):
        self.revive()
        self.need_files()
        self.files.request(identifier, loads(payload))

    def need_files(self):
        if self.files is None:
            from .files import Files
            self.files = Files(self.host, self.root)

    def file_data(self, identifier, payload):
        if self.files:
            self.files.data(identifier, payload)

    def file_end(self, identifier, _):
        if self.files:
            self.files.end(identifier)

    def file_cancel(self, identifier, _):
        if self.files:
            self.files.cancel(identifier)

    def file_credit(self, identifier, payload):
        if self.files:
            self.files.credit(identifier, loads(payload))

    def shutdown(self, _, __):
        return False

    HANDLERS = {
        frames.CONFIGURE: configure, frames.EXECUTE: execute, frames.INTERRUPT: interrupt,
        frames.RESTART: restart, frames.INPUT_REPLY: input_reply, frames.PING: ping,
        frames.FILE: file, frames.DATA: file_data, frames.END: file_end,
        frames.CANCEL: file_cancel, frames.SHUTDOWN: shutdown, frames.CREDIT: file_credit,
    }
