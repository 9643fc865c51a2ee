import contextlib
import io
import json
import os
import shutil
import stat
import tempfile
import types
import unittest

import agent  # noqa: F401
from _sandbox_agent import frames
from _sandbox_agent.frames import Malformed
from _sandbox_agent.requests import Requests


class Supervisor(Requests):
    """What `configure` needs of the real one."""

    def __init__(self):
        self.settings = self.root = None
        self.private = ()
        self.census = types.SimpleNamespace(loadavg=-1)
        self.told, self.sent = [], []
        self.worker = types.SimpleNamespace(command=lambda *frame: self.told.append(frame))
        self.host = types.SimpleNamespace(send_urgent=lambda *frame: self.sent.append(frame))


class ConfigureTests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.supervisor = Supervisor()
        self.addCleanup(lambda: self.supervisor.root is None or os.close(self.supervisor.root))

    def path(self, name):
        return os.path.join(self.folder, name)

    def configure(self, **settings):
        """The result, and what was said as errors."""
        settings.setdefault("workspace", self.folder)
        errors = io.StringIO()
        payload = json.dumps(settings).encode()
        with contextlib.redirect_stderr(errors):
            result = self.supervisor.configure(0, payload)
        return result, errors.getvalue()

    def test_missing_directories_are_made_in_order(self):
        names = [self.path("workspace"), self.path("home"), self.path("home/inner")]
        result, errors = self.configure(workspace=names[0], directories=names)
        self.assertEqual((result, errors), (None, ""))
        for name in names:
            self.assertTrue(os.path.isdir(name))
            self.assertEqual(stat.S_IMODE(os.stat(name).st_mode) & 0o022, 0)
        self.assertTrue(os.path.samestat(os.fstat(self.supervisor.root), os.stat(names[0])))
        self.assertEqual([frame[0] for frame in self.supervisor.sent], [frames.READY])
        self.assertEqual([frame[0] for frame in self.supervisor.told], [frames.CONFIGURE])

    def test_directories_that_are_there_stay_as_they_are(self):
        os.mkdir(self.path("home"), 0o700)
        with open(self.path("home/file"), "w") as file:
            file.write("kept")
        result, errors = self.configure(directories=[self.path("home"), self.path("home")])
        self.assertEqual((result, errors), (None, ""))
        self.assertEqual(os.listdir(self.path("home")), ["file"])
        self.assertEqual(stat.S_IMODE(os.stat(self.path("home")).st_mode), 0o700)

    def test_none_are_needed(self):
        self.assertEqual(self.configure(directories=[]), (None, ""))
        self.assertEqual(os.listdir(self.folder), [])
        self.assertEqual(len(self.supervisor.sent), 1)

    def test_a_directory_that_cannot_be_made_ends_it_with_one_line(self):
        with open(self.path("file"), "w"):
            pass
        for place in (self.path("missing/inner"), self.path("file/inner")):
            self.supervisor.settings = None
            result, errors = self.configure(directories=[self.path("made"), place])
            self.assertIs(result, False)
            self.assertEqual(errors.count("\n"), 1)
            said = json.loads(errors)
            self.assertEqual((said["event"], said["code"]), ("fatal", "noWorkspace"))
            self.assertIn(place, said["message"])
        self.assertEqual((self.supervisor.sent, self.supervisor.told), ([], []))

    def test_only_once(self):
        self.configure()
        with self.assertRaises(Malformed):
            self.configure()
