import json
import os
import subprocess
import sys
import unittest

from agent import FOLDER

# The interpreter as the sandbox starts it, with `os` imported before or after.
SCRIPT = """
import sys, types
package = types.ModuleType("_sandbox_agent")
package.__path__ = [%r]
sys.modules["_sandbox_agent"] = package
sys.dont_write_bytecode = True
%s
from _sandbox_agent import environment, jsonlite
%s
environment.apply(jsonlite.loads(%r))
import os, subprocess
seen = dict(os.environ)
import json
child = subprocess.run([sys.executable, "-I", "-c",
                        "import os, json; print(json.dumps(dict(os.environ)))"],
                       stdout=subprocess.PIPE).stdout
path = "/proc/self/environ"
first = open(path).read().strip("\\0") if os.path.exists(path) else ""
print(json.dumps([first, seen, json.loads(child)]))
"""
DEFAULTS = {"MPLBACKEND": "agg"}
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
           "NUMEXPR_MAX_THREADS", "VECLIB_MAXIMUM_THREADS", "BLIS_NUM_THREADS",
           "POLARS_MAX_THREADS")
MISSING = "assert 'os' not in sys.modules"


class ApplyTests(unittest.TestCase):
    def check(self, settings, expected, **inherited):
        """The whole environment, as this process sees it and as its children do."""
        inherited.setdefault("PATH", os.environ["PATH"])
        expected = dict({"PATH": inherited["PATH"]}, **expected)
        for first, second in (("", MISSING), ("import os", "")):
            script = SCRIPT % (os.path.normpath(FOLDER), first, second,
                               json.dumps(settings).encode())
            done = subprocess.run([sys.executable, "-I", "-S", "-c", script], env=inherited,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, 0, done.stderr)
            left, *both = json.loads(done.stdout.decode())
            self.assertEqual(left, "", "what the interpreter was started with")
            for seen in both:
                seen.pop("LC_CTYPE", None)  # Python's own, in the C locale
                seen.pop("__CF_USER_TEXT_ENCODING", None)
                self.assertEqual(seen, expected, first)

    def test_only_the_search_paths_stay_of_what_was_there(self):
        self.check({}, dict(DEFAULTS, LD_LIBRARY_PATH="/nowhere"), LD_LIBRARY_PATH="/nowhere",
                   SECRET="x", HOME="/root", PYTHONPATH="/nowhere", EMPTY="", MPLBACKEND="Qt")

    def test_the_users_variables_come_above_the_standard_ones(self):
        self.check({"standard": {"HOME": "/a", "TZ": "UTC"},
                    "environment": {"HOME": "/b", "NAME": "Ünïcode\n=", "EMPTY": ""}},
                   dict(DEFAULTS, HOME="/b", TZ="UTC", NAME="Ünïcode\n=", EMPTY=""),
                   HOME="/image", NAME="image")

    def test_the_users_search_path_counts(self):
        path = os.environ["PATH"] + ":/users"
        self.check({"environment": {"PATH": path}}, dict(DEFAULTS, PATH=path))

    def test_threads(self):
        expected = dict(DEFAULTS, **{name: "3" for name in THREADS})
        self.check({"cpuThreads": 3}, expected, OMP_NUM_THREADS="64")
        self.check({"cpuThreads": 3, "environment": {"OMP_NUM_THREADS": "1"}},
                   dict(expected, OMP_NUM_THREADS="1"))
        self.check({"cpuThreads": None}, DEFAULTS, OMP_NUM_THREADS="64")

    def test_the_plots_backend_can_be_chosen(self):
        self.check({"environment": {"MPLBACKEND": "svg"}}, {"MPLBACKEND": "svg"})

    def test_nothing_given(self):
        self.check({"standard": None, "environment": None}, DEFAULTS, HOME="/image")
