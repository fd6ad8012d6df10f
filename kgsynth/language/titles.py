"""A title -> the name of a command and what it is for, where it has both."""

import re

from kgsynth.language.bundled import verb_lemma

_GLOSSED = re.compile(r"^`?(?P<name>[a-z][\w.+]*(?:[- ][a-z]\w*)*)`? +[-–—] +(?P<gloss>[a-z]+ .+)$")


def glossed(title: str) -> re.Match[str] | None:
    """The ``name`` of a command and its ``gloss``, where a title has both: ``otter - open a sluice``."""
    match = _GLOSSED.match(title)
    words = re.sub(r"^[a-z]+ly ", "", match["gloss"]).split() if match is not None else []
    return match if words and verb_lemma(words[0], "VB") == words[0] else None
