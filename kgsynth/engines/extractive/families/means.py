"""Frame -> questions about by what means, where and when something is done, beyond those that a command answers."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.conditions import ACTIONS
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import is_last
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words

_WEIGHT = 0.4
_FEWEST = 2  # telling words of a question
_LONGEST, _LONGEST_PLACE = 30, 12  # words of an answer
_MEANS = re.compile(
    r"^(?:by (?:way of|means of|(?:only |simply |just |first |directly )?[a-z]+ing)|via|using|thanks to|with "
    r"(?:the help of|the aid of|.*\b(?:command|option|tool|script|utility|program|package|keyword|directive|parameter|"
    r"software|module|editor|server|interface|key)s?\b)) .+$|^with [^,]*\b(?:command|option|tool|script|utility|"
    r"program|"
    r"package|keyword|directive|parameter|software|module|editor|interface|key)s?$"
)
_NO_DEED = frozenset("involve mean require consist imply include contain allow have provide appear seem".split())
_TAKES_WITH = frozenset(
    "comply deal start begin end cope agree interact associate provide fill replace ship come work".split()
)
_TIME = re.compile(
    r"^(?:at (?:boot|installation|install|start|run|compile|creation|login|startup|every|each)"
    r"|during|on (?:each|every|boot|startup|start|the first)|upon|every|each) .*$|"
    r"^(?:immediately |right |shortly )?(?:after|before) .*(?:tion|ment|step|boot|phase|upgrade|update|startup|"
    r"login|reboot|"
    r"change|release|freeze|transfer|backup)s?$|^(?:at boot|at startup|on boot|on startup|at run time)$"
)
_LEANING = frozenset("it they this that these those there he she which who such we i".split())


def how_so(frame: Frame) -> Iterator[Candidate]:
    """``Keepers can drain a pond by opening the OtterGate.`` -> How can keepers drain a pond?"""
    clause = frame.clause
    if clause.negated or clause.copula is not None or not _has_plain_subject(frame) or clause.head.lemma_ in _NO_DEED:
        return
    for token in frame.after(clause.head):
        rest = frame.since(token)
        text = bare(frame.cut(frame.after(frame.said.doc[token.i - 1])))
        if token.lower_ == "with" and clause.head.lemma_ in _TAKES_WITH:
            return
        near = clause.head.i in {token.head.i, token.head.head.i} or token.lower_ == "by"
        if near and _MEANS.match(text) and _is_means(token) and is_last(frame.tokens, _without_stop(rest)):
            asked = frame.inverted(rest)
            short = asked is not None and len(content_words(asked)) >= _FEWEST and len(text.split()) <= _LONGEST
            if short and not _STRANDED.search(asked or ""):
                yield from frame.candidate(f"How {asked}", text, "how_to", _WEIGHT)
            return


_STRANDED = re.compile(r" (?:for|to|with|of|on|in|at|from|object)$")


def _is_means(token: Token) -> bool:
    """Whether a word opens a means: a preposition, or the gerund behind "by"."""
    if token.lower_ == "by":
        following = token.nbor(2) if token.nbor(1).pos_ == "ADV" else token.nbor(1)
        return following.tag_ == "VBG" or following.lower_ in {"way", "means"}
    return token.pos_ in {"ADP", "SCONJ", "VERB"}


def _without_stop(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while kept and kept[-1].is_punct:
        kept.pop()
    return kept


def _has_plain_subject(frame: Frame) -> bool:
    head = frame.clause.subject_head
    return head is not None and head.lower_ not in _LEANING and frame.opens


def where_by_path(frame: Frame) -> Iterator[Candidate]:
    """``Keepers write the tide into /srv/tide.`` -> Where do keepers write the tide?"""
    clause = frame.clause
    if clause.negated or not _has_plain_subject(frame) or frame.adds:
        return
    for oblique in clause.obliques:
        text = frame.cut(oblique.tokens)
        if oblique.preposition not in {"in", "under", "at", "into", "from", "inside"} or not re.search(
            r"(?:^| )/\w", text
        ):
            continue
        if is_last(frame.tokens, oblique.tokens) and len(text.split()) <= _LONGEST_PLACE:
            asked = frame.inverted(oblique.tokens)
            if asked is not None and len(content_words(asked)) >= _FEWEST:
                lead = "From where" if oblique.preposition == "from" else "Where"
                yield from frame.candidate(f"{lead} {asked}", text, "place", _WEIGHT)


def when_in_the_course(frame: Frame) -> Iterator[Candidate]:
    """``The OtterGate is tested during every spring tide.`` -> When is the OtterGate tested?"""
    clause = frame.clause
    if clause.negated or clause.copula is not None or not _has_plain_subject(frame):
        return
    for oblique in clause.obliques:
        text = frame.cut(oblique.tokens)
        if re.search(r"\b(?:often|usually|sometimes|generally)\b", frame.whole):
            return
        if (
            _TIME.match(text)
            and not re.match(r"^(?:after|before) any\b", text)
            and is_last(frame.tokens, oblique.tokens)
            and len(text.split()) <= _LONGEST_PLACE
        ):
            asked = frame.inverted(oblique.tokens)
            if asked is not None and len(content_words(asked)) >= _FEWEST:
                yield from frame.candidate(f"When {asked}", text, "temporal", _WEIGHT)


_DEED = re.compile(
    r"^(?:(?:[Yy]ou|[Oo]ne|[Tt]he administrator|[Aa]dministrators|[Uu]sers) (?:can|must|should|need to|needs to|"
    r"have to|"
    r"has to) )?(?P<deed>[A-Za-z]+ .+?),? (?:in order )?to$"
)


_SUBORDINATE = re.compile(r"^(?:If|When|Once|After|Before|While|Unless|On|In|For|With|By|To) ")


def how_to_end(frame: Frame) -> Iterator[Candidate]:
    """``You must shut the OtterGate to drain the pond.`` -> How do you drain the pond?"""
    clause = frame.clause
    for adverbial in clause.adverbials:
        if adverbial.mark not in {"to", "in order to"} or not is_last(frame.tokens, adverbial.tokens):
            continue
        verb = adverbial.head
        goal = frame.cut([token for token in adverbial.tokens if token.i >= verb.i])
        before = frame.cut([token for token in frame.tokens if token.i < verb.i])
        match = _DEED.match(before) if not _SUBORDINATE.match(before) else None
        if match is None or verb.tag_ != "VB" or len(content_words(goal)) < _FEWEST:
            continue
        if clause.passive and frame.opens and clause.verb.lower_ in {"must", "should"} and not clause.negated:
            told = re.sub(r",? (?:in order )?to$", "", before)
            yield from frame.candidate(f"What {clause.verb.lower_} be done to {goal}", told, "how_to", _WEIGHT)
        elif _is_act(match["deed"]):
            yield from frame.candidate(f"How do you {goal}", match["deed"], "how_to", _WEIGHT)


def _is_act(deed: str) -> bool:
    verb = deed.split()[0].lower()
    return verb in ACTIONS and verb_lemma(verb, "VB") == verb
