"""How many displays a cell may still make. The worker keeps to it, the supervisor sees to it."""


class Allowance:
    def __init__(self, settings):
        self.bytes = settings.get("displayBytes")
        self.count = settings.get("displayCount")
        self.dropped = 0

    def admits(self, size):
        """Takes a display of so many bytes, or counts it as dropped."""
        if (self.count is not None and self.count < 1) or \
                (self.bytes is not None and self.bytes < size):
            self.dropped += 1
            return False
        if self.count is not None:
            self.count -= 1
        if self.bytes is not None:
            self.bytes -= size
        return True
