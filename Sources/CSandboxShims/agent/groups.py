"""Exception groups, of which Python would describe every member however few are shown."""
from traceback import TracebackException

from .tracebacks import alone

MEMBERS = 100  # described at most, in all
WIDTH = 15  # of a group, and
DEPTH = 10  # of groups within groups: as many as Python shows


class StandIn(BaseExceptionGroup):
    """Says what a group says, and has one member."""

    def __new__(cls, group):
        return super().__new__(cls, "", [Exception()])

    def __init__(self, group):
        self.group = group
        notes = getattr(group, "__notes__", None)
        if notes is not None:
            self.__notes__ = notes

    def __str__(self):
        return str(self.group)


def describe(group, trace, steps):
    """A group by itself, with its first members; `steps` gives a member's traceback."""
    return _describe(group, trace, steps, [MEMBERS], 0)


def _describe(group, trace, steps, room, depth):
    described = TracebackException(type(group), StandIn(group), trace)
    members, shown = BaseExceptionGroup.exceptions.__get__(group), []
    for member in members[:WIDTH]:
        if not room[0] or depth > DEPTH:
            break
        room[0] -= 1
        if isinstance(member, BaseExceptionGroup):
            shown.append(_describe(member, steps(member), steps, room, depth + 1))
        else:
            shown.append(alone(member, steps(member)))
    described.exceptions = shown + [None] * (len(members) - len(shown))  # those are only counted
    described.max_group_width = len(shown)
    return described
