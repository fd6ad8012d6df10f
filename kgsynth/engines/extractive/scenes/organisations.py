"""Chunks -> the organisation whose documents they are: what "the security policy" is a policy of."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.naming import heading_text
from kgsynth.types import Chunk

_NAME = r"(?:[A-Z][a-z]\w+)(?: [A-Z][a-z]\w+){0,3}"
_TITLED = re.compile(
    rf"^(?:About (?P<about>{_NAME})|"
    rf"(?:The )?(?P<of>{_NAME}?) (?:[Hh]andbook|[Ii]ntranet|[Ww]iki|[Ww]ebsite|[Pp]olicies))$"
)
_IS_ONE = re.compile(
    rf"(?<![\w-])(?P<name>{_NAME}) (?:Ltd|Inc|GmbH|plc|LLC|is an? (?:[\w-]+ ){{0,3}}"
    r"(?:company|charity|cooperative|university|school|college|hospital|agency|firm|manufacturer|bank))\b"
)
_MADE_UP = re.compile(r"\bexamples?\b|\bcase study\b", re.IGNORECASE)
_FEWEST, _SHARE = 2, 0.1  # of the documents, that speak of it


def organisation_of(chunks: Sequence[Chunk]) -> str:
    """The name of the organisation whose documents these are, or an empty string.

    A title has to give it ("About Otterbrook", "Otterbrook handbook"), or a sentence to say that it is a company, and a
    tenth of the documents have to speak of something at, of or to it.
    """
    claimed = {name for chunk in chunks for name in _claims(chunk)}
    spoken = Counter({name: len(_documents_of(name, chunks)) for name in claimed})
    name, count = max(spoken.items(), key=lambda item: (item[1], -len(item[0]), item[0]), default=("", 0))
    return name if count >= max(_FEWEST, _SHARE * len({chunk.document_id for chunk in chunks})) else ""


def _claims(chunk: Chunk) -> Iterator[str]:
    titled = _TITLED.match(heading_text(chunk.title))
    if titled is not None:
        yield titled["about"] or titled["of"]
    if any(_MADE_UP.search(title) for title in (chunk.title, *chunk.headings)):
        return  # the company of a running example
    yield from (match["name"] for match in _IS_ONE.finditer(chunk.text))


def _documents_of(name: str, chunks: Sequence[Chunk]) -> set[str]:
    spoken = re.compile(rf"\b(?:at|of|to|by|from|with) {name}\b|(?<!\w){name} [a-z]+s\b")
    return {chunk.document_id for chunk in chunks if name in chunk.text and spoken.search(chunk.text)}


def whose(name: str) -> str:
    """A name as an owner: ``Otterbrook's``, ``Otter Mills'``."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
