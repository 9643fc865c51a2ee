"""Run by the host, outside the sandbox: byte code of the modules on stdin, and where this
interpreter lives, for the host to show the sandbox no more than that.

All but the first are compressed, where that can be undone: more than the pipes to a container hold
would have to wait for each process between.
"""
import importlib.util
import json
import marshal
import os
import sys

try:
    from zlib import compress
except ImportError:  # some builds leave it out
    compress = None


def main():
    modules = bytearray()
    for name, source in read_modules(sys.stdin.buffer.read()):
        code = compile(source, "_sandbox_agent/%s.py" % name, "exec", dont_inherit=True, optimize=2)
        body = marshal.dumps(code)
        if modules and compress:
            body = compress(body, 9)
        modules += bytes([len(name)]) + name.encode() + len(body).to_bytes(4, "big") + body
    facts = {
        "magic": importlib.util.MAGIC_NUMBER.hex(),
        "version": list(sys.version_info[:3]),
        "implementation": sys.implementation.name,
        "executable": os.path.abspath(sys.executable),
        "platlibdir": getattr(sys, "platlibdir", "lib"),
        "prefixes": prefixes(),
        "bytes": len(modules),
    }
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + modules)


def read_modules(data):
    at = 0
    while at < len(data):
        start = at + 1 + data[at]
        end = start + 4 + int.from_bytes(data[start:start + 4], "big")
        yield data[at + 1:start].decode(), data[start + 4:end]
        at = end


def prefixes():
    """Directories without which this interpreter does not start, or lacks modules."""
    found = [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix]
    further = [path for path in sys.path if os.path.isdir(path)]
    further += [os.path.dirname(os.__file__), os.path.dirname(sys.executable)]
    further += [os.path.dirname(path) for path in mapped_libraries()]
    for path in further:
        if not any(within(path, known) for known in found):
            found.append(path)
    both = [form for path in found for form in (path, os.path.realpath(path))]
    return list(dict.fromkeys(both))


def mapped_libraries():
    """Shared objects in this process, of extension modules as well, outside the system's own."""
    for name in ("_ctypes", "_ssl", "_sqlite3", "_bz2", "_lzma", "zlib"):
        try:
            __import__(name)
        except ImportError:
            pass
    try:
        with open("/proc/self/maps") as maps:
            paths = {line.split(None, 5)[-1].strip() for line in maps if "/" in line}
    except OSError:
        return []
    system = ("/usr/", "/lib/", "/lib64/", "/lib32/")
    return sorted(path for path in paths if ".so" in path and not path.startswith(system))


def within(path, directory):
    return path == directory or path.startswith(directory.rstrip("/") + "/")


main()
