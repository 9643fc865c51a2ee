"""Keeps the agent's frames out of what Python itself shows of tracebacks and stacks, and libraries'
out of what it tells of exceptions that nobody caught."""
import sys

TRACES = ("walk_tb", "_walk_tb_with_full_positions")
start = None  # the code that the interpreter was given, which loads the agent


def install(hooks):
    global start
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
    start = frame.f_code
    hooks.after_import("traceback", hide_frames)
    hooks.after_import("inspect", _hide_outer_frames)
    hooks.after_import("threading", _tell_ends_of_threads)
    sys.unraisablehook = _telling(sys.unraisablehook)


def is_ours(frame):
    code = frame.f_code
    return code.co_filename.startswith("_sandbox_agent/") or code is start


def hide_frames(traceback):
    for name in TRACES:
        if hasattr(traceback, name):
            _wrap(traceback, name, lambda walk, first: (
                step for step in walk(first) if not is_ours(step[0])))
    # None would count the frames from here to its caller's.
    _wrap(traceback, "walk_stack", lambda walk, first: (
        walk(first) if first is None else _users(list(walk(first)), lambda step: step[0])))


def _hide_outer_frames(inspect):
    _wrap(inspect, "getouterframes", lambda outer, frame, context=1: (
        _users(outer(frame, context), lambda each: each.frame)))


def _wrap(module, name, wrapper):
    walk = getattr(module, name)

    def walk_others(*arguments, **options):
        return wrapper(walk, *arguments, **options)

    walk_others.__name__, walk_others.__doc__ = name, walk.__doc__
    setattr(module, name, walk_others)


def _users(steps, frame_of):
    """Without ours, and where there are some, without what lies between the cell and them."""
    others = [each for each in steps if not is_ours(frame_of(each))]
    cells = [place for place, each in enumerate(others)
             if frame_of(each).f_code.co_filename.startswith("<cell ")]
    return others[:cells[-1] + 1] if cells and len(others) < len(steps) else others


def trim(error):
    """Takes them out of an exception's own traceback, if it is there and has some."""
    step = getattr(error, "__traceback__", None)
    while step is not None and not is_ours(step.tb_frame):
        step = step.tb_next
    if step is None:
        return
    try:
        from .tracebacks import trim
        trim(error)
    except Exception:  # the code took away what it needs
        pass


def _tell_ends_of_threads(threading):
    tell = threading.excepthook

    def excepthook(args):
        error = args.exc_value
        if isinstance(error, SystemExit):
            return
        try:
            _print("Exception in thread %s:" % args.thread.name, error)
        except Exception:  # the code took away what it needs
            trim(error)
            tell(args)

    threading.excepthook = threading.__excepthook__ = excepthook


def _telling(tell):
    def unraisablehook(unraisable):
        error = unraisable.exc_value
        if error is None:
            return tell(unraisable)
        try:
            where = "" if unraisable.object is None else " %r" % (unraisable.object,)
            _print("%s:%s" % (unraisable.err_msg or "Exception ignored in", where), error)
        except Exception:
            trim(error)
            tell(type(unraisable)((unraisable.exc_type, error, error.__traceback__,
                                   unraisable.err_msg, unraisable.object)))

    return unraisablehook


def _print(heading, error):
    from .tracebacks import describe
    lines = [heading] + describe(error, {})["traceback"]
    sys.stderr.write("\n".join(lines) + "\n")
