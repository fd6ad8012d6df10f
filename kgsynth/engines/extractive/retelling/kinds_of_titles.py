"""Chunks -> what the pages say that the things in their titles are: the page "Otter 2" says that it is a sensor."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgsynth.engines.extractive.naming import heading_text
from kgsynth.types import Chunk

_STOP = re.compile(
    r"[,;:.()]| (?:for|of|in|with|to|that|which|who|whose|used|on|at|from|by|where|when|as|between|into|built|made|"
    r"designed|than|is)\b"
)
_LONGEST_TITLE, _LONGEST_KIND = 4, 5  # words
_EMPTY = frozenset(
    "name part piece set way kind type sort form term example version fork page guide list place".split()
)


@dataclass(frozen=True, slots=True)
class TitleKind:
    """What a thing with a page or a section of its own is.

    Attributes:
        name: as a sentence names it: ``the Otter 2``.
        noun: ``sensor``.
    """

    name: str
    noun: str


def kinds_of_titles(chunks: Iterable[Chunk]) -> Mapping[str, TitleKind]:
    """What is said of the names in titles, by the title; nothing of one that is said to be two things."""
    found: dict[str, TitleKind] = {}
    for chunk in chunks:
        text = chunk.text.replace("`", "")
        for title in {heading_text(title): None for title in (chunk.title, *chunk.headings)}:
            kind = _kind(title, text) if title not in found and f"{title} is " in text else None
            if kind is not None:
                found[title] = kind
    return found


def _kind(title: str, text: str) -> TitleKind | None:
    if not title[:1].isalnum() or len(title.split()) > _LONGEST_TITLE:
        return None
    said = re.search(
        rf"(?:^|(?<=[.] ))(?P<name>(?:The )?{re.escape(title)}) is (?:an?|the|our) (?P<what>[^\n]+)", text, re.M
    )
    what = _STOP.split(said["what"], maxsplit=1)[0].split() if said is not None else []
    if said is None or not 1 <= len(what) <= _LONGEST_KIND or not re.fullmatch(r"[a-z]{3,}", what[-1]):
        return None
    if what[-1] in _EMPTY or ("and" in what and what.index("and") == len(what) - 2):
        return None
    return TitleKind(re.sub(r"^The ", "the ", said["name"]), what[-1])
