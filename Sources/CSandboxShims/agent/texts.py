"""Texts within bounds."""


def shortened(text, limit):
    """So many characters; the mark tells the host where what was secret may be cut in two."""
    return text if len(text) <= limit else text[:limit] + " …"
