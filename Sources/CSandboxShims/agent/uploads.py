"""Files on their way in."""
import posix

from .paths import Refused


class Upload:
    """A file that appears under its name when it is complete; its size may be unknown before."""

    def __init__(self, directory, hidden, name, descriptor, size):
        self.directory, self.hidden, self.name = directory, hidden, name
        self.descriptor, self.size, self.count = descriptor, size, 0

    def write(self, data):
        self.count += len(data)
        if self.size is not None and self.count > self.size:
            raise Refused("tooLarge", "more bytes came than were announced")
        while data:
            data = data[posix.write(self.descriptor, data):]

    def finish(self):
        if self.size not in (None, self.count):
            raise Refused("io", "%d of %d bytes came" % (self.count, self.size))
        posix.rename(self.hidden, self.name, src_dir_fd=self.directory, dst_dir_fd=self.directory)
        self.close()
        return self.count

    def discard(self):
        try:
            posix.unlink(self.hidden, dir_fd=self.directory)
        except OSError:
            pass
        self.close()

    def close(self):
        posix.close(self.descriptor)
        posix.close(self.directory)
