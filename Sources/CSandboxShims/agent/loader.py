"""Installs the agent's modules from standard input and starts the agent.

Compiled at every start and by Pythons of any age, so it is short and says no to old ones itself.
"""
import sys

ZLIB = 0x78  # the first byte of what `compile_agent.py` has compressed (RFC 1950), never of byte code


def fatal(code, status, message):
    sys.stderr.write('{"event": "fatal", "code": "%s", "message": "%s"}\n' % (code, message))
    sys.stderr.flush()
    raise SystemExit(status)


class Modules:
    """Finder and loader of the package; nothing is executed before it is imported."""

    def __init__(self, bodies, compiled):
        self.bodies = bodies
        self.compiled = compiled

    def find_spec(self, name, path=None, target=None):
        package, _, member = name.partition(".")
        if package != "_sandbox_agent" or (member and member not in self.bodies):
            return None
        return ModuleSpec(name, self, is_package=not member)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        member = module.__name__[len("_sandbox_agent."):]
        if member:
            module.__dict__["__builtins__"] = builtin  # the user may overwrite the real ones
            path, sys.path = sys.path, standard  # the user may have files with the names of modules
            try:
                exec(self.code(member), module.__dict__)
            finally:
                sys.path = path

    def code(self, member):
        body = self.bodies[member]
        if self.compiled:
            return loads(decompress(body) if body[0] == ZLIB else body)
        return compile(body, "_sandbox_agent/%s.py" % member, "exec", dont_inherit=True)


if sys.version_info < (3, 8):
    fatal("oldPython", 71, "Python 3.8 or later is needed, this is %d.%d" % sys.version_info[:2])

from marshal import loads
import builtins
try:
    from zlib import decompress
except ImportError:  # then nothing was compressed, unless it was there at that time
    decompress = None
from _frozen_importlib import ModuleSpec

builtin = dict(vars(builtins))
standard = list(sys.path)
bodies = {}
while at < len(data):  # noqa: F821  data, at and compiled come from the bootstrap
    start = at + 1 + data[at]
    end = start + 4 + int.from_bytes(data[start:start + 4], "big")
    bodies[data[at + 1:start].decode()] = data[start + 4:end]
    at = end
if compiled and not decompress and any(body[0] == ZLIB for body in bodies.values()):  # noqa: F821
    fatal("byteCode", 72, "the byte code was made by a Python that has zlib")
sys.meta_path.insert(0, Modules(bodies, compiled))
from _sandbox_agent import start as first
first.main(fatal)
