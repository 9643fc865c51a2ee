"""The first steps: this process becomes the supervisor, and its first worker is on its way.

The worker is forked before the supervisor's own modules are imported: both get ready at once.
"""
from . import confine
from .process import Worker


def main(fatal):
    source, sink = confine.private_descriptors()
    try:
        confine.set_dumpable(0)
    except (ImportError, AttributeError, OSError):
        fatal("noCtypes", 70, "this Python cannot call prctl: it has no working ctypes")
    confine.ignore_signals()
    private = (source, sink) + confine.watch_children()
    worker = Worker(private)
    from .supervisor import supervise
    supervise(worker, private)
