import os
import subprocess
import sys
import unittest

import agent

WITHOUT_ZLIB = "import sys\nsys.modules['zlib'] = None\n"
START = b'''"""Long enough for a compressor."""
def main(fatal):
    for line in ("one", "two", "three"):
        print("started", line)
'''
STARTED = b"started one\nstarted two\nstarted three\n"


def read(name):
    with open(os.path.join(agent.FOLDER, name + ".py"), "rb") as file:
        return file.read()


def python(code, data):
    return subprocess.run([sys.executable, "-I", "-c", code], input=data, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)


def packed(modules):
    data = b""
    for name, body in modules:
        data += bytes([len(name)]) + name + len(body).to_bytes(4, "big") + body
    return data


class DeliveryTests(unittest.TestCase):
    """What `compile_agent.py` makes of modules, `bootstrap.py` and the loader take."""

    modules = packed([(b"loader", read("loader")), (b"start", START)])

    def compiled(self, prefix=""):
        answer = python(prefix + read("compile_agent").decode(), self.modules)
        return answer.stdout.partition(b"\n")[2]

    def started(self, form, modules, prefix=""):
        from importlib.util import MAGIC_NUMBER
        magic = MAGIC_NUMBER if form == b"B" else bytes(4)
        delivery = form + magic + b"%08x" % len(modules) + modules
        done = python(prefix + read("bootstrap").decode(), delivery)
        self.said = done.stderr
        return done.stdout

    def test_byte_code_starts(self):
        self.assertEqual(self.started(b"B", self.compiled()), STARTED)

    def test_source_starts(self):
        self.assertEqual(self.started(b"S", self.modules), STARTED)

    def test_byte_code_starts_without_zlib(self):
        modules = self.compiled(WITHOUT_ZLIB)
        self.assertIn(b"three", modules)
        self.assertEqual(self.started(b"B", modules, WITHOUT_ZLIB), STARTED)

    def test_compressed_byte_code_is_refused_without_zlib(self):
        self.assertEqual(self.started(b"B", self.compiled(), WITHOUT_ZLIB), b"")
        self.assertIn(b'"code": "byteCode"', self.said)

    def test_byte_code_of_all_modules_fits_into_pipes(self):
        names = [name[:-3] for name in os.listdir(agent.FOLDER) if name.endswith(".py")]
        names = [name for name in names if name not in ("bootstrap", "compile_agent", "loader")]
        self.modules = packed([(name.encode(), read(name)) for name in ["loader"] + names])
        self.assertLess(len(self.compiled()), 320 << 10)
