"""What a cell may still display. The worker keeps to it; the supervisor sees to the bytes."""

OVERHEAD = 128  # bytes that each message is taken to cost beside its own


class Allowance:
    """So many outputs that stand at once, and so many bytes in all.

    An update changes an output that stands, and clearing makes room again, so a progress display
    goes on as long as its bytes last.
    """

    def __init__(self, settings):
        self.bytes = settings.get("displayBytes")
        self.count = self.room = settings.get("displayCount")
        self.dropped = 0

    def is_full(self):
        """Whether no more outputs may stand at once."""
        return self.room is not None and self.room < 1

    def admits(self, size, kind=None):
        """Takes a message of so many bytes, or counts it as dropped."""
        size += OVERHEAD
        adds = kind not in ("clear_output", "update_display_data")
        if (adds and self.is_full()) or \
                (self.bytes is not None and self.bytes < size):
            self.dropped += 1
            return False
        if self.bytes is not None:
            self.bytes -= size
        if kind == "clear_output":
            self.room = self.count
        elif adds and self.room is not None:
            self.room -= 1
        return True
