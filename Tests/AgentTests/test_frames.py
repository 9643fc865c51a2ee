import unittest

import agent  # noqa: F401
from _sandbox_agent.frames import FrameBuffer, Malformed, frame


class FrameTests(unittest.TestCase):
    def test_any_division_gives_the_same_frames(self):
        frames = [(1, 0, b""), (2, 7, b"x" * 300), (8, 3, b"y" * 200), (8, 4, b""),
                  (255, 2 ** 32 - 1, b"\x00")]
        data = b"".join(frame(*each) for each in frames)
        for step in (1, 2, 8, 9, 10, 100, 230, 331, 1000):
            buffer, found = FrameBuffer(), []
            for at in range(0, len(data), step):
                found += buffer.feed(data[at:at + step])
            self.assertEqual(found, frames)

    def test_a_length_beyond_the_limit_ends_it(self):
        with self.assertRaises(Malformed):
            FrameBuffer(100).feed(frame(1, 1, b"x" * 101)[:9])
        for step in (1, 5):
            buffer = FrameBuffer(100)
            with self.assertRaises(Malformed):
                for at in range(0, 9, step):
                    buffer.feed(frame(1, 1, b"x" * 101)[at:min(at + step, 9)])

    def test_what_it_holds_is_one_frame_at_most(self):
        buffer = FrameBuffer()
        data = frame(8, 1, bytes(65536)) * 8
        for at in range(0, len(data), 1000):
            buffer.feed(data[at:at + 1000])
            self.assertLessEqual(len(buffer.part), 65545)

    def test_data_that_came_whole_is_a_view(self):
        data = frame(8, 1, b"file") + frame(2, 1, b"code")
        (_, _, file), (_, _, code) = FrameBuffer().feed(data)
        self.assertIs(file.obj, data)
        self.assertIs(type(code), bytes)
