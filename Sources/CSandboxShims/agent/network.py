"""Says what is behind errors of a session that has no network."""
import sys
from errno import EHOSTUNREACH, ENETUNREACH

NOTE = "note: the network is disabled for this session"


def is_disabled():
    """Whether there is no interface but the loopback's."""
    try:
        with open("/proc/self/net/dev") as file:
            return all(line.split(":")[0].strip() == "lo" for line in list(file)[2:])
    except OSError:
        return False


def is_behind(error):
    """Whether an exception is what comes of that: no route, or no answer to a name."""
    return _is_unreachable(error) or _is_unreachable(vars(error).get("reason"))  # as urllib has it


def _is_unreachable(error):
    return isinstance(error, OSError) and (
        error.errno in (ENETUNREACH, EHOSTUNREACH) or type(error).__name__ == "gaierror")


def explain(status):
    """After a program that needs the network has ended with this status."""
    if status and is_disabled():
        sys.stderr.write(NOTE + "\n")
