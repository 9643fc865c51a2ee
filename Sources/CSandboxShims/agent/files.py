"""The host's file requests, served a step at a time between everything else."""
import posix

from . import frames, memory
from .frames import CHUNK, HEAD
from .jsonlite import dumps
from .paths import Refused, components, descend, kind_of, parent, refusal, temporary
from .removal import STEP, empty, encoded
from .uploads import Upload

PIECE = CHUNK - HEAD.size  # bytes of a file in one frame, which then fills a pipe just once
LISTING = 3 << 20  # bytes of names in one reply
STEPS = 16  # before anything else is looked at
PARK = "park"  # what a job yields that waits for credit
BACKLOG = 4  # urgent frames waiting at which downloads pause


class Files:
    def __init__(self, host, root):
        self.host, self.root = host, root
        self.uploads = {}
        self.jobs = {}  # generators by request; each turn runs one step of each
        self.windows = {}  # bytes that the host will take of a download, where it says so
        self.parked = {}  # jobs that wait for more of that

    def request(self, number, message):
        operation = self.OPERATIONS.get(message.get("op"))
        try:
            if operation is None:
                raise Refused("badPath", "there is no such operation")
            if number in self.jobs or number in self.uploads or number in self.parked:
                raise Refused("exists", "the request's number is in use")
            job = operation(self, number, message)
        except (OSError, Refused) as error:
            self.reply(number, refusal(error))
            return
        if job is not None:
            self.jobs[number] = job

    def proceed(self):
        """Some steps of the jobs in turn, as far as the host takes what they say."""
        for _ in range(STEPS):
            if not self.jobs or len(self.host.urgent) > BACKLOG or not self.host.flush():
                return
            self.step()

    def step(self):
        number = next(iter(self.jobs))
        job = self.jobs.pop(number)
        try:
            where = self.parked if next(job) == PARK else self.jobs
            where[number] = job
            return
        except StopIteration:
            pass
        except (OSError, Refused) as error:
            self.reply(number, refusal(error))
        self.windows.pop(number, None)

    def reply(self, number, message):
        self.host.send_urgent(frames.REPLY, number, dumps(message))

    # Uploads

    def put(self, number, message):
        size = message.get("size")
        if size is not None and (not isinstance(size, int) or size < 0):
            raise Refused("tooLarge", "that is no size")
        directory, name = parent(self.root, message.get("path"), create=True)
        hidden = temporary()
        flags = posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL | posix.O_NOFOLLOW | posix.O_CLOEXEC
        try:
            descriptor = posix.open(hidden, flags, 0o644, dir_fd=directory)
        except OSError:
            posix.close(directory)
            raise
        self.host.widen()
        self.uploads[number] = Upload(directory, hidden, name, descriptor, size)
        self.reply(number, {"ready": True})

    def data(self, number, payload):
        upload = self.uploads.get(number)
        if upload is None:  # it failed or was cancelled: the rest of it comes too late
            return
        try:
            if len(payload) > CHUNK:
                raise Refused("tooLarge", "a data frame is longer than 64 KiB")
            upload.write(payload)
        except (OSError, Refused) as error:
            self.drop(number)
            self.reply(number, refusal(error))

    def end(self, number):
        upload = self.uploads.get(number)
        if upload is None:
            return
        try:
            self.reply(number, {"bytes": upload.finish()})
            del self.uploads[number]
        except (OSError, Refused) as error:
            self.drop(number)
            self.reply(number, refusal(error))

    def cancel(self, number):
        if number in self.uploads:
            self.drop(number)
        elif number in self.jobs or number in self.parked:
            (self.jobs.pop(number, None) or self.parked.pop(number)).close()
            self.windows.pop(number, None)
        else:
            return
        self.reply(number, refusal(Refused("cancelled", "cancelled by the host")))

    def credit(self, number, message):
        if number in self.windows:
            self.windows[number] += max(0, int(message.get("bytes", 0)))
            if number in self.parked:
                self.jobs[number] = self.parked.pop(number)

    def drop(self, number):
        self.uploads.pop(number).discard()

    # Downloads

    def get(self, number, message):
        directory, name = parent(self.root, message.get("path"))
        flags = posix.O_RDONLY | posix.O_NOFOLLOW | posix.O_NONBLOCK | posix.O_CLOEXEC
        try:
            descriptor = posix.open(name, flags, dir_fd=directory)
        finally:
            posix.close(directory)
        status = posix.fstat(descriptor)
        limit = message.get("limit")
        try:
            if kind_of(status) != "file":
                raise Refused("notAFile", "it is no regular file")
            if limit is not None and status.st_size > limit:
                raise Refused("tooLarge", "the file has %d bytes" % status.st_size)
        except Refused:
            posix.close(descriptor)
            raise
        self.reply(number, {"size": status.st_size})
        window = message.get("window")
        if window is not None:
            self.windows[number] = window
        job = self.download(number, descriptor, status.st_size)
        next(job)  # from here on its end closes the descriptor
        return job

    def download(self, number, descriptor, size):
        sent = 0
        try:
            yield
            self.host.widen()
            while sent < size:
                while not self.host.idle():
                    yield
                count = min(PIECE, size - sent, self.windows.get(number, PIECE))
                if count <= 0:
                    yield PARK
                    continue
                if number in self.windows:
                    self.windows[number] -= count
                self.host.send_file(frames.DATA_OUT, number, descriptor, sent, count)
                sent += count
            while not self.host.idle():
                yield
            if posix.fstat(descriptor).st_size < size:
                raise Refused("changed", "it became shorter while it was read")
        finally:
            self.host.keep(descriptor)
            posix.close(descriptor)
        self.host.send_urgent(frames.END_OUT, number, dumps({"bytes": sent}))

    # Directories

    def list(self, number, message):
        names = components(message.get("path", ""), empty=True)
        posix.close(descend(self.root, names))  # a wrong path is told at once
        return self.walk(number, names, bool(message.get("recursive")), message.get("limit"))

    def walk(self, number, start, recursive, limit):
        entries, skipped, size, truncated = [], 0, 0, False
        pending = [start]
        while pending and not truncated:
            names = pending.pop()
            try:
                directory = descend(self.root, names)
            except (OSError, Refused):
                continue  # it went away meanwhile
            try:
                for found in posix.scandir(directory):
                    name = encoded(found.name)
                    try:
                        path = b"/".join((*names, name)).decode("utf-8")
                        status = posix.stat(name, dir_fd=directory, follow_symlinks=False)
                    except UnicodeDecodeError:
                        skipped += 1
                        continue
                    except OSError:
                        continue
                    size += len(path) * 6 + 100
                    if (limit is not None and len(entries) >= limit) or size > LISTING:
                        truncated = True
                        break
                    kind = kind_of(status)
                    entries.append({"path": path, "type": kind, "size": status.st_size,
                                    "modified": status.st_mtime})
                    if recursive and kind == "directory":
                        pending.append([*names, name])
                    if len(entries) % STEP == 0:
                        yield
            finally:
                posix.close(directory)
            yield
        entries.sort(key=lambda entry: entry["path"])
        self.reply(number, {"entries": entries, "truncated": truncated, "skipped": skipped})

    def remove(self, number, message):
        directory, name = parent(self.root, message.get("path"))
        return self.removal(number, directory, name, bool(message.get("recursive")))

    def removal(self, number, directory, name, recursive):
        try:
            status = posix.stat(name, dir_fd=directory, follow_symlinks=False)
            if kind_of(status) != "directory":
                posix.unlink(name, dir_fd=directory)
            else:
                if recursive:
                    yield from empty(directory, name)
                posix.rmdir(name, dir_fd=directory)
        finally:
            posix.close(directory)
        self.reply(number, {})

    def discard(self, name):
        """Removes a directory of the workspace that an ended worker has left, if it has."""
        self.jobs[name] = self.discarding(name)

    def discarding(self, name):
        try:
            yield from empty(self.root, name)
            posix.rmdir(name, dir_fd=self.root)
        except OSError:
            pass

    def make_directory(self, number, message):
        directory, name = parent(self.root, message.get("path"), create=True)
        try:
            posix.mkdir(name, 0o755, dir_fd=directory)
        finally:
            posix.close(directory)
        self.reply(number, {})

    def usage(self, number, _):
        status = posix.fstatvfs(self.root)
        self.reply(number, {
            "bytes": (status.f_blocks - status.f_bfree) * status.f_frsize,
            "capacity": status.f_blocks * status.f_frsize,
            "files": status.f_files - status.f_ffree, "memory": memory.reading()})

    OPERATIONS = {"put": put, "get": get, "list": list, "remove": remove,
                  "makeDirectory": make_directory, "usage": usage}
