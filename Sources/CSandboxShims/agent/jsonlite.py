"""JSON by the interpreter's C accelerator alone: the `json` package costs 5 ms of the start."""


def _accelerated():
    from _json import encode_basestring, make_encoder, make_scanner

    class Context:
        strict = False
        object_hook = object_pairs_hook = array_hook = None
        parse_float, parse_int, parse_constant = float, int, float
        memo = {}

    scan = make_scanner(Context)
    pieces = make_encoder(None, _refuse, encode_basestring, None, ": ", ", ", False, False, False)

    def loads(data):
        text = data.decode("utf-8")
        try:
            value, end = scan(text, len(text) - len(text.lstrip()))
        except StopIteration:
            raise ValueError("not JSON") from None
        if text[end:].strip():
            raise ValueError("more than one JSON value")
        return value

    def dumps(value):
        return "".join(pieces(value, 0)).encode("utf-8", "replace")

    if loads(dumps({"a": [1, "\u20ac"]})) != {"a": [1, "\u20ac"]}:
        raise ImportError("the accelerator works in another way")
    return loads, dumps


def _portable():
    import json

    def dumps(value):
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_refuse)
        return text.encode("utf-8", "replace")

    return json.loads, dumps


def _refuse(value):
    raise TypeError("%s is not JSON" % type(value).__name__)


try:
    loads, dumps = _accelerated()
except (ImportError, TypeError, AttributeError):
    loads, dumps = _portable()
