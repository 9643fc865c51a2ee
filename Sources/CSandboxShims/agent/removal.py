"""Removing directories."""
import posix
import sys

from .paths import DIRECTORY, kind_of, temporary

STEP = 200  # directory entries handled in one turn


def empty(directory, name):
    """Removes all that is in a directory, without recursion however deep it is: directories that
    aren't empty are first moved up."""
    top = posix.open(name, DIRECTORY, dir_fd=directory)
    count = 0
    try:
        pending = [b"."]
        while pending:
            name = pending.pop()
            inner = posix.open(name, DIRECTORY, dir_fd=top)
            try:
                for found in list(posix.scandir(inner)):
                    _remove_entry(inner, encoded(found.name), top, pending)
                    count += 1
                    if count % STEP == 0:
                        yield
            finally:
                posix.close(inner)
            if name != b".":
                posix.rmdir(name, dir_fd=top)
    finally:
        posix.close(top)


def _remove_entry(directory, name, top, pending):
    try:
        if kind_of(posix.stat(name, dir_fd=directory, follow_symlinks=False)) != "directory":
            posix.unlink(name, dir_fd=directory)
            return
        try:
            posix.rmdir(name, dir_fd=directory)
        except OSError:
            moved = temporary()
            posix.rename(name, moved, src_dir_fd=directory, dst_dir_fd=top)
            pending.append(moved)
    except FileNotFoundError:
        pass


def encoded(name):
    return name.encode(sys.getfilesystemencoding(), "surrogateescape")
