"""Writes what a sandbox (frames/) and an engine (engine/) send, an example of each kind, into a directory."""
import json
import pathlib
import struct
import sys

folder = pathlib.Path(sys.argv[1])


def frame(kind, identifier, payload=b""):
    if not isinstance(payload, bytes):
        payload = json.dumps(payload).encode()
    return struct.pack(">BII", kind, identifier, len(payload)) + payload


def save(group, name, data):
    (folder / group).mkdir(parents=True, exist_ok=True)
    (folder / group / name).write_bytes(data)


frames = [{"file": "<cell 1>", "line": 1, "function": "<module>", "source": "f(x)", "cell": 1, "package": None},
          {"file": "/usr/lib/python3.11/json/decoder.py", "line": 355, "function": "raw_decode", "source": "", "cell": None, "package": "json"}]
error = {"name": "ValueError", "value": "a\x1b[31m", "traceback": ["Traceback (most recent call last):", "  + Exception Group",
         '  File "<cell 1>", line 1, in <module>', "    f(x)", "    ~^^^", "ValueError: a\x1b[31m"],
         "frames": frames, "chain": [{"name": "KeyError", "value": "1", "relation": "cause", "frames": frames}]}
finished = {"outcome": "ok", "state": "kept", "enforcement": None, "duration": 0.5, "cpuTime": 0.25, "peakMemory": 1 << 24,
            "memory": {"kills": 1, "peak": 5, "limit": None}, "children": 1, "displaysDropped": 0, "stdoutBytes": 3, "stderrBytes": 0}
endings = [{}, {"outcome": "raised", "error": error}, {"outcome": "exited", "status": 44, "exitValue": "text"},
           {"outcome": "interrupted", "enforcement": "softInterrupt"}, {"outcome": "timedOut", "state": "restarted", "enforcement": "workerKill"},
           {"outcome": "killed", "signal": 9, "state": "restarted"}]
display = {"type": "display_data", "data": {"text/plain": "a", "image/png": "iVBORw0KGgo="}, "metadata": {}, "display_id": "i"}
displays = [display, dict(display, type="execute_result"), dict(display, type="update_display_data"), {"type": "clear_output", "wait": True}]
variables = {"variables": [{"name": "x", "type": "int", "shape": [2, 3], "length": 6, "bytes": 48, "preview": "1"}], "leftOut": 0, "interrupted": False}
analysis = {"defines": ["x"], "perhaps": [], "uses": ["y"], "usesLater": [], "mutates": [], "mutatesLater": [], "deletes": [],
            "opaque": [{"line": 1, "kind": "import", "what": "m"}], "doubts": [{"line": 2, "kind": "time", "what": "t"}],
            "error": {"line": 1, "column": 2, "message": "invalid"}}
listing = {"entries": [{"path": "a/b", "type": "file", "size": 1, "modified": 1.5}, {"path": "../c", "type": "link"}], "truncated": False, "skipped": 1}

cell = frame(0x82, 1) + frame(0x83, 1, "aä€😀".encode()[:-2]) + frame(0x84, 1, b"hunter2 aaabaaabaaac\xff")
cell += frame(0x8E, 1, {"stream": "stdout", "bytes": 0}) + frame(0x8E, 1, {"stream": "stderr", "bytes": 70000})
cell += frame(0x87, 1, {"request": 1, "prompt": "? ", "password": True})
for item in displays:
    text = json.dumps(item).encode()
    cell += frame(0x85, 1, text[:9]) + frame(0x86, 1, text[9:])
for number, ending in enumerate(endings):
    save("frames", "cell-%d" % number, cell + frame(0x88, 1, dict(finished, **ending)))
    save("frames", "finished-%d" % number, json.dumps(dict(finished, **ending)).encode())
save("frames", "start", frame(0x81, 0, {"nonce": "n", "protocol": 1, "python": "3.11.2", "implementation": "cpython", "pid1": True,
                                        "preloaded": ["a"], "notPreloaded": {"b": "why"}}) + frame(0x8C, 3) + frame(0x8D, 0, {"event": "workerRestarted"}))
save("frames", "get", frame(0x89, 2, {"size": 3}) + frame(0x8A, 2, b"abc") + frame(0x8B, 2, {"bytes": 3}))
save("frames", "refused", frame(0x89, 2, {"error": {"code": "notFound", "message": "no"}}))
for name, value in {"variables": variables, "analysis": analysis, "listing": listing}.items():
    save("frames", name, json.dumps(value).encode())
    save("frames", name + "-reply", frame(0x89, 7, value))
save("frames", "long", struct.pack(">BII", 0x83, 1, 1 << 31))

head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
chunks = b'8;a="b"\r\n{"a": 1}\r\n1\r\n\n\r\n0\r\nExpires: never\r\n\r\n'
attached = b"".join(struct.pack(">BxxxI", stream, len(text)) + text for stream, text in [(1, cell), (2, b"error"), (1, b"")])
save("engine", "length", head + b"Content-Length: 9\r\n\r\n{\"a\": 1}\n")
save("engine", "chunked", head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
save("engine", "chunks", chunks)
save("engine", "until-close", head + b"\r\n{\"status\": \"a\"}\n{\"error\": \"b\"}\n")
save("engine", "interim", b"HTTP/1.1 100 Continue\r\n\r\n" * 2 + b"HTTP/1.1 204 No Content\r\n\r\nrest")
save("engine", "upgrade", b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n" + attached)
save("engine", "raw", b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n" + attached)
save("engine", "attached", attached)
save("engine", "lines", b'{"status": "Pulling", "progressDetail": {"current": 1}}\r\n\n{"id": "a"}\n[1')
save("engine", "old", b"HTTP/1.0 404 Not Found\nContent-Length: 5, 5\r\n\r\n{}")
