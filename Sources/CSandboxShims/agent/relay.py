"""What of a cell's text reaches the host: all below the cap, else the head and the tail."""
from .frames import CHUNK, GAP, STDERR, STDOUT
from .jsonlite import dumps

NAMES = {STDOUT: "stdout", STDERR: "stderr"}


class Relay:
    """One cell's text, or that between two cells. Cuts never divide a character.

    `send` takes kind, cell and payload. The head is sent at once; beyond it the last bytes are
    kept until the end, and what lies between is counted.
    """

    def __init__(self, send, cell, cap):
        self.send, self.cell = send, cell
        self.head = None if cap is None else cap - cap // 4
        self.room = 0 if cap is None else cap // 4
        self.tail, self.first, self.kept = [], 0, 0
        self.counts = {STDOUT: 0, STDERR: 0}
        self.dropped = {STDOUT: 0, STDERR: 0}
        self.open = {STDOUT: 3, STDERR: 3}  # bytes that may complete the head's last character

    def write(self, stream, cell, data):
        if cell == self.cell:
            self.counts[stream] += len(data)
        if self.head is None:
            return self._send(stream, cell, data)
        if self.head >= len(data):
            self.head -= len(data)
            return self._send(stream, cell, data)
        cut = self.head
        self.head = 0
        while self.open[stream] and cut < len(data) and 0x80 <= data[cut] < 0xC0:
            cut += 1
            self.open[stream] -= 1
        self._send(stream, cell, data[:cut])
        if cut < len(data):
            self.open[stream] = 0
            self._keep(stream, cell, data[cut:])

    def finish(self):
        """Tells what was dropped, then sends the tail."""
        tail = self.tail[self.first:]
        cut = [stream for stream, count in self.dropped.items() if count]
        for stream in cut:
            tail = self._whole(stream, tail)
            gap = {"stream": NAMES[stream], "bytes": self.dropped[stream]}
            self.send(GAP, self.cell, dumps(gap))
        for stream, cell, data in tail:
            self._send(stream, cell, data)
        self.tail, self.first, self.kept = [], 0, 0

    def _send(self, stream, cell, data):
        for at in range(0, len(data), CHUNK):
            self.send(stream, cell, data[at:at + CHUNK])

    def _keep(self, stream, cell, data):
        excess = len(data) - self.room
        if excess > 0:
            self._drop(stream, excess)
            data = data[excess:]
        tail = self.tail
        if data and self.first < len(tail) and tail[-1][:2] == (stream, cell) \
                and len(tail[-1][2]) < 4096:
            tail[-1] = (stream, cell, tail[-1][2] + data)
        elif data:
            tail.append((stream, cell, data))
        self.kept += len(data)
        while self.kept > self.room:
            stream, cell, oldest = tail[self.first]
            count = min(len(oldest), self.kept - self.room)
            self._drop(stream, count)
            self.kept -= count
            if count < len(oldest):
                tail[self.first] = (stream, cell, oldest[count:])
            else:
                tail[self.first] = None
                self.first += 1
        if self.first > 1024:
            del tail[:self.first]
            self.first = 0

    def _drop(self, stream, count):
        if not any(self.dropped.values()):  # the host may want to stop the cell
            self.send(GAP, self.cell, dumps({"stream": NAMES[stream], "bytes": 0}))
        self.dropped[stream] += count

    def _whole(self, stream, tail):
        """The tail without the end of a character whose beginning was dropped."""
        left = 3
        result = []
        for entry in tail:
            if entry[0] == stream and left:
                data = entry[2]
                count = 0
                while count < min(left, len(data)) and 0x80 <= data[count] < 0xC0:
                    count += 1
                self.dropped[stream] += count
                left = left - count if count == len(data) else 0
                entry = (stream, entry[1], data[count:])
            if entry[2]:
                result.append(entry)
        return result
