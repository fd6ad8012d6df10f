"""Scened -> how much, how many and what share, where a figure stands beside its unit."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.scenes.scened import Scened
from kgsynth.engines.extractive.scenes.scened_times import NUMBER, UNIT
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.words import content_words

_WEIGHT = 0.45
_FEWEST = 2  # telling words of a question
_UP_TO = r"(?:(?:at least|at most|up to|no more than|about|less than|more than|nearly|only) )?"
_MONEY = (
    rf"{_UP_TO}(?:[€$£]\d[\d.,]*|"
    r"\d[\d.,]*(?: (?:thousand|million|billion))? (?:euros?|dollars?|pounds?|francs?|EUR|USD|GBP))"
    r"(?: (?:per|an?) [a-z]+)?"
)
_PAID = re.compile(rf"(?P<at>at |for )?(?P<sum>{_MONEY})")
_SHARE = re.compile(rf"(?P<share>{_UP_TO}{NUMBER} (?:percent|per cent|%)) of (?P<whole>(?!it\b|them\b|\d).+)")
_FIGURE = re.compile(
    rf"{_MONEY}|{_UP_TO}\d[\d.,]*(?: (?:million|billion|thousand))? ?[a-zA-Z°%µ][\w°/²³%]*(?: per [a-z]+)?"
)


def how_much(frame: Scened) -> Iterator[Candidate]:
    """``Keepers are paid 40 euro for each night.`` -> How much are keepers paid for each night?"""
    if frame.clause.negated or frame.clause.copula is not None:
        return
    for tokens, match in frame.phrases(_PAID):
        asked = frame.without(tokens)
        if asked is not None and len(content_words(asked)) >= _FEWEST:
            lead = "At what rate" if match["at"] == "at " and " per " in match["sum"] else "How much"
            lead = (
                "For how much"
                if match["at"] == "for "
                else "At what price"
                if match["at"] and lead != "At what rate"
                else lead
            )
            put = f"{lead} {asked}"
            if re.search(r"\b(?:fixed|set|capped|frozen)$", asked):
                put = f"What {asked} at"
            yield from frame.candidate(
                put, match["sum"] if put.startswith(("How", "What", "For")) else match.group(), "numeric", _WEIGHT
            )
        return


def what_share(frame: Scened) -> Iterator[Candidate]:
    """``The panels supply 31 percent of the power.`` -> What share of the power do the panels supply?"""
    if frame.clause.negated or frame.clause.copula is not None:
        return
    for tokens, match in frame.phrases(_SHARE):
        asked = frame.inverted(frame.since(tokens[0]))
        if asked is not None and tokens[-1].i >= frame.after(frame.clause.head)[-1].i:
            yield from frame.candidate(f"What share of {match['whole']} {asked}", match["share"], "numeric", _WEIGHT)
        return


def what_figure(frame: Scened) -> Iterator[Candidate]:
    """``Revenue was 4.2 million euro in 2024.`` -> What was revenue in 2024?"""
    clause = frame.clause
    if (
        (clause.copula is None and clause.head.lemma_ != "be")
        or clause.negated
        or not clause.subject
        or clause.auxiliaries
    ):
        return
    told = bare(frame.cut([token for token in frame.tokens if token.i > clause.verb.i]))
    match = re.match(rf"(?P<figure>{_FIGURE.pattern})(?P<rest> (?:in|for|per|on|at) [^,]+)?$", told)
    if match is not None and clause.subject[-1].i + 1 == clause.verb.i and not frame.subject_words.startswith("it"):
        asked = f"What {clause.verb.lower_} {frame.possessed}{match['rest'] or ''}"
        yield from frame.candidate(asked, match["figure"], "numeric", _WEIGHT)


def how_many_of_two(frame: Scened) -> Iterator[Candidate]:
    """``The agency bought 40 boats and 12 nets in 2024.`` -> How many boats and nets did the agency buy in 2024?"""
    if frame.clause.negated or frame.clause.copula is not None:
        return
    form = re.compile(rf"(?P<a>{NUMBER}) (?P<as>[a-z]+s) and (?P<b>{NUMBER}) (?P<bs>[a-z]+s)")
    for tokens, match in frame.phrases(form):
        asked = frame.without(tokens)
        if asked is not None:
            yield from frame.candidate(
                f"How many {match['as']} and {match['bs']} {asked}", match.group(), "numeric", _WEIGHT
            )
        return


_COUNTED = re.compile(rf"{_UP_TO}(?P<number>{NUMBER}) (?P<what>(?:[a-z-]+ ){{0,2}}[a-z]+s)")
_NOT_COUNTED = re.compile(rf"\b(?:euros?|dollars?|pounds?|percent|times|ways|forms|{UNIT})$")


def how_many_told(frame: Scened) -> Iterator[Candidate]:
    """``The blood bank uses forty probes for plasma.`` -> How many probes does the blood bank use for plasma?"""
    clause = frame.clause
    if clause.negated or clause.copula is not None or frame.adds:
        return
    for tokens, match in frame.phrases(_COUNTED):
        counted = any(token.dep_ == "obj" and token.head.i == clause.head.i for token in tokens)
        asked = frame.without(tokens) if counted and not _NOT_COUNTED.search(match["what"]) else None
        if asked is not None:
            yield from frame.candidate(f"How many {match['what']} {asked}", match.group(), "numeric", _WEIGHT)
        return
