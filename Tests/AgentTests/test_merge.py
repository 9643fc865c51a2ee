import unittest

import agent  # noqa: F401
from _sandbox_agent.frames import STDERR, STDOUT
from _sandbox_agent.merge import Merger


class MergerTests(unittest.TestCase):
    def setUp(self):
        self.seen = []
        self.merger = Merger(lambda *piece: self.seen.append(piece))
        self.merger.reset(1)

    def test_marks_restore_the_order_of_two_streams(self):
        self.merger.feed(STDOUT, b"onethree")
        self.merger.feed(STDERR, b"two")
        self.merger.mark(3, STDERR, 1)
        self.merger.mark(3, STDOUT, 1)
        self.merger.settle(1)
        self.assertEqual(self.seen, [(STDOUT, 1, b"one"), (STDERR, 1, b"two"),
                                     (STDOUT, 1, b"three")])

    def test_a_run_read_in_pieces(self):
        self.merger.feed(STDOUT, b"on")
        self.merger.settle(1)
        self.merger.feed(STDOUT, b"emore")
        self.merger.mark(3, STDOUT, 2)
        self.merger.settle(2)
        self.assertEqual(self.seen, [(STDOUT, 1, b"on"), (STDOUT, 1, b"e"), (STDOUT, 2, b"more")])

    def test_bytes_that_never_come_are_not_waited_for(self):
        self.merger.feed(STDERR, b"err")
        self.assertEqual(self.merger.missing(10), 10)
        self.merger.mark(10, STDERR, 1)
        self.merger.settle(1)
        self.assertEqual(self.seen, [(STDERR, 1, b"err")])

    def test_bytes_of_children_keep_their_order_within_the_stream(self):
        self.merger.feed(STDOUT, b"pychild")
        self.merger.feed(STDERR, b"e")
        self.merger.mark(2, STDERR, 1)
        self.merger.settle(1)
        text = b"".join(data for stream, _, data in self.seen if stream == STDOUT)
        self.assertEqual(text, b"pychild")

    def test_the_other_stream_belongs_to_the_running_cell(self):
        self.merger.feed(STDERR, b"by descriptor")
        self.merger.settle(5)
        self.assertEqual(self.seen, [(STDERR, 5, b"by descriptor")])
