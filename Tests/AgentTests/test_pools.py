"""Pools of processes whose processes are ended start no others."""
import multiprocessing
import multiprocessing.pool
import os
import signal
import time
import unittest

import agent  # noqa: F401
from _sandbox_agent import pools


class PoolTests(unittest.TestCase):
    def test_none_is_started_again(self):
        pool = multiprocessing.get_context("fork").Pool(3)
        threads = multiprocessing.pool.ThreadPool(1)
        self.addCleanup(threads.terminate)
        processes = list(pool._pool)
        pools.end()
        for each in processes:
            os.kill(each.pid, signal.SIGKILL)
            each.join()
        time.sleep(0.3)  # a pool looks every tenth of a second
        self.assertEqual(multiprocessing.active_children(), [])
        with self.assertRaises(ValueError):
            pool.map(abs, [1])
        self.assertEqual(threads.map(abs, [-1]), [1])
