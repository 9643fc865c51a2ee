import json
import unittest

import agent  # noqa: F401
from _sandbox_agent import jsonlite
from _sandbox_agent.display import jsonable

VALUES = [None, True, 0, -1.5, "", "a\"\\\n\u20ac\U0001f642\x00", [], {}, [1, [2, {"a": None}]],
          {"a": {"b": [1.0, "x"]}}, 10 ** 30]


class JSONTests(unittest.TestCase):
    def test_it_agrees_with_the_library(self):
        for value in VALUES:
            data = jsonlite.dumps(value)
            self.assertEqual(json.loads(data.decode("utf-8")), value)
            self.assertEqual(jsonlite.loads(json.dumps(value).encode()), value)

    def test_bad_input_is_an_error(self):
        for data in (b"", b"{", b"[1,]", b"nope", b"1 2", b"\xff", b'{"a" 1}'):
            with self.assertRaises(ValueError):
                jsonlite.loads(data)

    def test_white_space_around_is_fine(self):
        self.assertEqual(jsonlite.loads(b" \n[1 , 2]\t"), [1, 2])

    def test_lone_surrogates_do_not_reach_the_wire(self):
        json.loads(jsonlite.dumps({"a": "\udc80"}).decode("utf-8"))

    def test_no_other_types(self):
        with self.assertRaises(TypeError):
            jsonlite.dumps(object())

    def test_values_become_json(self):
        nested = value = []
        for _ in range(1000):
            value.append([])
            value = value[0]
        jsonlite.dumps(jsonable(nested))
        self.assertEqual(jsonable({1: float("nan"), "a": (1, 2)}), {"1": None, "a": [1, 2]})
