"""Markdown text -> the same with the words of its links alone, for patterns that read names out of running text."""

import re

_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]+(?:\n[^\[\]\n]+)?)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]\n]*\])")
_STRONG = re.compile(r"\*\*(?=\S)(?P<text>[^*\n]+)(?<=\S)\*\*")


def unlinked(text: str) -> str:
    """A text without the targets of links and without strong emphasis.

    >>> unlinked("[Otterd](https://otterd.example) is **the** keeper.")
    'Otterd is the keeper.'
    """
    if "](" in text or "][" in text:
        text = _LINK.sub(lambda match: match["text"], text)
    return _STRONG.sub(lambda match: match["text"], text) if "**" in text else text


def running(text: str) -> str:
    """A text without links and emphasis, each paragraph on one line."""
    return _WRAPPED.sub(" ", unlinked(text))


_WRAPPED = re.compile(r"(?<=[\w,;)”\"'’`])\n(?=[A-Za-z(“\"`])(?![^\n]*\n: )")
