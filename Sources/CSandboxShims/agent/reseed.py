"""Workers forked from one supervisor must not draw the same random numbers."""
import sys
from posix import urandom

wanted = False  # whether anything was imported before the fork


def run():
    """Seeds the global generators that are there; the rest seed themselves when imported."""
    if not wanted:
        return
    seed = int.from_bytes(urandom(4), "big")
    for name, function in (("random", "seed"), ("numpy.random", "seed"), ("torch", "manual_seed")):
        module = sys.modules.get(name)
        if module is not None:
            getattr(module, function)(seed)
