"""`display` and its kin: objects become bundles of MIME types."""
import sys
from binascii import b2a_base64

from .channel import shared
from .texts import shortened

METHODS = (
    ("_repr_html_", "text/html"), ("_repr_markdown_", "text/markdown"),
    ("_repr_svg_", "image/svg+xml"), ("_repr_png_", "image/png"), ("_repr_jpeg_", "image/jpeg"),
    ("_repr_pdf_", "application/pdf"), ("_repr_latex_", "text/latex"),
    ("_repr_json_", "application/json"), ("_repr_javascript_", "application/javascript"),
)
BINARY = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")
PLAIN = 1 << 20  # characters of a text form


def display(*objects, include=None, exclude=None, metadata=None, display_id=None, update=False,
            raw=False, clear=False, transient=None, **_):
    """Shows each object as one output; with an id the output can be replaced later."""
    if clear:
        clear_output(wait=True)
    handle = None
    if display_id is not None or update:
        handle = DisplayHandle(None if display_id is True else display_id)
    kind = "update_display_data" if update else "display_data"
    for value in objects:
        if raw:
            send(kind, dict(value), dict(metadata or {}), handle)
        else:
            show(value, kind, handle, metadata, include, exclude)
    return handle if display_id is not None and not update else None


def update_display(value, *, display_id, **options):
    """Replaces what was displayed with this id."""
    display(value, display_id=display_id, update=True, **options)


def publish_display_data(data, metadata=None, *, transient=None, update=False, **_):
    identifier = (transient or {}).get("display_id")
    handle = DisplayHandle(identifier) if identifier else None
    send("update_display_data" if update else "display_data", dict(data), metadata or {}, handle)


def clear_output(wait=False):
    """Removes the cell's output so far; with `wait`, when there is more."""
    shared().display({"type": "clear_output", "data": {}, "metadata": {}, "wait": bool(wait)})


class DisplayHandle:
    """An output that can be updated."""

    def __init__(self, display_id=None):
        if display_id is None:
            from binascii import hexlify
            from posix import urandom
            display_id = hexlify(urandom(16)).decode()
        self.display_id = str(display_id)

    def display(self, value, **options):
        display(value, display_id=self.display_id, **options)

    def update(self, value, **options):
        update_display(value, display_id=self.display_id, **options)

    def __repr__(self):
        return "<DisplayHandle display_id=%s>" % self.display_id


def show(value, kind, handle=None, metadata=None, include=None, exclude=None):
    """Sends one object's bundle; one that shows itself is left to it."""
    own = method(value, "_ipython_display_")
    if own is not None:
        own()
        return
    data, extra = bundle(value, include, exclude)
    extra.update(metadata or {})
    send(kind, data, extra, handle)


def send(kind, data, metadata, handle=None):
    message = {"type": kind, "data": clean_bundle(data), "metadata": jsonable(metadata)}
    if handle is not None:
        message["display_id"] = handle.display_id
    if shared().forked:
        print(data.get("text/plain", ""))
    else:
        shared().display(message)


def bundle(value, include=None, exclude=None):
    """MIME types and metadata of an object. A broken representation is left out."""
    data, metadata = {}, {}
    own = method(value, "_repr_mimebundle_")
    if own is not None:
        given = attempt(lambda: own(include=include, exclude=exclude))
        if isinstance(given, tuple):
            given, metadata = given[0], dict(given[1] or {})
        data.update(given or {})
    for name, mime in METHODS:
        if mime not in data and not (mime in BINARY and "image/png" in data):
            represent = method(value, name)
            given = attempt(represent) if represent is not None else None
            if isinstance(given, tuple) and len(given) == 2:
                given, metadata[mime] = given
            if given is not None:
                data[mime] = given
    figure = figure_png(value) if "matplotlib.figure" in sys.modules else None
    if figure is not None:
        data["image/png"] = figure
    if "text/plain" not in data:
        data["text/plain"] = plain(value)
    if include:
        data = {mime: content for mime, content in data.items() if mime in include}
    for mime in exclude or ():
        data.pop(mime, None)
    return data, metadata


def figure_png(value):
    if not isinstance(value, sys.modules["matplotlib.figure"].Figure):
        return None
    from . import plots
    return plots.shown(value)


def method(value, name):
    """A representation method of the object, not of a class that is displayed itself."""
    if isinstance(value, type):
        return None
    try:
        # Objects which answer to every name would answer to this one too.
        if hasattr(value, "_ipython_canary_method_should_not_exist_"):
            return None
        found = getattr(value, name, None)
    except Exception:
        return None
    return found if callable(found) else None


def attempt(function):
    """The function's value; a failure is told on stderr and is no failure of the cell."""
    try:
        return function()
    except NotImplementedError:
        return None
    except Exception as error:
        from .tracebacks import describe
        print("\n".join(describe(error, {})["traceback"]), file=sys.stderr)
        return None


def plain(value):
    """`repr`, over several lines for containers too wide for one."""
    try:
        text = repr(value)
        if len(text) > 79 and type(value) in (dict, list, tuple, set, frozenset) \
                and len(text) < 1 << 16:
            from pprint import pformat
            options = {"sort_dicts": False}
            text = pformat(value, width=79, compact=False, **options)
    except Exception as error:
        text = "<%s object, whose repr() raised %s>" % (type(value).__name__, type(error).__name__)
    if not isinstance(text, str):
        text = "<unprintable>"
    return shortened(text, PLAIN)


def clean_bundle(data):
    """Text as text, bytes as base64, JSON as JSON."""
    result = {}
    for mime, content in data.items():
        if isinstance(content, (bytes, bytearray, memoryview)):
            content = bytes(content)
            if mime in BINARY or not (mime.startswith("text/") or mime.endswith("+xml")):
                content = b2a_base64(content, newline=False).decode("ascii")
            else:
                content = content.decode("utf-8", "replace")
        elif isinstance(content, str):
            content = str(content)
        elif content is None:
            continue
        else:
            content = jsonable(content)
        result[str(mime)] = content
    return result


def jsonable(value, depth=0):
    """A copy that JSON can hold: no other types, no NaN, no bottomless nesting."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if value - value == 0 else None
    if depth > 200:
        return None
    if isinstance(value, dict):
        return {str(key): jsonable(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(item, depth + 1) for item in value]
    if hasattr(value, "tolist"):
        return jsonable(value.tolist(), depth + 1)
    return plain(value)
