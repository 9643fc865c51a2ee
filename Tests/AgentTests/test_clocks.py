import ast
import os
import unittest
from unittest import mock

import agent
from _sandbox_agent import cells


class ClockTests(unittest.TestCase):
    """Whoever sets the machine's clock neither ends a cell early nor lets it go on."""

    def test_only_clocks_that_nobody_sets_are_read(self):
        allowed = {"monotonic", "sleep", "process_time", "perf_counter"}
        for name in sorted(os.listdir(agent.FOLDER)):
            with open(os.path.join(agent.FOLDER, name), encoding="utf-8") as file:
                tree = ast.parse(file.read())
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and node.module == "time":
                    self.assertLessEqual({each.name for each in node.names}, allowed, name)
                if isinstance(node, ast.Import):
                    self.assertNotIn("time", [each.name for each in node.names], name)
                    self.assertNotIn("datetime", [each.name for each in node.names], name)

    def test_a_limit_counts_from_the_beginning(self):
        with mock.patch.object(cells, "monotonic", return_value=100.0):
            cell = cells.Cell(1, {"timeout": 0.05}, print, {})
        self.assertEqual(cell.deadline, 100.05)

    def test_a_limit_stands_still_while_someone_is_asked(self):
        with mock.patch.object(cells, "monotonic") as now:
            now.return_value = 100.0
            cell = cells.Cell(1, {"timeout": 5, "pauses": True}, print, {})
            now.return_value = 102.0
            cell.ask(7)
            now.return_value = 105.0
            cell.rest(7)
            self.assertEqual(cell.deadline, 108.0)
            now.return_value = 200.0
            cell.ask(7)
            cell.answered(7)
            self.assertEqual(cell.deadline, 203.0)
            cell.ask(7)
            cell.stop("interrupted", 1)
            cell.answered(7)
            self.assertEqual(cell.deadline, 201.0)

    def test_what_others_compute_while_someone_is_asked_counts(self):
        with mock.patch.object(cells, "monotonic") as now:
            now.return_value = 100.0
            cell = cells.Cell(1, {"timeout": 5, "pauses": True}, print, {})
            cell.ask(7)
            now.return_value = 105.0
            cell.rest(8)
            self.assertEqual(cell.deadline, 109.0)
            now.return_value = 109.0
            cell.rest(16)  # with two processors
            self.assertEqual(cell.deadline, 105.0)

    def test_without_the_choice_the_wait_counts(self):
        with mock.patch.object(cells, "monotonic") as now:
            now.return_value = 100.0
            cell = cells.Cell(1, {"timeout": 5}, print, {})
            cell.ask(0)
            now.return_value = 103.0
            cell.rest(0)
            cell.answered(0)
            self.assertEqual(cell.deadline, 105.0)

    def test_a_quiet_limit_moves_with_each_sign_of_life(self):
        with mock.patch.object(cells, "monotonic") as now:
            now.return_value = 100.0
            cell = cells.Cell(1, {"timeout": 9, "quiet": 5}, print, {})
            now.return_value = 103.0
            cell.sign()
            self.assertEqual(cell.deadline, 108.0)
            cell.ask(0)
            self.assertEqual(cell.deadline, 109.0)
            now.return_value = 107.0
            cell.answered(0)
            self.assertEqual(cell.deadline, 109.0)
            cell.stop("timedOut", 1)
            self.assertEqual(cell.exceeded, "total")


if __name__ == "__main__":
    unittest.main()
