"""Exceptions as data, and as Python's own traceback text of the user's frames."""
import builtins
import traceback
from collections import Counter
from types import TracebackType

from . import network
from .execution import nameless
from .libraries import OwnStack, note, package
from .texts import shortened

for each in ("ast", "tokenize", "unicodedata", "_colorize"):  # what `traceback` imports at need
    try:
        __import__(each)
    except ImportError:
        pass

FRAMES = 100  # rendered at most: half from the beginning, half from the end
VALUE = 64 << 10  # characters of a message, or of a line
TEXT, LINES = 256 << 10, 5000  # characters and lines in all: what the supervisor takes, and half
NAME, PLACE = 1000, 500  # characters of a class's name, and of what a frame or a link says
REPEATS = 3  # rounds of a recursion that are shown
CYCLE = 16  # frames of a round at most
GROUP = getattr(builtins, "BaseExceptionGroup", ())  # since Python 3.11
CAUSE = "The above exception was the direct cause of the following exception:"
CONTEXT = "During handling of the above exception, another exception occurred:"
# Whatever a class of the user's says of them.
CAUSE_OF, CONTEXT_OF = BaseException.__cause__.__get__, BaseException.__context__.__get__
IS_CUT_OFF = BaseException.__suppress_context__.__get__
TRACE_OF = BaseException.__traceback__.__get__


def describe(error, sources):
    """The `error` member of a result."""
    for attempt in _describe, _describe_plainly:
        try:
            return attempt(error, sources)
        except Exception:
            pass
    return nameless(error)  # a hostile exception: its class is all that can be trusted


def _describe(error, sources):
    chain = _chain(error)
    kept, hidden = fold([_collapse(_entries(link)) for link, _ in chain])
    lines, links = [], []
    for index, (link, reason) in enumerate(chain):
        if kept[index] is None:
            continue
        if lines and reason:
            lines += ["", reason, ""]
        if hidden and index == hidden[0] and not hidden[1]:
            lines += ["… {:,} frames …".format(hidden[2]), ""]
        rendered, frames = _render(link, kept[index], hidden if hidden and
                                   hidden[0] == index else None, sources)
        lines += rendered
        if link is not error:
            links.append({"name": shortened(_name(type(link)), PLACE),
                          "value": shortened(_value(link), PLACE),
                          "relation": "cause" if chain[index + 1][1] is CAUSE else "context",
                          "frames": frames})
    if any(network.is_behind(link) for link, _ in chain) and network.is_disabled():
        lines.append(network.NOTE)
    name = shortened(_name(type(error)), NAME)
    return {"name": name, "value": _value(error), "traceback": cut(lines),
            "frames": frames, "chain": links}


def _describe_plainly(error, sources):
    """Of the exception alone, without Python's own modules, which the code may have broken."""
    lines, frames = ["Traceback (most recent call last):"], []
    for step in _entries(error)[-FRAMES:]:
        summary = Summary(step, sources)
        frames.append(_frame(summary, sources))
        lines.append('  File "%s", line %d, in %s' % (summary.filename, summary.lineno, summary.name))
        if summary.line:
            lines.append("    " + summary.line)
    name, value = shortened(_name(type(error)), NAME), _value(error)
    lines += ("%s: %s" % (name, value) if value else name).split("\n")
    return {"name": name, "value": value, "traceback": cut(lines), "frames": frames, "chain": []}


class Summary:
    """What a step of a traceback says, with the line if it is a cell's."""

    def __init__(self, step, sources):
        code = step.tb_frame.f_code
        self.filename, self.lineno, self.name = code.co_filename, step.tb_lineno, code.co_name
        lines = sources.get(code.co_filename, ("",))[0].split("\n")
        self.line = "".join(lines[self.lineno - 1:self.lineno]).strip()


def cut(lines):
    """The first and the last lines, if there are too many."""
    lines = [shortened(each, VALUE) for each in lines]
    first = _fitting(lines)
    if first == len(lines):
        return lines
    last = _fitting(lines[:first - 1:-1])
    left_out = len(lines) - first - last
    if not left_out:
        return lines
    return lines[:first] + ["… {:,} lines …".format(left_out)] + lines[first + left_out:]


def _fitting(lines):
    """How many fit into half of the room."""
    room = TEXT // 2
    for index, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0 or index == LINES // 2:
            return index
    return len(lines)


