"""Signal handlers run when no frame is being written, and look as they were set."""
import io
import os
import signal
import sys
import types
import unittest
import weakref
from contextlib import redirect_stderr

import agent  # noqa: F401
from _sandbox_agent.frames import LATE, FrameBuffer
from _sandbox_agent.interrupts import Interrupts, watch


class Lock:
    pass


class InterruptTests(unittest.TestCase):
    def setUp(self):
        source, sink = os.pipe()
        self.source = source
        self.addCleanup(os.close, source)
        self.addCleanup(os.close, sink)
        self.interrupts = Interrupts(sink)
        self.interrupts.running = True
        self.module = types.SimpleNamespace(**{name: getattr(signal, name) for name in (
            "signal", "getsignal", "default_int_handler")})
        watch(self.module, self.interrupts)
        for number in (signal.SIGINT, signal.SIGUSR1, signal.SIGUSR2):
            self.addCleanup(signal.signal, number, signal.getsignal(number))
        self.interrupts.install()

    def raise_signal(self, number=signal.SIGUSR1):
        os.kill(os.getpid(), number)

    def test_handlers_wait_for_the_end_of_the_outermost_shield(self):
        calls = []
        self.module.signal(signal.SIGUSR1, lambda *_: calls.append(1))
        with self.interrupts:
            with self.interrupts:
                self.raise_signal()
            self.raise_signal()
            self.assertEqual(calls, [])
        self.assertEqual(calls, [1])  # as many of a kind as the kernel would keep
        self.raise_signal()
        self.assertEqual(calls, [1, 1])

    def test_a_handler_that_waits_keeps_nothing_of_what_it_has_interrupted(self):
        frames, ended = [], []

        def interrupted():
            lock = Lock()
            weakref.finalize(lock, ended.append, True)
            self.raise_signal()

        self.module.signal(signal.SIGUSR1, lambda _, frame: frames.append(frame))
        with self.interrupts:
            interrupted()
            self.assertEqual(ended, [True])
        self.assertIs(frames[0], sys._getframe())

    def test_handlers_that_wait_run_in_the_order_of_their_numbers(self):
        calls = []
        for number in (signal.SIGUSR1, signal.SIGUSR2):
            self.module.signal(number, lambda number, _: calls.append(number))
        with self.interrupts:
            self.raise_signal(signal.SIGUSR2)
            self.raise_signal(signal.SIGUSR1)
        self.assertEqual(calls, sorted([signal.SIGUSR1, signal.SIGUSR2]))

    def test_a_handler_that_comes_in_between_and_raises_leaves_none_waiting(self):
        calls = []

        def fail(*_):
            raise ValueError

        self.module.signal(signal.SIGUSR1, lambda *_: calls.append(1))
        with self.assertRaises(ValueError):
            with self.interrupts:
                self.raise_signal()
                self.interrupts.shields -= 1
                try:
                    self.interrupts.handle(fail, signal.SIGUSR2, sys._getframe())
                finally:
                    self.interrupts.shields += 1
                    self.assertEqual(calls, [1])

    def test_what_a_handler_raises_comes_out_of_the_shield_and_the_others_run(self):
        calls = []

        def fail(*_):
            raise ValueError

        self.module.signal(signal.SIGUSR1, fail)
        self.module.signal(signal.SIGUSR2, lambda *_: calls.append(2))
        with self.assertRaises(ValueError):
            with self.interrupts:
                self.raise_signal(signal.SIGUSR1)
                self.raise_signal(signal.SIGUSR2)
                inside = True
        self.assertTrue(inside)
        with self.interrupts:
            pass
        self.assertEqual(calls, [2])

    def test_a_signal_that_comes_while_one_that_waited_is_taken_finds_it_once(self):
        calls = []
        raise_signal = self.raise_signal

        class Pending(dict):
            def __iter__(self):
                if not calls:
                    calls.append(0)
                    raise_signal(signal.SIGUSR2)
                return super().__iter__()

        for number in (signal.SIGUSR1, signal.SIGUSR2):
            self.module.signal(number, lambda number, _: calls.append(number))
        self.interrupts.pending = Pending()
        with self.interrupts:
            self.raise_signal(signal.SIGUSR1)
        self.assertEqual(sorted(calls), [0, signal.SIGUSR1, signal.SIGUSR2])

    def test_an_interrupt_between_cells_is_told_whatever_handles_it(self):
        self.interrupts.running = False
        self.interrupts.cell = 7
        for _ in range(2):
            self.raise_signal(signal.SIGINT)
            self.assertEqual(FrameBuffer().feed(os.read(self.source, 100)), [(LATE, 7, b"")])
            self.module.signal(signal.SIGINT, lambda *_: self.fail("called"))

    def test_what_a_handler_raises_between_cells_is_shown(self):
        self.interrupts.running = False
        self.module.signal(signal.SIGUSR1, lambda *_: 1 / 0)
        text = io.StringIO()
        with redirect_stderr(text):
            self.raise_signal()
        self.assertIn("ZeroDivisionError", text.getvalue())

    def test_handlers_look_as_they_were_set(self):
        handler = lambda *_: None  # noqa: E731
        usual = signal.default_int_handler
        self.assertIs(self.module.getsignal(signal.SIGINT), usual)
        self.assertIs(self.module.signal(signal.SIGINT, handler), usual)
        self.assertIs(self.module.getsignal(signal.SIGINT), handler)
        self.assertIs(self.module.signal(signal.SIGINT, signal.SIG_IGN), handler)
        self.assertIs(self.module.signal(signal.SIGINT, usual), signal.SIG_IGN)
        with self.assertRaises(KeyboardInterrupt):
            self.raise_signal(signal.SIGINT)
        with self.assertRaises(TypeError):
            self.module.signal(signal.SIGINT, "handler")


