"""Which angle brackets are HTML: ``<em>`` is, the ``<file>`` of a manual page is not."""

import re

TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][\w:.-]{0,60})(?P<rest>(?:\s[^<>]{0,2000})?/?)>")

DROPPED_WITH_CONTENT = frozenset({"figure", "script", "style", "svg", "template", "iframe", "object", "head"})

_BLOCK_TAGS = """
address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td
tfoot th thead title tr ul
"""
_INLINE_TAGS = """
a abbr acronym area audio b base bdi bdo big button canvas cite code col colgroup data datalist del dfn em embed
font i iframe img input ins kbd label link map mark meta noscript object output param picture progress q rp rt
ruby s samp script select slot small source span strike strong style sub sup svg template textarea time track tt
u var video wbr
"""
_OFTEN_UNCLOSED_TAGS = "br hr img wbr p li td th tr dd dt tbody thead tfoot colgroup div center details html"
_BLOCK_LIKE = frozenset(_BLOCK_TAGS.split())
_KNOWN = _BLOCK_LIKE | frozenset(_INLINE_TAGS.split())
_OFTEN_UNCLOSED = frozenset(_OFTEN_UNCLOSED_TAGS.split())


class Closings:
    """Where tags and comments are closed. Remembers what it found: all questions together cost one pass."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.found: dict[str, tuple[int, int]] = {}

    def after(self, closing: str, start: int) -> int | None:
        """The end of the first ``closing`` from ``start`` on."""
        asked, place = self.found.get(closing, (start + 1, -1))
        if not (asked <= start and (place < 0 or start <= place)):
            place = self.text.find(closing, start, self.end)
            self.found[closing] = (start, place)
        return None if place < 0 else place + len(closing)


def is_html(tag: re.Match[str], closings: Closings) -> bool:
    """Whether a match of ``TAG`` is markup: it has a form no placeholder has, or a name HTML knows and an end."""
    name = tag["name"].lower()
    if tag["slash"] or "=" in tag["rest"] or tag["rest"].endswith("/") or _is_component(tag["name"]):
        return True
    return name in _OFTEN_UNCLOSED or (name in _KNOWN and closings.after(f"</{tag['name']}>", tag.end()) is not None)


def _is_component(name: str) -> bool:
    return name[0].isupper() and any(letter.islower() for letter in name)


def parts_words(name: str) -> bool:
    """Whether a browser sets the tag's content apart, so that the words on both sides do not touch."""
    return name in _BLOCK_LIKE
