"""What the host asks of the worker in place of running code; an answer is one display."""
import posix

MIME = "application/vnd.swift-python-sandbox.answer+json"


def call(executor, request, number):
    answer = CALLS[request["name"]](executor, request, number)
    if answer is not None:
        executor.channel.display({"type": "display_data", "data": {MIME: answer}, "metadata": {}})


def analyze(executor, request, _):
    from .analysis import analyze
    return analyze(executor, request)


def variables(executor, request, _):
    from .inspector import variables
    return variables(executor, request)


def replay(executor, request, number):
    from .replay import replay
    replay(executor, request, number)


def extract(executor, request, number):
    from .archives import extract
    return extract(executor, request, number)


def install(executor, request, _):
    from .packages import install
    return install(executor, request)


CALLS = {"analyze": analyze, "variables": variables, "replay": replay, "extract": extract,
         "install": install}


class Muted:
    """As a context: what code writes and shows is dropped, and it gets no input."""

    def __init__(self, executor):
        self.channel, self.streams = executor.channel, executor.streams

    def __enter__(self):
        self.channel.muted = True
        for descriptor in (1, 2):
            posix.dup2(self.streams.nothing, descriptor)

    def __exit__(self, *_):
        self.streams.restore()
        self.channel.muted = False
