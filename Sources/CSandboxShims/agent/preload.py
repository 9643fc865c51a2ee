"""Imports modules in the supervisor, so that each worker has them from its first moment."""
import sys

from . import environment, reseed


def run(settings):
    """Names of what was imported, and why others were not."""
    environment.apply(settings)
    environment.complete()
    loaded, failed = [], {}
    for name in settings["preload"]:
        try:
            __import__(name)
            loaded.append(name)
        except BaseException as error:
            failed[name] = "%s: %s" % (type(error).__name__, str(error)[:1000])
    if "matplotlib.pyplot" in sys.modules:
        try:
            from . import plots
            plots.warm()
        except Exception as error:
            failed["matplotlib.pyplot"] = "the first figure failed: %s" % str(error)[:1000]
    reseed.wanted = True
    return loaded, failed
