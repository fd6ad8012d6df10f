"""Chunk -> whether it says too little to be asked about, or what nobody asks about."""

import re
from functools import lru_cache

from kgsynth.types import Chunk

_DULL = re.compile(
    r"\b(?:release notes?|release \d|changelog|acknowledg\w*|bibliography|index|legal notice|copyright|contributors|"
    r"preface|foreword|table of contents|migration to version|changes|see also|authors?|obsolete|"
    r"(?:structure|audience|conventions|organi[sz]ation) of this \w+|who is this book for|"
    r"about (?:this|the) (?:book|manual)|"
    r"Vorwort|Danksagung\w*|Impressum)\b|서문|머리말|감사의|책의 구조|이 책|คำนำ|สารบัญ|กิตติกรรมประกาศ",
    re.IGNORECASE,
)
_THIN = 120  # characters
_REFERENCES = re.compile(r"#+ *(?:see also|references|further reading|related (?:pages|topics)|links)\b", re.IGNORECASE)


def is_dull(chunk: Chunk) -> bool:
    """Whether a chunk stands on a page that nobody asks about: release notes, licences, indexes."""
    return sounds_dull(chunk.title)


@lru_cache(maxsize=65536)
def sounds_dull(title: str) -> bool:
    """Whether a title is of what nobody asks about."""
    return _DULL.search(title) is not None


def is_thin(chunk: Chunk) -> bool:
    """Whether a chunk says too little to be asked about: a list of references, a foot of a page."""
    return len(chunk.text) < _THIN or bool(_REFERENCES.match(chunk.text))
