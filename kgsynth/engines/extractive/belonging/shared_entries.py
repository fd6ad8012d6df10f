"""Texts -> the names that entries of several pages explain each in their own way: ``depth`` of two pumps.

What such a name means can only be told with the page that it is of.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kgsynth.engines.extractive.naming import heading_text
from kgsynth.types import Chunk

_ENTRY = re.compile(
    r"^(?:#{2,6} +`?(?P<titled>[A-Za-z][\w.-]*\w)`?|`(?P<term>[A-Za-z][\w.-]*\w)`) *\n+"
    r"(?P<said>(?:: *)?(?:[^\n#]+\n*){1,9})",
    re.MULTILINE,
)
_TELLING = 240  # characters by which two entries are held against each other
_HEAD = re.compile(r"^(?P<head>[A-Za-z][\w.-]*\w)(?:\(\d\w?\))?(?:: | [-–—] |$)")


def shared_entries(chunks: Iterable[Chunk]) -> frozenset[str]:
    """The names that have entries on several pages which do not say the same."""
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for chunk in chunks:
        for match in _ENTRY.finditer(chunk.text):
            name = match["titled"] or match["term"]
            said[name].setdefault(chunk.document_id, " ".join(match["said"].split())[:_TELLING])
    return frozenset(name for name, told in said.items() if _differ(told))


def _differ(told: Mapping[str, str]) -> bool:
    return len(told) > 1 and len(set(told.values())) > 1


def head_of_page(chunk: Chunk) -> str:
    """The name that opens the title of a page, where that is one word: ``punt`` of "punt: push boats along"."""
    match = _HEAD.match(heading_text(chunk.title))
    return match["head"] if match is not None else ""
