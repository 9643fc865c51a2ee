import json
import random
import unittest

import agent  # noqa: F401
from _sandbox_agent.frames import GAP, STDERR, STDOUT
from _sandbox_agent.relay import Relay


class RelayTests(unittest.TestCase):
    def relay(self, cap):
        self.sent = []
        return Relay(lambda *frame: self.sent.append(frame), 1, cap)

    def text(self, stream=STDOUT):
        return b"".join(payload for kind, _, payload in self.sent if kind == stream)

    def gaps(self):
        found = {}
        for kind, _, payload in self.sent:
            if kind == GAP:
                gap = json.loads(payload.decode())
                found[gap["stream"]] = gap["bytes"]
        return found

    def test_below_the_cap_all_is_sent_at_once(self):
        relay = self.relay(100)
        relay.write(STDOUT, 1, b"a" * 75)
        self.assertEqual(self.text(), b"a" * 75)
        relay.write(STDOUT, 1, b"b" * 25)
        relay.finish()
        self.assertEqual(self.text(), b"a" * 75 + b"b" * 25)
        self.assertEqual(self.gaps(), {})

    def test_head_and_tail_are_kept_and_the_rest_counted(self):
        relay = self.relay(100)
        for _ in range(1000):
            relay.write(STDOUT, 1, b"0123456789")
        relay.finish()
        self.assertEqual(len(self.text()), 100)
        self.assertEqual(self.gaps(), {"stdout": 9900})
        self.assertEqual(relay.counts[STDOUT], 10000)
        self.assertTrue(self.text().endswith(b"5678901234567890123456789"[-25:]))

    def test_one_write_far_beyond_the_cap(self):
        relay = self.relay(100)
        relay.write(STDOUT, 1, b"x" * 10 ** 6 + b"end")
        relay.finish()
        self.assertEqual(self.gaps(), {"stdout": 10 ** 6 + 3 - 100})
        self.assertTrue(self.text().endswith(b"xend"))

    def test_cuts_never_divide_a_character(self):
        generator = random.Random(1)
        for cap in range(0, 60):
            relay = self.relay(cap)
            streams = {STDOUT: "é€🙂a" * 9, STDERR: "€ñ🙂" * 5}
            rest = {stream: text.encode() for stream, text in streams.items()}
            while any(rest.values()):
                stream = generator.choice([s for s in rest if rest[s]])
                size = generator.randint(1, 5)
                relay.write(stream, 1, rest[stream][:size])
                rest[stream] = rest[stream][size:]
            relay.finish()
            gaps = self.gaps()
            for stream, name in ((STDOUT, "stdout"), (STDERR, "stderr")):
                self.text(stream).decode("utf-8")
                total = len(self.text(stream)) + gaps.get(name, 0)
                self.assertEqual(total, len(streams[stream].encode()))

    def test_without_a_cap_long_text_comes_in_bounded_frames(self):
        relay = self.relay(None)
        relay.write(STDERR, 1, b"x" * 200000)
        self.assertEqual([len(p) for _, _, p in self.sent], [65536, 65536, 65536, 3392])

    def test_text_of_another_cell_keeps_its_number(self):
        relay = self.relay(100)
        relay.write(STDOUT, 7, b"late")
        self.assertEqual(self.sent, [(STDOUT, 7, b"late")])
        self.assertEqual(relay.counts[STDOUT], 0)
