"""Markdown -> the same with blanks for code and comments, so that what is found in it is markup. Linear in time."""

import re
from collections.abc import Iterator

_LONGEST_CODE = 2_000
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_TICKS = re.compile(r"(?<!\\)`+")


def without_code(text: str, body_start: int = 0) -> str:
    """As long as the text, with blanks in place of front matter, code and comments: offsets stay true."""
    for find in (_fences, _comments, _code_spans):
        text = _blanked(text, find(text, body_start))
    return _blanked(text, iter([(0, body_start)]))


def _blanked(text: str, spans: Iterator[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _fences(text: str, at: int) -> Iterator[tuple[int, int]]:
    """A fence that is never closed reaches to the end."""
    opened, mark = -1, ""
    for line in text[at:].splitlines(keepends=True):
        match = _FENCE.match(line.rstrip())
        if opened < 0 and match:
            opened, mark = at, match[1]
        elif opened >= 0 and line.strip().startswith(mark) and not line.strip().strip(mark[0]):
            yield opened, at + len(line)
            opened = -1
        at += len(line)
    if opened >= 0:
        yield opened, at


def _comments(text: str, at: int) -> Iterator[tuple[int, int]]:
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        yield start, end + 3
        at = end + 3


def _code_spans(text: str, at: int) -> Iterator[tuple[int, int]]:
    """A run of back-ticks closes with the next of its length, in the same paragraph."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(text, at)]
    following: dict[int, int] = {}
    closing = [-1] * len(runs)
    for i in range(len(runs) - 1, -1, -1):
        length = runs[i][1] - runs[i][0]
        closing[i] = following.get(length, -1)
        following[length] = i
    for (start, _), close in zip(runs, closing, strict=True):
        end = runs[close][1] if close >= 0 else -1
        if start >= at and 0 <= end - start <= _LONGEST_CODE and "\n\n" not in text[start:end]:
            yield start, end
            at = end
