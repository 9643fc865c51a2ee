import ast
import os
import subprocess
import sys
import unittest

import agent  # noqa: F401
from _sandbox_agent.execution import exited, silenced


class LastExpressionTests(unittest.TestCase):
    def silent(self, code):
        return silenced(code, ast.parse(code).body[-1])

    def test_a_semicolon_silences(self):
        for code in ("x;", "x ;", "x; # shown?", "a = 1; x;", "(x);", "(\nx\n) ;", "'é' ; "):
            self.assertTrue(self.silent(code), code)

    def test_no_semicolon_no_silence(self):
        for code in ("x", "a = 1; x", "x # no;", "'x;'", "f(';')", "'''\n;'''"):
            self.assertFalse(self.silent(code), code)


class ExitTests(unittest.TestCase):
    def test_status_as_the_shell_sees_it(self):
        for code, status in ((None, 0), (0, 0), (3, 3), (300, 44), (-1, 255), (True, 1)):
            self.assertEqual(exited(SystemExit(code), None)["status"], status)
        self.assertEqual(exited(SystemExit(300), None)["exitValue"], "300")


class ProgramTests(unittest.TestCase):
    def test_what_is_registered_for_the_exit_runs_whatever_another_raises(self):
        code = ("import agent, atexit, threading; from _sandbox_agent.execution import run_exit_functions\n"
                "atexit.register(print, 'first'); atexit.register(lambda: 1 / 0); atexit.register(print, 'last')\n"
                "threading._shutdown(); run_exit_functions(atexit); print('end')")
        ran = subprocess.run([sys.executable, "-c", code], cwd=os.path.dirname(__file__), stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(ran.stdout, b"last\nfirst\nend\n")
        self.assertEqual(ran.stderr.count(b"ZeroDivisionError"), 1)
