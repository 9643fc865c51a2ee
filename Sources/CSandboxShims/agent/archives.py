"""Answers `extract`: an archive in the workspace becomes a directory beside it, or nothing.

It runs in the worker, within all its limits, and counts on no word of the archive: sizes are those
of the bytes that came.
"""
import os
import shutil
import stat
import struct
import tarfile
import zipfile

from . import paths
from .paths import Refused, unpacked

ERRORS = [Refused, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, struct.error,
          tarfile.TarError, zipfile.BadZipFile]
OPENERS = {}  # by how the packed file begins
try:  # some builds leave them out; all are imported here, where no file of the user's is in the way
    import gzip
    import zlib
    OPENERS[b"\x1f\x8b"] = gzip.open
    ERRORS.append(zlib.error)
except ImportError:
    pass
try:
    import bz2
    OPENERS[b"BZh"] = bz2.open
except ImportError:
    pass
try:
    import lzma
    OPENERS[b"\xfd7zXZ\0"] = lzma.open
    ERRORS.append(lzma.LZMAError)
except ImportError:
    pass

PIECE = 64 << 10
TOLD = 100  # names of what was left out
DEPTH = 64  # components of a path, as for uploads
ENTRY = 1 << 10  # bytes that an entry may take in an archive besides its content


def extract(executor, request, number):
    workspace = executor.settings["workspace"]
    hidden = os.path.join(workspace, unpacked(number).decode())
    target = os.path.join(workspace, request["into"])
    extraction = Extraction(hidden, request)
    is_made = False
    try:
        if os.path.lexists(target):
            raise Refused("exists", "'%s' is there already" % request["into"])
        parent = os.path.dirname(target)
        inside = os.path.relpath(parent, workspace)
        root = os.path.realpath(workspace)
        if os.path.realpath(parent) != os.path.normpath(os.path.join(root, inside)):
            raise Refused("badPath", "a link is on the way to '%s'" % request["into"])
        if os.path.lexists(hidden):
            raise Refused("exists", "'%s' is in the way" % os.path.basename(hidden))
        is_made = True  # before: a signal may come in between
        os.mkdir(hidden)
        extraction.read(os.path.join(workspace, request["path"]))
        os.makedirs(parent, exist_ok=True)
        os.rename(hidden, target)
    except tuple(ERRORS) as error:
        return {"error": refusal(error)}
    finally:
        if is_made:
            shutil.rmtree(hidden, ignore_errors=True)
    return {"error": None, "files": extraction.files, "bytes": extraction.bytes,
            "skipped": extraction.skipped, "skippedMore": extraction.skipped_more}


def refusal(error):
    """What is said of an archive that can't be unpacked."""
    if isinstance(error, Refused) or (isinstance(error, OSError) and error.errno):
        return paths.refusal(error)["error"]
    return {"code": "damaged", "message": ("it can't be read: %s" % error)[:1000]}


class Extraction:
    def __init__(self, directory, limits):
        self.directory = directory
        self.most_files, self.most_bytes = limits["files"], limits["bytes"]
        self.most_single = limits["single"]
        self.files = self.entries = self.bytes = self.skipped_more = 0
        self.skipped = []

    def read(self, path):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Refused("notAFile", "it is no regular file")
            head = file.read(8)
            file.seek(0)
            if head.startswith((b"PK\3\4", b"PK\5\6")):
                self.read_zip(file)
            else:
                self.read_tar(opened(file, head))

    # The two kinds

    def read_zip(self, file):
        if directory_size(file) > self.most_entries * ENTRY:
            raise Refused("tooManyEntries", "its directory is too long")
        with zipfile.ZipFile(file) as archive:
            for entry in archive.infolist():
                names = self.admit(entry.filename)
                kind = entry.external_attr >> 28  # the file's type, if Unix made the archive
                if entry.is_dir():
                    self.make(names)
                elif kind not in (0, 8):
                    self.skip(entry.filename, "it is a link or a device")
                else:
                    with archive.open(entry) as content:
                        self.write(names, content)

    def read_tar(self, stream):
        # A header that says how long the next one is would be read at once, whatever it says.
        stream = Bounded(stream, self.most_bytes + (self.most_entries + 20) * ENTRY)
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for entry in archive:
                names = self.admit(entry.name)
                if entry.isdir():
                    self.make(names)
                elif not entry.isreg() or entry.issparse():
                    self.skip(entry.name, "it is a link, a device or sparse")
                else:
                    if entry.size > self.most_single:
                        raise too_large(entry.name, self.most_single)
                    self.write(names, archive.extractfile(entry))
                archive.members = []  # it would remember all

    # Entries

    @property
    def most_entries(self):
        return 2 * self.most_files + 100  # with directories and what is left out

    def admit(self, path):
        """The components of an entry's path."""
        self.entries += 1
        if self.entries > self.most_entries:
            raise Refused("tooManyEntries", "it has more than %d entries" % self.most_entries)
        names = [name for name in path.split("/") if name not in ("", ".")]
        if path.startswith("/") or ".." in names or "\0" in path:
            raise Refused("badPath", "%r would lead elsewhere" % path[:1000])
        if len(names) > DEPTH:
            raise Refused("tooManyEntries", "it has directories more than %d deep" % DEPTH)
        return names

    def skip(self, path, why):
        if len(self.skipped) < TOLD:
            self.skipped.append({"path": path[:1000], "why": why})
        else:
            self.skipped_more += 1

    def make(self, names):
        os.makedirs(os.path.join(self.directory, *names), exist_ok=True)

    def write(self, names, content):
        if not names:
            raise Refused("badPath", "a file has no name")
        self.files += 1
        if self.files > self.most_files:
            raise Refused("tooManyEntries", "it has more than %d files" % self.most_files)
        self.make(names[:-1])
        single = 0
        path = os.path.join(self.directory, *names)
        if os.path.isfile(path):  # the later of two of a name counts
            os.unlink(path)
        with open(path, "xb") as file:
            while True:
                piece = content.read(PIECE)
                if not piece:
                    return
                single += len(piece)
                self.bytes += len(piece)
                if single > self.most_single:
                    raise too_large("/".join(names), self.most_single)
                if self.bytes > self.most_bytes:
                    raise too_large("all together", self.most_bytes)
                file.write(piece)


def too_large(what, limit):
    return Refused("tooLarge", "%s: more than the %d bytes that are allowed" % (what[:1000], limit))


def opened(file, head):
    """The bytes of a tar archive, whatever it is packed with."""
    for beginning, opener in OPENERS.items():
        if head.startswith(beginning):
            return opener(file)
    return file


def directory_size(file):
    """The bytes of a zip archive's directory, which is read at once."""
    end = file.seek(0, 2)
    file.seek(max(0, end - (1 << 16) - 22))
    tail = file.read()
    file.seek(0)
    place = tail.rfind(b"PK\5\6")
    if place < 0 or place + 22 > len(tail):
        raise Refused("damaged", "it has no directory")
    size, = struct.unpack_from("<L", tail, place + 12)
    # `zipfile` would believe the larger record instead.
    if size == 0xFFFFFFFF or tail[max(0, place - 20):place].startswith(b"PK\6\7"):
        raise Refused("damaged", "it is of the form for more than 4 GiB")
    return size


class Bounded:
    """A stream of which no more can be read."""

    def __init__(self, stream, limit):
        self.stream, self.limit, self.left = stream, limit, limit

    def read(self, size):
        piece = self.stream.read(min(size, PIECE))
        self.left -= len(piece)
        if self.left < 0:
            raise Refused("tooLarge", "more than the %d bytes that are allowed" % self.limit)
        return piece
