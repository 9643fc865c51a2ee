"""Which objects are parts of which, as far as the walk through the cells has come."""

# How much deeper than an object its items and attributes are, and what shows its memory (slices of
# arrays): that is another thing once an element is another, but not once a list has one more.
ITEM, VIEW = 2, 1
DEEPEST = 5 * ITEM
MOST = 30  # names of an object, and its ties that are followed: from its making, and of late
FAR = 200  # objects that a change is followed to


class Objects:
    """The objects that names may stand for, also those that have no name any more.

    Each is tied to others by how deep it is in them, and by the first step from there if one knows:
    a key or an attribute, or the number of what an object was made of.

    A change so deep in one object is a change so deep in another, by how deep the one is in the
    other, or less deep by how deep the other is in it. Above that it isn't changed: a list is
    changed with what it contains, but not what it contains with the list.
    """

    def __init__(self):
        self.count = 0
        self.ties = {}  # of each: others, how deep it is in them, and the first step
        self.names = {}  # that each has had of late
        self.drawings = set()  # figures and axes

    def new(self, found=()):
        """An object that is so deep in others, or contains them where that is negative."""
        self.count += 1
        for other, depth, step in found:
            self.tie(self.count, other, depth, step)
            if other in self.drawings and depth >= 0:
                self.draw(self.count)
        return self.count

    def draw(self, each):
        self.drawings.add(each)
        return each

    def tie(self, one, other, depth, step):
        if one != other and (other, depth, step) not in self.ties.get(one, [])[-MOST:]:
            self.ties.setdefault(one, []).append((other, depth, step))
            self.ties.setdefault(other, []).append((one, -depth, step))

    def name(self, each, name):
        """An object has a name."""
        names = self.names.setdefault(each, {})
        names.pop(name, None)
        names[name] = None
        if len(names) > MOST:
            del names[next(iter(names))]

    def changed(self, found):
        """The objects that change where some change so deep within, each with how deep it does."""
        depths, seen = {}, {}
        waiting = [(*each, None) for each in sorted(found, key=repr)]
        while waiting and len(seen) < FAR:
            each, depth, step, before = waiting.pop()
            if not 0 <= depth <= DEEPEST or seen.get((each, step), -1) >= depth:
                continue
            depths[each] = max(depth, depths.get(each, 0))
            seen[each, step] = depth
            ties = self.ties.get(each, [])
            for other, deeper, further in ties[:MOST] + ties[MOST:][-MOST:]:
                if other != before and (deeper >= 0 or may_be_same(step, further)):
                    waiting.append((other, depth + deeper, further if deeper > 0 else None, each))
        return depths


def may_be_same(step, other):
    """Whether two steps into an object may lead to the same item, as two keys don't."""
    return type(step) is not type(other) or step in (None, other)
