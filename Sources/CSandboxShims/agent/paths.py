"""Paths of the workspace, opened one component at a time so that no link leads outside."""
import errno
import posix
from binascii import hexlify

DIRECTORY = posix.O_RDONLY | posix.O_DIRECTORY | posix.O_NOFOLLOW | posix.O_CLOEXEC
KINDS = {0o100000: "file", 0o040000: "directory", 0o120000: "link"}
CODES = {
    errno.ENOENT: "notFound", errno.EEXIST: "exists", errno.EISDIR: "notAFile",
    errno.ELOOP: "notAFile", errno.ENXIO: "notAFile", errno.ENOTDIR: "notADirectory",
    errno.ENOTEMPTY: "notEmpty", errno.ENAMETOOLONG: "badPath", errno.ENOSPC: "noSpace",
    errno.EDQUOT: "noSpace", errno.EFBIG: "tooLarge", errno.EACCES: "permission",
    errno.EPERM: "permission", errno.EROFS: "permission",
}


class Refused(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def refusal(error):
    """The reply's `error` for a failed operation."""
    if isinstance(error, OSError):
        code = CODES.get(error.errno, "io")
        message = "it is a symbolic link" if error.errno == errno.ELOOP else str(error.strerror)
        return {"error": {"code": code, "message": message}}
    return {"error": {"code": error.code, "message": str(error)}}


def components(path, empty=False):
    """The names in a path, as bytes; with `empty` the workspace itself is allowed."""
    if path == "" and empty:
        return []
    if not isinstance(path, str) or "\0" in path:
        raise Refused("badPath", "a path is text without NUL")
    try:
        names = path.encode("utf-8").split(b"/")
    except UnicodeEncodeError:
        raise Refused("badPath", "a path is valid Unicode") from None
    if any(name in (b"", b".", b"..") for name in names):
        raise Refused("badPath", "no component may be empty, '.' or '..'")
    return names


def kind_at(directory, name):
    return kind_of(posix.stat(name, dir_fd=directory, follow_symlinks=False))


def kind_of(status):
    return KINDS.get(status.st_mode & 0o170000, "other")


def descend(root, names, create=False):
    """A descriptor of the directory that the names lead to."""
    directory = posix.dup(root)
    try:
        for name in names:
            if create:
                try:
                    posix.mkdir(name, 0o755, dir_fd=directory)
                except FileExistsError:
                    pass
            try:
                inner = posix.open(name, DIRECTORY, dir_fd=directory)
            except OSError as error:
                if error.errno in (errno.ENOTDIR, errno.ELOOP) \
                        and kind_at(directory, name) == "link":
                    raise Refused("badPath", "a component is a symbolic link") from None
                raise
            posix.close(directory)
            directory = inner
        return directory
    except BaseException:
        posix.close(directory)
        raise


def parent(root, path, create=False):
    """The directory that holds the path's last component, and that component."""
    names = components(path)
    return descend(root, names[:-1], create), names[-1]


def temporary():
    return b".sandbox-" + hexlify(posix.urandom(8))


def unpacked(cell):
    """Where the archive is unpacked that this cell extracts; whoever ends the worker removes it."""
    return b".sandbox-archive-%d" % cell
