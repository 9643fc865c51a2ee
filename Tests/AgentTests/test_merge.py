import os
import unittest

import agent  # noqa: F401
from _sandbox_agent.frames import STDERR, STDOUT
from _sandbox_agent.merge import Merger
from _sandbox_agent.tally import Tally


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

    def test_what_others_write_does_not_divide_runs(self):
        self.merger.feed(STDOUT, b"shell\n")
        self.merger.settle(1)
        self.merger.feed(STDOUT, b"onechildthree")
        self.merger.feed(STDERR, b"errtwo")
        self.merger.mark(14, STDERR, 1)
        self.merger.mark(6, STDOUT, 1)
        self.merger.settle(1)
        self.assertEqual(self.seen, [(STDOUT, 1, b"shell\n"), (STDOUT, 1, b"onechild"),
                                     (STDERR, 1, b"errtwo"), (STDOUT, 1, b"three")])

    def test_a_new_worker_counts_anew(self):
        self.merger.feed(STDOUT, b"before")
        self.merger.settle(1)
        self.merger.restart()
        self.merger.feed(STDOUT, b"onetwo")
        self.merger.mark(3, STDOUT, 2)
        self.assertEqual(self.seen[1:], [(STDOUT, 0, b"one")])

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


class TallyTests(unittest.TestCase):
    def setUp(self):
        self.source, self.sink = os.pipe()
        self.tally = Tally()

    def tearDown(self):
        os.close(self.source)
        os.close(self.sink)

    def test_what_was_read_and_what_was_not(self):
        os.write(self.sink, b"seven..")
        self.assertEqual(self.tally.written(STDOUT, self.sink), 7)
        self.tally.begin(STDOUT)
        self.tally.end(STDOUT, len(os.read(self.source, 3)))
        self.assertEqual(self.tally.written(STDOUT, self.sink), 7)
        os.write(self.sink, b"four")
        self.assertEqual(self.tally.written(STDOUT, self.sink), 11)

    def test_while_it_is_read_nobody_knows(self):
        self.tally.begin(STDERR)
        self.assertIsNone(self.tally.written(STDERR, self.sink))
        self.assertEqual(self.tally.written(STDOUT, self.sink), 0)
