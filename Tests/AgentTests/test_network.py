import errno
import socket
import unittest
import urllib.error
from unittest import mock

import agent  # noqa: F401
from _sandbox_agent import network
from _sandbox_agent.tracebacks import describe


class NetworkTests(unittest.TestCase):
    def last_line(self, error, disabled=True):
        with mock.patch.object(network, "is_disabled", lambda: disabled):
            try:
                raise error
            except Exception as caught:
                return describe(caught, {})["traceback"][-1]

    def test_what_comes_of_it_is_explained(self):
        missing = socket.gaierror(-3, "Temporary failure in name resolution")
        for error in (missing, OSError(errno.ENETUNREACH, "Network is unreachable"),
                      urllib.error.URLError(missing)):
            self.assertEqual(self.last_line(error), network.NOTE)
        later = ValueError("no data")
        later.__cause__ = missing
        self.assertEqual(self.last_line(later), network.NOTE)

    def test_other_errors_are_not(self):
        for error in (OSError(errno.ENOENT, "gone"), ValueError("x"),
                      urllib.error.URLError("unknown url type"), ConnectionRefusedError(111, "no")):
            self.assertNotEqual(self.last_line(error), network.NOTE)

    def test_an_error_that_is_its_own_reason_keeps_its_traceback(self):
        error = urllib.error.URLError("x")
        error.reason = ValueError("y")
        error.reason.reason = error
        self.assertEqual(describe(error, {})["value"], "<urlopen error y>")
        error = OSError(2, "gone")
        error.reason = error
        self.assertEqual(describe(error, {})["value"], "[Errno 2] gone")

    def test_with_a_network_nothing_is(self):
        self.assertNotEqual(self.last_line(socket.gaierror(-2, "no name"), False), network.NOTE)


if __name__ == "__main__":
    unittest.main()
