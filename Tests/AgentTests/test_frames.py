import unittest

import agent  # noqa: F401
from _sandbox_agent.frames import FrameBuffer, Malformed, frame


class FrameTests(unittest.TestCase):
    def test_any_division_gives_the_same_frames(self):
        frames = [(1, 0, b""), (2, 7, b"x" * 300), (255, 2 ** 32 - 1, b"\x00")]
        data = b"".join(frame(*each) for each in frames)
        for step in (1, 2, 9, 100, 1000):
            buffer, found = FrameBuffer(), []
            for at in range(0, len(data), step):
                found += buffer.feed(data[at:at + step])
            self.assertEqual(found, frames)

    def test_a_length_beyond_the_limit_ends_it(self):
        with self.assertRaises(Malformed):
            FrameBuffer(100).feed(frame(1, 1, b"x" * 101)[:9])
