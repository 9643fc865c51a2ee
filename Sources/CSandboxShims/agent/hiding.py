"""Keeps the agent's frames out of what Python itself shows of tracebacks and stacks, and libraries'
out of what it tells of exceptions that nobody caught."""
import sys

WALKS = ("walk_tb", "walk_stack", "_walk_tb_with_full_positions")
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
    for name in WALKS:
        walk = getattr(traceback, name, None)
        if walk is not None:
            setattr(traceback, name, _hiding(walk))


def _hiding(walk):
    def walk_others(first):
        if first is None:  # it would count the frames from here to its caller's
            return walk(first)
        return (step for step in walk(first) if not is_ours(step[0]))

    walk_others.__name__, walk_others.__doc__ = walk.__name__, walk.__doc__
    return walk_others


def _hide_outer_frames(inspect):
    getouterframes = inspect.getouterframes

    def outer_frames(frame, context=1):
        return [each for each in getouterframes(frame, context) if not is_ours(each.frame)]

    outer_frames.__name__, outer_frames.__doc__ = getouterframes.__name__, getouterframes.__doc__
    inspect.getouterframes = outer_frames


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
        try:
            where = "" if unraisable.object is None else " %r" % (unraisable.object,)
            _print("%s:%s" % (unraisable.err_msg or "Exception ignored in", where), error)
        except Exception:
            if error is not None:
                trim(error)
                unraisable = type(unraisable)((unraisable.exc_type, error, error.__traceback__,
                                               unraisable.err_msg, unraisable.object))
            tell(unraisable)

    return unraisablehook


def _print(heading, error):
    from .tracebacks import describe
    lines = [heading] + describe(error, {})["traceback"]
    sys.stderr.write("\n".join(lines) + "\n")
