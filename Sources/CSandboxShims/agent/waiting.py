"""Waiting for a descriptor with a short look-out before sleep.

To wake a process that sleeps takes longer than a short cell; who has just been busy will likely
be wanted again at once, so it keeps looking for a moment, and lets others run meanwhile.
"""
from posix import sched_yield
from time import monotonic

LOOKOUT = 100e-6  # seconds


def lookout():
    """When a look-out that begins now ends."""
    return monotonic() + LOOKOUT


def wait(poll, end, patience):
    """What is ready: by a look-out until `end`, then by sleep of `patience()` milliseconds at most."""
    return look(poll, end) or poll.poll(patience())


def look(poll, end):
    """What becomes ready until `end`."""
    while monotonic() < end:
        ready = poll.poll(0)
        if ready:
            return ready
        sched_yield()
    return []
