"""What control groups of version 2 have to do for bubblewrap's sandboxes, and what the machine's sleep must not do to
them; run by Scripts/virtual-machine."""
import json
import os
import pathlib
import signal
import subprocess
import time
import unittest

DEMO = "/usr/bin/sandbox-demo"
GROUPS = pathlib.Path("/sys/fs/cgroup")
SYSTEM = GROUPS / "system"
USER = GROUPS / "user"
MIB = 1 << 20


def command(*arguments):
    return [DEMO, "run", "--backend", "bubblewrap", "--json", *arguments]


def events(*arguments, **options):
    process = subprocess.run(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, **options)
    lines = process.stdout.decode().splitlines()
    assert lines, process.stderr
    return [json.loads(line) for line in lines]


def cell(*arguments, **options):
    """The result of a cell, with the value of its last line of output."""
    told = events(*arguments, **options)
    result = next(event for event in told if event["event"] == "cellFinished")
    result["text"] = "".join(event["text"] for event in told if event["event"] == "text")
    return result


def sandboxes(parent=SYSTEM):
    return sorted(path.name for path in parent.glob("swift-python-sandbox-*"))


def wait_until(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "it never came so far"
        time.sleep(0.05)


class Sleeper:
    """A host program whose cell sleeps."""

    def __init__(self):
        before = set(sandboxes())
        code = "import subprocess, time; subprocess.Popen(['sleep', '1000']); print('up', flush=True); time.sleep(1000)"
        self.host = subprocess.Popen(command("-c", code), stdout=subprocess.PIPE)
        while b'"up' not in self.host.stdout.readline():
            pass
        self.name, = set(sandboxes()) - before
        self.group = SYSTEM / self.name

    def processes(self):
        try:
            return [int(line) for line in (self.group / "cgroup.procs").read_text().split()]
        except OSError:
            return []

    def end(self, number):
        self.host.send_signal(number)
        self.host.wait()
        self.host.stdout.close()


class Limits(unittest.TestCase):
    def tearDown(self):
        self.assertEqual(sandboxes(), [], "control groups are left")

    def test_the_program_says_that_version_2_limits_whole_sandboxes(self):
        said = subprocess.run([DEMO, "doctor"], stdout=subprocess.PIPE, timeout=120).stdout.decode()
        for limit in ("memory", "cpus", "processes"):
            self.assertRegex(said, limit + ": for the whole sandbox, by cgroup v2")

    def test_too_much_memory_is_called_that_with_limit_and_peak(self):
        result = cell("--memory", "128m", "-c", "print('so far')\nx = b'1' * (400 << 20)")
        self.assertEqual(result["outcome"], "outOfMemory")
        self.assertEqual(result["limit"], 128 * MIB)
        self.assertGreater(result["peak"], 100 * MIB)
        self.assertLessEqual(result["peak"], 128 * MIB)
        self.assertEqual(result["session"], "restarted")
        self.assertEqual(result["text"], "so far\n")

    def test_memory_that_grows_slowly_is_the_same(self):
        result = cell("--memory", "64m", "-c", "x = []\nwhile True: x.append(b'1' * (1 << 20))")
        self.assertEqual(result["outcome"], "outOfMemory")
        self.assertEqual(result["limit"], 64 * MIB)

    def test_files_count_as_memory(self):
        code = "with open('f', 'wb') as f:\n    while True: f.write(bytes(1 << 20))"
        self.assertEqual(cell("--memory", "96m", "--disk", "1g", "-c", code)["outcome"], "outOfMemory")

    def test_a_child_that_is_shot_is_a_note_and_the_session_is_kept(self):
        code = "import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', 'x = b\"1\" * (400 << 20)']).returncode)"
        result = cell("--memory", "128m", "-c", code)
        self.assertEqual((result["outcome"], result["session"]), ("ok", "kept"))
        self.assertEqual(result["outOfMemoryKills"], 1)
        self.assertEqual(result["text"], "-9\n")

    def test_the_number_of_processes_is_limited(self):
        code = ("import os, time\nchildren = 0\ntry:\n    while True:\n        if os.fork() == 0: time.sleep(1000)\n"
                "        children += 1\nexcept BlockingIOError: print(children)")
        self.assertIn(int(cell("--pids", "20", "-c", code)["text"]), range(10, 20))

    def test_a_fork_bomb_ends_at_its_time_limit(self):
        result = cell("--timeout", "5", "-c", "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass")
        self.assertEqual(result["outcome"], "timedOut")
        self.assertIn(result["session"], ("kept", "restarted"))

    def test_the_share_of_the_processor_is_limited(self):
        code = "import time\nend = time.monotonic() + 5\nwhile time.monotonic() < end: pass"
        result = cell("--cpus", "0.2", "-c", code)
        self.assertEqual(result["outcome"], "ok")
        self.assertLess(result["cpuTime"], 2.5)
        self.assertGreater(cell("--cpus", "1", "-c", code)["cpuTime"], 2.5)


class Ends(unittest.TestCase):
    def tearDown(self):
        self.assertEqual(sandboxes(), [], "control groups are left")

    def test_a_group_is_killed_as_a_whole_whoever_is_in_it(self):
        sleeper = Sleeper()
        stranger = subprocess.Popen(["sleep", "1000"])
        (sleeper.group / "cgroup.procs").write_text(str(stranger.pid))
        sleeper.end(signal.SIGTERM)
        self.assertEqual(stranger.wait(timeout=10), -signal.SIGKILL)

    def test_a_killed_host_leaves_no_process_and_prune_removes_its_group(self):
        living, dead = Sleeper(), Sleeper()
        self.assertGreaterEqual(len(dead.processes()), 3)
        dead.end(signal.SIGKILL)
        wait_until(lambda: not dead.processes())
        self.assertEqual(sandboxes(), sorted([living.name, dead.name]))
        # What is left in it, by whatever way, is ended too.
        stranger = subprocess.Popen(["sleep", "1000"])
        (dead.group / "cgroup.procs").write_text(str(stranger.pid))
        said = subprocess.run([DEMO, "prune", "--backend", "bubblewrap"], stdout=subprocess.PIPE, timeout=60).stdout
        self.assertEqual(said.decode(), "removed %s\n" % dead.name)
        self.assertEqual(stranger.wait(timeout=10), -signal.SIGKILL)
        self.assertEqual(sandboxes(), [living.name])
        self.assertGreaterEqual(len(living.processes()), 3)
        living.end(signal.SIGTERM)


class Sleep(unittest.TestCase):
    """The machine's, in which no time counts."""

    def suspended(self, code, *arguments):
        """What a cell comes to that the machine sleeps through for some seconds."""
        host = subprocess.Popen(command(*arguments, "-c", "print('up', flush=True)\n" + code), stdout=subprocess.PIPE)
        while b'"up' not in host.stdout.readline():
            pass
        asleep = -self.offset()
        pathlib.Path("/sys/class/rtc/rtc0/wakealarm").write_text("+15")
        pathlib.Path("/sys/power/state").write_text("mem")  # returns when the machine is awake
        asleep += self.offset()
        self.assertGreater(asleep, 8)
        told = [json.loads(line) for line in host.communicate(timeout=120)[0].splitlines()]
        return next(event for event in told if event["event"] == "cellFinished")

    @staticmethod
    def offset():
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic()

    def test_a_cell_within_its_time_limit_is_not_ended_by_it(self):
        result = self.suspended("import time\ntime.sleep(3)", "--timeout", "7")
        self.assertEqual(result["outcome"], "ok")
        self.assertLess(result["duration"], 7)

    def test_a_cell_beyond_it_is(self):
        result = self.suspended("while True: pass", "--timeout", "5")
        self.assertEqual(result["outcome"], "timedOut")
        self.assertLess(result["duration"], 8)


class Users(unittest.TestCase):
    """A host program that is not root."""

    def becoming(self, group):
        def become():
            (group / "cgroup.procs").write_text("0")
            os.setgroups([])
            os.setresgid(1000, 1000, 1000)
            os.setresuid(1000, 1000, 1000)
        return {"preexec_fn": become, "env": {"HOME": "/tmp", "PATH": os.environ["PATH"]}}

    def doctor(self, group):
        return subprocess.run([DEMO, "doctor"], stdout=subprocess.PIPE, timeout=120, **self.becoming(group)).stdout.decode()

    def test_groups_that_are_handed_down_are_used(self):
        said = self.doctor(USER / "shell")
        self.assertIn("memory: for the whole sandbox, by cgroup v2", said)
        self.assertIn("processes: for the whole sandbox, by cgroup v2", said)
        result = cell("--memory", "128m", "-c", "x = b'1' * (400 << 20)", **self.becoming(USER / "shell"))
        self.assertEqual(result["outcome"], "outOfMemory")
        self.assertEqual(result["limit"], 128 * MIB)
        self.assertEqual(sandboxes(USER), [])

    def test_a_controller_that_is_not_handed_down_limits_nothing_and_that_is_said(self):
        self.assertIn("cpus: not limited", self.doctor(USER / "shell"))

    def test_without_groups_each_process_is_limited_and_that_is_said(self):
        said = self.doctor(SYSTEM / "checks")
        self.assertIn("memory: for each process, by RLIMIT_AS", said)


if __name__ == "__main__":
    unittest.main(verbosity=2)
