"""Scened -> what terms and notices settle: on what condition, where, how, what for."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.inversion import is_last
from kgsynth.engines.extractive.scenes.scened import Scened
from kgsynth.language.bundled import noun_types
from kgsynth.language.clauses import Oblique
from kgsynth.language.pipelines import name_type
from kgsynth.language.words import content_words

_WEIGHT = 0.45
_FEWEST = 2  # telling words of a question
_BESIDE = frozenset("behind beside under above below near opposite across inside outside".split())
_WITHIN = frozenset({"in", "at", "on"})
_ROOMS = frozenset(
    "room cabinet yard floor building box shelf hall office desk drawer cupboard locker loft cellar attic roof quay "
    "beach entrance reception canteen laboratory lab bench wall door gate garden stairs lift corridor garage park "
    "freezer refrigerator store warehouse factory plant site portal folder register card".split()
)
_MANNER = re.compile(
    r"over the air|in writing|by (?:hand|telephone|phone|post|e-mail|email|mail|radio|train|courier|cable|video|lot|"
    r"[a-z]+ing .+)|(?:via|through) .+|free of charge|"
    r"with (?:one|an?|the|two|its|their) (?!exception|help|aim|view|regard|same)[a-z].+"
)
_ONLY_IF = re.compile(r"^(?:only )?(?:if|provided(?: that)?|as long as|on condition that|unless) ")


def on_what_condition(frame: Scened) -> Iterator[Candidate]:
    """``Guests may park in the yard if they leave a key.`` -> On what condition may guests park in the yard?"""
    clause = frame.clause
    if not frame.opens or not clause.subject:
        return
    for adverbial in clause.adverbials:
        told = frame.cut(adverbial.tokens)
        if not _ONLY_IF.match(told) or told.startswith("unless") or not is_last(frame.tokens, adverbial.tokens):
            continue
        tail = frame.since(adverbial.tokens[0])
        only = adverbial.tokens[0].i and adverbial.tokens[0].nbor(-1).lower_ == "only"
        asked = frame.inverted([adverbial.tokens[0].nbor(-1), *tail] if only else tail)
        if asked is None or len(content_words(asked)) < _FEWEST or not _has_a_subject(adverbial.head):
            continue
        may = clause.verb.lower_ in {"may", "can"}
        lead = "On what condition" if may or adverbial.mark != "if" else "When"
        yield from frame.candidate(f"{lead} {asked}", f"{'only ' if only else ''}{told}", "condition", _WEIGHT)


def _has_a_subject(verb: Token) -> bool:
    return any(child.dep_.startswith("nsubj") for child in verb.children)


def where_told(frame: Scened) -> Iterator[Candidate]:
    """``Spare keys hang in the red cabinet.`` -> Where do spare keys hang?"""
    clause = frame.clause
    if clause.negated or not clause.subject or clause.copula is not None or clause.head.lemma_ in _NO_PLACE:
        return
    for oblique in clause.obliques:
        goes = oblique.preposition == "to" and clause.head.lemma_ in _MOTION and oblique.head.pos_ in {"NOUN", "PROPN"}
        if oblique.tokens[0].i < clause.head.i or not (goes or _is_place(oblique.preposition, oblique.head)):
            continue
        tokens = _with_what_follows(frame, oblique)
        asked = frame.without(tokens)
        if asked is not None and len(content_words(asked)) >= _FEWEST and len(tokens) <= _LONGEST:
            yield from frame.candidate(f"Where {asked}", frame.cut(tokens), "place", _WEIGHT)
        return


def _with_what_follows(frame: Scened, place: Oblique) -> list[Token]:
    """A place with the next that narrows it down: "in the red cabinet in the yard"."""
    last = place.tokens[-1].i
    for oblique in frame.clause.obliques:
        if oblique.tokens[0].i == last + 1 and _is_place(oblique.preposition, oblique.head):
            last = oblique.tokens[-1].i
    return [token for token in frame.tokens if place.tokens[0].i <= token.i <= last]


def where_it_is(frame: Scened) -> Iterator[Candidate]:
    """``The workshop is on the third floor.`` -> Where is the workshop?"""
    clause = frame.clause
    case = next((child for child in clause.head.lefts if child.dep_ == "case"), None)
    if clause.copula is None or case is None or clause.negated or clause.auxiliaries or not frame.opens:
        return
    if not _is_place(case.lower_, clause.head) or clause.subject[0].lower_ in {"it", "they", "there", "a", "an"}:
        return
    told = frame.after_verb()
    if len(told.split()) <= _LONGEST:
        yield from frame.candidate(f"Where {clause.verb.lower_} {frame.possessed}", told, "place", _WEIGHT)


_MOTION = frozenset("go send forward move deliver return bring take ship travel post".split())
_NO_PLACE = frozenset("depend rely base insist decide agree result focus apply belong refer count consist name".split())
_LONGEST = 16  # words of a place


def _is_place(preposition: str, head: Token) -> bool:
    if preposition in _BESIDE:
        return head.pos_ in {"NOUN", "PROPN"}
    noun = head.lower_.removesuffix("s")
    place = noun_types().get(noun) == "PLACE" or noun in _ROOMS or name_type(head) in {"LOC", "GPE", "PLACE"}
    return preposition in _WITHIN and place


def how_done(frame: Scened) -> Iterator[Candidate]:
    """``Alarms are confirmed with one tap.`` -> How are alarms confirmed?"""
    if not frame.clause.passive or frame.clause.negated:
        return
    for tokens, match in frame.phrases(_MANNER):
        asked = frame.without(tokens)
        near = tokens[0].head.head.i == frame.clause.head.i or tokens[0].head.i == frame.clause.head.i
        apart = not any(
            token.lower_ in {"and", "or"} for token in frame.since(frame.clause.head) if token.i < tokens[0].i
        )
        if asked is not None and near and apart and len(content_words(asked)) >= _FEWEST and "," not in match.group():
            yield from frame.candidate(f"How {asked}", match.group(), "how_to", _WEIGHT)
        return


_RESTRICTED = re.compile(
    r"(?P<lead>for|on|to|with|in) (?P<noun>(?:[a-z-]+ )?[a-z]+s) (?P<told>(?:that|which|who|with|without) .+)"
)


def for_which(frame: Scened) -> Iterator[Candidate]:
    """``A second oar is paid for boats that carry more than six.`` -> For which boats is a second oar paid?"""
    if frame.clause.negated:
        return
    for tokens, match in frame.phrases(_RESTRICTED):
        asked = frame.inverted(frame.since(tokens[0]))
        if asked is not None and len(content_words(asked)) >= _FEWEST and tokens[-1].i == frame.since(tokens[0])[-1].i:
            told = f"{match['lead']} {match['noun']} {match['told']}"
            yield from frame.candidate(f"{match['lead']} which {match['noun']} {asked}", told, "factual", _WEIGHT)
        return


def from_whom(frame: Scened) -> Iterator[Candidate]:
    """``The licence is available from the harbour office.`` -> From whom is the licence available?"""
    clause = frame.clause
    if clause.copula is None or clause.head.lower_ != "available" or clause.negated or not frame.opens:
        return
    for oblique in clause.obliques:
        if oblique.preposition in {"from", "at", "in", "on"} and is_last(frame.tokens, oblique.tokens):
            asked = frame.inverted(frame.since(oblique.tokens[0]))
            lead = "From whom" if oblique.preposition == "from" else "Where"
            if asked is not None:
                yield from frame.candidate(f"{lead} {asked}", frame.cut(oblique.tokens), "place", _WEIGHT)
