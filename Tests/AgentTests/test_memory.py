import os
import tempfile
import unittest
from unittest import mock

import agent  # noqa: F401
from _sandbox_agent import memory

V2 = ("low 0\nhigh 0\nmax 12\noom 3\noom_kill 2\noom_group_kill 1\n", "1048576\n", "536870912\n")
V1 = ("oom_kill_disable 0\nunder_oom 0\noom_kill 5\n", "2097152\n", "268435456\n")


class ReadingTests(unittest.TestCase):
    def reading(self, v2=(None,) * 3, v1=(None,) * 3):
        """With files of these contents; None is no file."""
        with tempfile.TemporaryDirectory() as directory:
            paths = []
            for number, content in enumerate(v2 + v1):
                paths.append(os.path.join(directory, str(number)))
                if content is not None:
                    with open(paths[-1], "wb") as file:
                        file.write(content if isinstance(content, bytes) else content.encode())
            with mock.patch.multiple(memory, V2=tuple(paths[:3]), V1=tuple(paths[3:])):
                return memory.reading()

    def test_version_2(self):
        self.assertEqual(self.reading(V2), {"kills": 2, "peak": 1048576, "limit": 536870912})

    def test_version_1(self):
        self.assertEqual(self.reading(v1=V1), {"kills": 5, "peak": 2097152, "limit": 268435456})

    def test_version_2_comes_first(self):
        self.assertEqual(self.reading(V2, V1), self.reading(V2))

    def test_without_files_nothing_is_told(self):
        self.assertIsNone(self.reading())
        self.assertIsNone(self.reading((None,) + V2[1:], (None,) + V1[1:]))

    def test_no_limit_and_no_peak(self):
        self.assertEqual(self.reading((V2[0], None, "max\n")),
                         {"kills": 2, "peak": None, "limit": None})

    def test_a_kernel_that_does_not_count_kills(self):
        self.assertIsNone(self.reading(v1=("oom_kill_disable 0\nunder_oom 0\n",) + V1[1:]))
        self.assertEqual(self.reading(("low 0\n",) + V2[1:], V1), self.reading(v1=V1))

    def test_garbage(self):
        for events in ("", "\n\n", "oom_kill", "oom_kill \n", "oom_kill x", "oom_kill -1",
                       "oom_kill 1 2", "oom_killer 3", "Oom_kill 1", b"\xff\xfe\x00",
                       b"oom_kill \xb2", "oom_kill ²"):
            self.assertIsNone(self.reading((events,) + V2[1:]), events)
        for number in ("", "x", "-1", "1.5", "1 2", b"\xff", "²"):
            self.assertEqual(self.reading((V2[0], number, number)),
                             {"kills": 2, "peak": None, "limit": None}, number)

    def test_a_directory_in_its_place(self):
        with tempfile.TemporaryDirectory() as directory:
            with mock.patch.multiple(memory, V2=(directory,) * 3, V1=(directory,) * 3):
                self.assertIsNone(memory.reading())

    def test_no_descriptor_is_left(self):
        before = os.listdir("/dev/fd")
        for _ in range(3):
            self.reading(V2, V1)
            self.reading()
        self.assertEqual(os.listdir("/dev/fd"), before)


class RoomTests(unittest.TestCase):
    def leaves_room(self, limit, used):
        """With a file system in which so much is used, of several paths."""
        system = mock.Mock(f_blocks=limit // 4096, f_bfree=(limit - used) // 4096, f_frsize=4096)
        with mock.patch.object(memory.posix, "statvfs", return_value=system), \
                mock.patch.object(memory.posix, "stat", return_value=mock.Mock(st_dev=1)):
            return memory.leaves_room(limit, ["/a", "/b"])

    def test_files_that_fill_the_memory_leave_none(self):
        self.assertTrue(self.leaves_room(256 << 20, 230 << 20))
        self.assertFalse(self.leaves_room(256 << 20, 233 << 20))

    def test_without_a_limit_for_all_there_is_room(self):
        self.assertTrue(memory.leaves_room(None, ["/tmp"]))

    def test_a_small_limit_is_not_files_fault(self):
        self.assertTrue(self.leaves_room(32 << 20, 15 << 20))
        self.assertFalse(self.leaves_room(32 << 20, 17 << 20))
