"""A question that names what the corpus is about -> what may stand there instead without making it less clear.

"PostgreSQL" in every other question tells nobody anything. A command in capitals belongs to a language: "which SQL
command". Where the corpus itself shortens the name, so do those who ask.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from kgsynth.engines.extractive.candidates import Candidate

_OF_A_LANGUAGE = re.compile(r"\b(?P<language>[A-Z]{2,6}) (?:command|statement)s?\b")
_OFTEN = 20  # times that a corpus calls its commands those of a language
_IN_CAPITALS = re.compile(r"(?:With )?[A-Z]{2,}(?: [A-Z]{2,})*\.?")


def language_of(texts: Iterable[str]) -> str:
    """The language that a corpus says its commands belong to: ``SQL``; empty where it seldom speaks so."""
    named = Counter(match["language"] for text in texts for match in _OF_A_LANGUAGE.finditer(text))
    language, times = max(named.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return language if times >= _OFTEN else ""


def respoken(candidate: Candidate, subject: str, language: str, short: str = "") -> Candidate:
    """A candidate that knows what may stand for the subject in its question."""
    if not subject or subject not in candidate.question:
        return candidate
    instead = [(subject, short)] if short else []
    if language and is_of_capitals(candidate):
        instead += [(subject, language), (f"{subject} command", f"{language} statement")]
    return replace(candidate, otherwise=tuple(instead))


def is_of_capitals(candidate: Candidate) -> bool:
    """Whether a command in capitals is asked for, of which a manual may have hundreds: ``DROP TABLE``."""
    return candidate.kind in {"factual", "how_to"} and _IN_CAPITALS.fullmatch(candidate.reference) is not None


def put_otherwise(text: str, subject: str, instead: str) -> str:
    """A question with something else in place of the subject."""
    return _named(subject).sub(instead, text)


@lru_cache(maxsize=16)
def _named(subject: str) -> re.Pattern[str]:
    """Where a question names a subject."""
    return re.compile(rf"(?<![\w-]){re.escape(subject)}(?![\w'’-])")
