"""Small stand-ins for the classes of `IPython.display`, where IPython isn't installed."""
from .display import DisplayHandle, display


class Rich:
    """Content of one MIME type, from a value, a file or an address."""

    mime = "text/plain"
    binary = False

    def __init__(self, data=None, url=None, filename=None, metadata=None):
        if hasattr(data, "__fspath__"):
            data, filename = None, data
        if filename is not None:
            with open(filename, "rb") as file:
                data = file.read()
            if not self.binary:
                data = data.decode("utf-8")
        if data is None and url is not None:
            raise ValueError("there is no network to load %s from" % url)
        self.data, self.url, self.filename, self.metadata = data, url, filename, metadata

    def _repr_mimebundle_(self, include=None, exclude=None):
        metadata = {self.mime: self.metadata} if self.metadata else {}
        return {self.mime: self.data, "text/plain": repr(self)}, metadata

    def __repr__(self):
        return "<IPython.core.display.%s object>" % type(self).__name__


class Pretty(Rich):
    mime = "text/plain"

    def __repr__(self):
        return str(self.data)


class HTML(Rich):
    mime = "text/html"

    def __html__(self):
        return self.data


class Markdown(Rich):
    mime = "text/markdown"


class SVG(Rich):
    mime = "image/svg+xml"


class Latex(Rich):
    mime = "text/latex"


class Math(Latex):
    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.data = "$\\displaystyle %s$" % self.data.strip("$")


class Javascript(Rich):
    mime = "application/javascript"


class JSON(Rich):
    mime = "application/json"

    def __init__(self, data=None, url=None, filename=None, expanded=False, **metadata):
        super().__init__(data, url, filename, dict(metadata, expanded=expanded))
        if isinstance(self.data, (str, bytes)):
            import json
            self.data = json.loads(self.data)


class Image(Rich):
    binary = True

    def __init__(self, data=None, url=None, filename=None, format=None, width=None, height=None,
                 **metadata):
        import os
        if isinstance(data, str) and os.path.exists(data):
            data, filename = None, data
        for name, value in (("width", width), ("height", height)):
            if value is not None:
                metadata[name] = value
        for name in ("embed", "retina", "unconfined", "alt"):
            metadata.pop(name, None)
        super().__init__(data, url, filename, metadata)
        self.mime = "image/" + (format.lower().replace("jpg", "jpeg") if format else self._kind())

    def _kind(self):
        start = bytes(self.data[:12])
        if start.startswith(b"\xff\xd8"):
            return "jpeg"
        if start.startswith(b"GIF8"):
            return "gif"
        return "webp" if start[8:] == b"WEBP" else "png"


class IFrame:
    def __init__(self, src, width, height, **_):
        self.src, self.width, self.height = src, width, height

    def _repr_html_(self):
        from html import escape
        return '<iframe width="%s" height="%s" src="%s" frameborder="0"></iframe>' % (
            escape(str(self.width)), escape(str(self.height)), escape(str(self.src)))


class Code(Rich):
    def __init__(self, data=None, url=None, filename=None, language=None):
        super().__init__(data, url, filename)
        self.mime, self.language = "text/markdown", language or "python"
        self.data = "```%s\n%s\n```" % (self.language, self.data)


def _function(kind):
    def display_kind(*objects, **options):
        display(*(o if isinstance(o, kind) else kind(o) for o in objects), **options)
    return display_kind


CLASSES = {kind.__name__: kind for kind in (
    Pretty, HTML, Markdown, SVG, Latex, Math, Javascript, JSON, Image, IFrame, Code, DisplayHandle)}
for _each in (Pretty, HTML, Markdown, SVG, Latex, Javascript, JSON):
    CLASSES["display_" + _each.__name__.lower()] = _function(_each)
