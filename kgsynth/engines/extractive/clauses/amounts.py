"""Frame -> questions about how long, how often, how soon, and what a closed list holds."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import ends
from kgsynth.engines.extractive.reading.entries import list_items
from kgsynth.language.clauses import Oblique
from kgsynth.language.words import content_words

_COUNT = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|sixty|ninety)"
_TIME = r"(?:millisecond|second|minute|hour|day|week|month|year)s?"
_SPAN = rf"(?:(?:at least|at most|up to|no more than) )?{_COUNT} (?:(?:working|business|calendar) )?{_TIME}"
_FOR_SO_LONG = re.compile(rf"^for (?P<told>{_SPAN})$")
_WITHIN = re.compile(rf"^within (?P<told>{_SPAN})$")
_EVERY = re.compile(rf"^(?:every|once (?:an?|every|per)|twice an?|{_COUNT} times (?:an?|per)) (?:{_COUNT} )?{_TIME}$")


def how_long(frame: Frame) -> Iterator[Candidate]:
    """``Readings are kept for 90 days.`` -> For how long are readings kept?"""
    for oblique, text in _last_obliques(frame):
        match = _FOR_SO_LONG.match(text)
        asked = frame.inverted(oblique.tokens) if match else None
        if match is not None and asked is not None and len(content_words(asked)) >= 2:
            yield from frame.candidate(f"For how long {asked}", match["told"], "numeric", 1.0)


def how_soon(frame: Frame) -> Iterator[Candidate]:
    """``A claim is entered within 30 days.`` -> How soon is a claim entered?"""
    for oblique, text in _last_obliques(frame):
        match = _WITHIN.match(text)
        asked = frame.inverted(oblique.tokens) if match else None
        if match is not None and asked is not None and len(content_words(asked)) >= 2:
            yield from frame.candidate(f"How soon {asked}", f"within {match['told']}", "numeric", 1.0)


def how_often(frame: Frame) -> Iterator[Candidate]:
    """``The gateway calls the service every 15 minutes.`` -> How often does the gateway call the service?"""
    clause = frame.clause
    rest = frame.after(clause.head)
    if clause.negated or clause.copula is not None or not clause.subject or not frame.opens:
        return
    for at in range(len(rest)):
        text = frame.cut(rest[at:])
        if len(rest) - at <= 4 and _EVERY.match(text):
            asked = frame.inverted(rest[at:])
            if asked is not None and len(content_words(asked)) >= 2:
                yield from frame.candidate(f"How often {asked}", text, "temporal", 1.0)
            return


def what_are(frame: Frame) -> Iterator[Candidate]:
    """``The supported formats of klm export are CSV and Parquet.`` -> What are the supported formats of klm export?"""
    clause = frame.clause
    if clause.copula is None or clause.copula.lower_ not in {"are", "were"} or clause.auxiliaries or clause.negated:
        return
    subject = frame.cut(clause.subject)
    plural = re.match(r"^[Tt]he (?:[\w-]+ ){0,3}[a-z-]+s(?: (?:of|for|in) .+)?$", subject) is not None
    told = frame.after_verb()
    asked = frame.inverted(frame.after(clause.copula)) if plural else None
    if asked is not None and len(list_items(told)) >= 2 and clause.subject[-1].i + 1 == clause.copula.i:
        yield from frame.candidate(f"What {asked}", told, "list", 1.0)


def _last_obliques(frame: Frame) -> Iterator[tuple[Oblique, str]]:
    """The obliques that end the clause, in words."""
    if not frame.clause.negated and frame.clause.subject and frame.opens:
        for oblique in frame.clause.obliques:
            if ends(frame.tokens, oblique):
                yield oblique, frame.cut(oblique.tokens)
