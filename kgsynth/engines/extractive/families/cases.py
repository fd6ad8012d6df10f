"""Frame -> when, and under what condition, something is so, where a helping verb or "be" says so."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.speaking import has_subject, told
from kgsynth.language.words import content_words

_WEIGHT = 0.4
_CASE = re.compile(r"^(?P<only>only )?(?P<mark>if|when|in case|in the event) (?P<what>.+)$")
_CONDITION = re.compile(
    r"^(?P<mark>only if|only when|as long as|so long as|provided that|provided|on condition that) .+$"
)
_TIME = re.compile(
    r"^(?P<before>(?:(?:right|just|shortly|immediately|only|long) )?)(?P<mark>before|after|once|until|as "
    r"soon as|whenever) (?P<what>.+)$"
)
_POINTING = re.compile(
    r"\b(?:this|these|those|such|you|we|needed|necessary|required|desired|possible|appropriate|applicable|so|present|"
    r"available)\b(?! (?:package|file))"
)
_FEWEST, _LONGEST = 3, 22  # telling words; words


def when_it_is_so(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate can be opened if two keepers agree.`` -> When can OtterGate be opened?"""
    for asked, answer in _parts(frame):
        condition, case, time = _CONDITION.match(answer), _CASE.match(answer), _TIME.match(answer)
        if condition is not None:
            yield from frame.candidate(f"Under what condition {asked}", answer, "condition", _WEIGHT)
        elif case is not None:
            yield from frame.candidate(f"When {asked}", answer, "condition", _WEIGHT)
        elif time is not None:
            lead = "Until when" if time["mark"] == "until" else "When"
            yield from frame.candidate(f"{lead} {asked}", answer.removeprefix("until "), "temporal", _WEIGHT)


def _parts(frame: Frame) -> Iterator[tuple[str, str]]:
    """What is asked in question order, and the occasion that ends the sentence."""
    clause = frame.clause
    helped = bool(clause.auxiliaries) or clause.copula is not None
    if clause.head.lower_ in {"responsible", "able", "capable"}:
        return
    if clause.copula is not None and clause.head.pos_ not in {"ADJ", "VERB"}:
        return
    if not helped or clause.negated or not has_subject(frame, besides=True) or clause.verb.lower_ in {"would", "could"}:
        return
    for token in frame.after(clause.head):
        if token.lower_ not in _OPENERS or token.dep_ not in {"mark", "advmod", "case", "fixed"}:
            continue
        if token.head.head.i != clause.head.i:
            continue  # it belongs to another verb
        first = token.nbor(-1) if token.nbor(-1).lower_ in _BEFORE else token
        answer = told(frame, frame.since(first))
        asked = frame.inverted(frame.since(first))
        enough = 2 if token.lower_ in {"after", "before"} and token.dep_ == "case" else _FEWEST
        whole = (
            len(content_words(answer)) >= enough - 1
            and len(answer.split()) <= _LONGEST
            and not _POINTING.search(answer)
        )
        if whole and asked is not None and len(content_words(asked)) >= 2 and len(asked.split()) >= 4:
            yield asked, answer
        return


_OPENERS = frozenset({"if", "when", "as", "provided", "before", "after", "once", "until", "whenever", "so"})
_BEFORE = frozenset({"only", "right", "just", "shortly", "immediately"})

PATTERNS = (when_it_is_so,)