def _chain(error):
    """The exceptions in printed order, each with the words that join it to the one before."""
    chain, seen = [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if CAUSE_OF(error) is not None:
            before, reason = CAUSE_OF(error), CAUSE
        elif IS_CUT_OFF(error):
            before, reason = None, None
        else:
            before, reason = CONTEXT_OF(error), CONTEXT
        if before is None or id(before) in seen:
            reason = None
        chain.append((error, reason))
        error = before
    chain.reverse()
    return chain


def _entries(error):
    """The traceback's steps outside the agent, and outside what it called to reach the cell."""
    entries, step, inside, ours = [], TRACE_OF(error), False, True
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        inside = inside or name.startswith("<cell ")
        ours = name.startswith("_sandbox_agent/") or ours and name.endswith("timeit.py")
        if not ours:
            entries.append(step)
        elif not inside:
            entries.clear()
        step = step.tb_next
    return entries


def trim(error):
    """Takes the agent's frames out of the exception's own traceback."""
    if error is not None:
        error.__traceback__ = _trace(_entries(error))


def _trace(steps):
    trace = None
    for step in reversed(steps):
        trace = TracebackType(trace, step.tb_frame, step.tb_lasti, step.tb_lineno)
    return trace


def _collapse(entries):
    """The steps of a recursion's first rounds, each last one with what was left out after it.

    Triples: a step, how many rounds are left out, and of how many frames a round is.
    """
    codes = [step.tb_frame.f_code for step in entries]  # equal ones can be of different files
    keys = [(code.co_filename, code, step.tb_lineno) for code, step in zip(codes, entries)]
    result, at = [], 0
    while at < len(entries):
        size, rounds = _rounds(keys, at)
        shown = min(rounds, REPEATS) * size
        result += [[step, 0, size] for step in entries[at:at + shown]]
        result[-1][1] = rounds - min(rounds, REPEATS)
        at += rounds * size
    return result


def _rounds(keys, at):
    """The length of the shortest round that begins here and comes again, and how often it does."""
    for size in range(1, CYCLE + 1):
        rounds = 1
        while keys[at:at + size] == keys[at + rounds * size:at + (rounds + 1) * size]:
            rounds += 1
        if rounds > REPEATS:
            return size, rounds
    return 1, 1


def fold(groups, limit=FRAMES):
    """Keeps the first and last frames over all groups of a chain.

    Gives the groups, None where one is left out, and where frames are hidden: the group after
    whose so many frames the hole is, and its size.
    """
    total = sum(len(group) for group in groups)
    if total <= limit and len(groups) <= limit:
        return groups, None
    half = limit // 2
    kept, at, hidden = [], 0, None
    empty = max(0, len(groups) - limit)  # exceptions without frames count as well
    for index, group in enumerate(groups):
        head = group[:max(0, half - at)]
        tail = group[max(0, len(head), len(group) - max(0, half - (total - at - len(group)))):]
        at += len(group)
        far = half <= index < len(groups) - half and empty
        if len(head) + len(tail) < len(group) or (far and not group):
            if hidden is None:
                hidden = [index, len(head), 0]
            hidden[2] += len(group) - len(head) - len(tail)
            if not head and not tail and index != len(groups) - 1:
                kept.append(None)
                if hidden[0] == index:
                    hidden[0] = index + 1
                continue
        kept.append(head + tail)
    return kept, hidden


def _render(error, steps, hidden, sources):
    """Lines and frames of one exception of a chain."""
    trace = _trace([step for step, _, _ in steps])
    if isinstance(error, GROUP):
        from . import groups
        described = groups.describe(error, trace, _member_trace)
    else:
        described = alone(error, trace)
    if isinstance(getattr(described, "exceptions", None), list):
        _trim_members(described)
        described.stack = OwnStack(described.stack)
        return "".join(described.format(chain=False)).rstrip("\n").split("\n"), \
            [_frame(frame, sources) for frame in described.stack]
    lines, frames, others = [], [], Counter()
    if steps:
        lines.append("Traceback (most recent call last):")
    for index, (summary, (step, repeats, size)) in enumerate(zip(described.stack, steps)):
        if hidden and index == hidden[1] and index:
            lines += note(others) + ["  … {:,} frames …".format(hidden[2])]
        frames.append(_frame(summary, sources, step.tb_frame))
        if frames[-1]["package"]:
            others[frames[-1]["package"]] += 1
        else:
            lines += note(others)
            for text in traceback.StackSummary.from_list([summary]).format():
                lines += text.rstrip("\n").split("\n")
        if repeats:
            packages = [each["package"] for each in frames[-size:]]
            if all(packages):
                others.update(packages * repeats)
            else:
                what = "line" if size == 1 else "%d frames" % size
                lines += note(others)
                lines.append("  [Previous %s repeated %d more time%s]"
                             % (what, repeats, "" if repeats == 1 else "s"))
    lines += note(others)
    for text in described.format_exception_only():
        lines += shortened(text, VALUE).rstrip("\n").split("\n")
    return lines, frames


def alone(error, trace):
    """Python's description of this exception alone: with a deep chain it would take minutes."""
    links = error.__cause__, error.__context__, error.__suppress_context__
    error.__cause__ = error.__context__ = None
    try:
        return traceback.TracebackException(type(error), error, trace)
    finally:
        error.__cause__, error.__context__, error.__suppress_context__ = links


def _member_trace(error):
    return _trace(_entries(error)[:FRAMES // 2])


def _trim_members(described):
    """Leaves the members of a group the user's frames: a library that describes one has ours."""
    for member in described.exceptions or ():
        if member is not None:
            kept = [f for f in member.stack if not f.filename.startswith("_sandbox_agent/")]
            member.stack = OwnStack(kept[:FRAMES // 2])
            _trim_members(member)


def _frame(summary, sources, frame=None):
    cell = sources.get(summary.filename)
    return {"file": shortened(summary.filename, PLACE), "line": summary.lineno or 0,
            "function": shortened(summary.name, PLACE), "source": shortened(summary.line or "", PLACE),
            "cell": cell[1] if cell else None, "package": None if cell else package(summary, frame)}


def _name(kind):
    module = kind.__module__
    if module in ("builtins", "__main__"):
        return kind.__qualname__
    return "%s.%s" % (module, kind.__qualname__)


def _value(error):
    try:
        text = str(error)
    except BaseException:
        text = "<exception str() failed>"
    return shortened(text, VALUE)
