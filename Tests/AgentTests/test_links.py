import fcntl
import os
import socket
import tempfile
import unittest

import agent  # noqa: F401
from _sandbox_agent.frames import FrameBuffer
from _sandbox_agent.links import HostLink


class QueueTests(unittest.TestCase):
    def test_what_was_sent_is_not_kept(self):
        source, sink = os.pipe()
        self.addCleanup(os.close, source)
        self.addCleanup(os.close, sink)
        link = HostLink(source, sink)
        for _ in range(10):  # so that the queue is never empty
            link.send(0x83, 1, bytes(60000))
        for _ in range(100):
            link.send(0x83, 1, bytes(60000))
            link.flush()
            os.read(source, 60000)
        self.assertLess(sum(map(len, link.ordered)), link.queued + 1)


class FileTests(unittest.TestCase):
    """Frames whose payload is a part of a file, through the smallest pipe and a socket."""

    def setUp(self):
        self.file = tempfile.TemporaryFile()
        self.addCleanup(self.file.close)
        self.content = bytes(range(256)) * 200
        self.file.write(self.content)
        self.file.flush()

    def sinks(self):
        source, sink = os.pipe()
        fcntl.fcntl(sink, 1031, 4096)
        yield source, sink
        near, far = socket.socketpair()
        yield near.detach(), far.detach()

    def links(self):
        for source, sink in self.sinks():
            yield source, HostLink(source, sink)
            os.close(source)
            os.close(sink)

    def frames(self, link, source, count):
        """What arrives until so many frames are complete."""
        buffer, found = FrameBuffer(), []
        while len(found) < count:
            link.flush()
            found += buffer.feed(os.read(source, 1000))
        return found

    def test_the_part_arrives_between_other_frames(self):
        for source, link in self.links():
            link.send_file(0x8A, 7, self.file.fileno(), 100, 40000)
            link.send(0x83, 1, b"text")
            link.send_urgent(0x8C, 2)
            first, second, third = self.frames(link, source, 3)
            self.assertEqual(first, (0x8A, 7, self.content[100:40100]))
            self.assertEqual(second, (0x8C, 2, b""))
            self.assertEqual(third, (0x83, 1, b"text"))
            self.assertTrue(link.idle())

    def test_it_flows_while_a_wide_pipe_takes_much(self):
        source, sink = os.pipe()
        link = HostLink(source, sink)
        link.widen()
        for _ in range(40):
            link.send_file(0x8A, 7, self.file.fileno(), 0, len(self.content))
            if not link.flush():
                break
        self.assertTrue(link.flows())
        self.assertFalse(link.flush())
        self.assertFalse(link.flows())  # nobody reads: now it is worth being woken
        os.close(source)
        os.close(sink)

    def test_a_socket_never_flows(self):
        near, far = socket.socketpair()
        link = HostLink(near.fileno(), far.fileno())
        link.widen()
        while link.flush():
            link.send_file(0x8A, 7, self.file.fileno(), 0, len(self.content))
        self.assertFalse(link.flows())
        near.close()
        far.close()

    def test_what_the_file_has_lost_is_zeros(self):
        for source, link in self.links():
            self.file.truncate(len(self.content))
            link.send_file(0x8A, 7, self.file.fileno(), 0, len(self.content))
            link.flush()
            self.file.truncate(0)
            ((_, _, payload),) = self.frames(link, source, 1)
            self.assertEqual(len(payload), len(self.content))
            self.assertEqual(payload[-1000:], bytes(1000))

    def test_a_file_that_is_closed_meanwhile_is_sent_to_the_end(self):
        for source, link in self.links():
            file = tempfile.TemporaryFile()
            file.write(self.content)
            file.flush()
            link.send_file(0x8A, 7, file.fileno(), 0, len(self.content))
            link.flush()
            link.keep(file.fileno())
            file.close()
            other = tempfile.TemporaryFile()  # takes the descriptor's number
            other.write(b"secret" * 20000)
            other.flush()
            ((_, _, payload),) = self.frames(link, source, 1)
            self.assertEqual(payload, self.content)
            other.close()


if __name__ == "__main__":
    unittest.main()
