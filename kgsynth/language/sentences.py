"""Plain text of any language -> the offsets of its sentences, by rule and without a model.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number, a version or a file name. Thai
has no full stops: there a space ends a clause once the run before it is long enough.
"""

import re
from collections.abc import Iterator

_THAI_CLAUSE = 40

_CLOSERS = "\"'”’»)\\]}〉》」』）】"
_OPENERS = "\"'“‘«([{〈《「『（【¿¡`*"
_STOP = re.compile(rf"(?:[.!?…]+|[।؟۔።]+)[{_CLOSERS}]*(?=\s|$)|[。！？]+[{_CLOSERS}]*")
_THAI_GAP = re.compile(r"(?<=[\u0e00-\u0e7f\d)”\"])[ \u00a0]+(?=[\u0e00-\u0e7f])")
_LAST_WORD = re.compile(rf"[^\s{_OPENERS}]+$")
_NEXT_WORD = re.compile(rf"\s*[{_OPENERS}]*(\S?)")
_LONGEST_WORD = 60

_NEVER_LAST = """
e.g i.e cf vs viz dr mr mrs ms prof rev hon st gen col capt lt sgt gov sen rep pres messrs mme mlle mt ft fig figs
eq eqs sec sect ch chap vol pp p nos ed eds al approx ca resp incl esp est dept univ assn bzw z.b d.h u.a vgl nr p.ex
"""
_SELDOM_LAST = """
etc no u.s u.k u.n e.u d.c a.m p.m ph.d m.d b.a m.a inc ltd co corp jr sr bros jan feb mar apr jun jul aug sep sept
oct nov dec min max avg dev misc usw
"""
_ABBREVIATIONS = frozenset(_NEVER_LAST.split())
_ABBREVIATIONS_THAT_MAY_END = frozenset(_SELDOM_LAST.split())


def sentences(text: str) -> list[tuple[int, int]]:
    """The start and end of each sentence; together they hold all of the text but the blanks between."""
    found, start = [], 0
    for end in _ends(text):
        span = _trim(text, start, end)
        if span[0] < span[1]:
            found.append(span)
        start = end
    return found


def _ends(text: str) -> Iterator[int]:
    stops = sorted({match.end() for match in _STOP.finditer(text) if _is_end(text, match)} | set(_thai_ends(text)))
    yield from (*stops, len(text))


def _thai_ends(text: str) -> Iterator[int]:
    start = 0
    for gap in _THAI_GAP.finditer(text):
        if gap.start() - start >= _THAI_CLAUSE and not text[gap.start() - 1].isdigit():
            yield gap.start()
            start = gap.end()


def _is_end(text: str, stop: re.Match[str]) -> bool:
    """Whether the full stop (or what stands for it) ends a sentence, seen from the words on both sides."""
    marks = stop[0].rstrip(_CLOSERS.replace("\\", ""))
    following = _NEXT_WORD.match(text, stop.end())
    initial = following[1] if following else ""
    if marks in ("...", "…", "....") or marks.strip(".…") == "":
        if len(marks) > 1 or marks == "…":
            return not (initial.islower() or _stands_for_words(text, stop))
    elif marks != ".":
        return not (initial.islower() and len(marks) == 1 and stop[0] != marks)
    return not initial or _full_stop_ends(text, stop, initial)


def _stands_for_words(text: str, dots: re.Match[str]) -> bool:
    """Whether dots stand for words between words in capitals, as in ``INSERT ... VALUES``."""
    before = _word_before(text, dots.start() - 1)
    after = text[dots.end() : dots.end() + _LONGEST_WORD].split(maxsplit=1)
    return text.endswith(" ", 0, dots.start()) and before.isupper() and bool(after) and after[0].isupper()


def _full_stop_ends(text: str, stop: re.Match[str], initial: str) -> bool:
    word = _word_before(text, stop.start())
    known = word.lower()
    if known in _ABBREVIATIONS or (initial.islower() and not _starts_identifier(text, stop.end())):
        return False
    if known == "no" or _is_initials(word):
        return not initial.isdigit() and not (len(word) == 1 and initial.isupper())
    return not (known in _ABBREVIATIONS_THAT_MAY_END and not initial.isupper())


def _word_before(text: str, end: int) -> str:
    match = _LAST_WORD.search(text[max(0, end - _LONGEST_WORD) : end])
    return match[0] if match else ""


def _is_initials(word: str) -> bool:
    """ "J" or "U.S", but not "I", which ends sentences ("so do I")."""
    letters = word.split(".")
    return word != "I" and all(len(letter) == 1 and letter.isupper() for letter in letters)


def _starts_identifier(text: str, at: int) -> bool:
    """Whether what comes may begin a sentence, though it is in lower case: ``git_push``, ``npm.cmd``, ``--x``."""
    word = text[at : at + _LONGEST_WORD].split(maxsplit=1)
    return bool(word) and any(mark in word[0].rstrip(".,;:!?") for mark in "_.-/()=") and not word[0][0].isupper()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    return end - len(stretch.lstrip()), start + len(stretch.rstrip())
