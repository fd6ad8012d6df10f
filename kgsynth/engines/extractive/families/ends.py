"""Frame -> why something was made or is done, and by what it is told or steered."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import is_last
from kgsynth.engines.extractive.families.speaking import has_subject, is_all, runs_on, told
from kgsynth.language.words import content_words

_WEIGHT = 0.42
_MADE = frozenset(
    "introduced created added designed developed established invented formed adopted chosen modified renamed split "
    "started founded built launched written removed set conceived extended changed replaced moved kept put placed "
    "stored sent collected checked reviewed combined merged divided grouped signed encrypted tested sorted "
    "repeated".split()
)
_DONE = frozenset(
    "use create add keep send check start run install write modify change replace split divide combine store publish "
    "maintain organize read copy move collect sign encrypt mark sort test restart launch execute redirect "
    "forward adopt "
    "choose select develop introduce".split()
)
_SHORTEST = 4  # words of a question


def why_it_was_made(frame: Frame) -> Iterator[Candidate]:
    """``Sluices were introduced to spare the otters a climb.`` -> Why were sluices introduced?"""
    clause = frame.clause
    done = clause.head.lower_ in _MADE if clause.passive else clause.head.lemma_ in _DONE and bool(clause.objects)
    if not done or not has_subject(frame, besides=True) or clause.negated or clause.verb.lower_ in _NOT_A_DEED:
        return
    for adverbial in clause.adverbials:
        first = adverbial.tokens[0]
        if first.lower_ != "to" or adverbial.head.tag_ != "VB" or not is_last(frame.tokens, adverbial.tokens):
            continue
        behind = clause.passive or first.nbor(-1).pos_ in {"NOUN", "PROPN", "PUNCT", "X"}
        asked, aim = frame.inverted(frame.since(first)), told(frame, frame.since(first))
        if not behind or asked is None or runs_on(frame.since(first)):
            continue
        if len(asked.split()) >= _SHORTEST - 1 and len(aim.split()) >= _SHORTEST:
            yield from frame.candidate(f"Why {asked}", aim, "cause", _WEIGHT)


_NOT_A_DEED = frozenset({"can", "may", "could", "must", "should"})
_TOLD_BY = frozenset(
    "described represented identified defined expressed denoted indicated marked designated managed handled configured "
    "controlled protected enabled disabled separated differentiated distinguished recognized sorted ordered grouped "
    "chosen selected restricted determined computed calculated calibrated measured".split()
)
_BY = re.compile(
    r"^(?:either |primarily |mainly )?(?:by|according to|based on|depending on|on the basis of|in accordance with) .+$"
)


def how_it_is_told(frame: Frame) -> Iterator[Candidate]:
    """``Each pond is identified by the colour of its water.`` -> How is each pond identified?"""
    clause = frame.clause
    if not has_subject(frame) or not clause.passive or clause.negated or clause.head.lower_ not in _TOLD_BY:
        return
    after = frame.after(clause.head)
    means = told(frame, after)
    person = after and any(token.tag_ in {"NNP", "NNPS"} for token in after)
    if not _BY.match(means) or person or len(content_words(means)) < 2 or len(means.split()) > 22 or not is_all(means):
        return
    asked = frame.inverted(after)
    if asked is not None and not runs_on(after):
        yield from frame.candidate(f"How {asked}", means, "how_to", _WEIGHT)


_HELPS = re.compile(r"^(?P<verb>helps|help) (?P<what>(?:with |in )?(?:[a-z]+ing) .+)$")


def what_it_helps_with(frame: Frame) -> Iterator[Candidate]:
    """``The otterctl tool helps writing pond reports.`` -> What does the otterctl tool help with?"""
    clause = frame.clause
    if not has_subject(frame) or clause.negated or clause.passive or clause.copula is not None:
        return
    match = _HELPS.match(told(frame, frame.since(clause.head)))
    if match is None or (clause.auxiliaries and clause.verb.lower_ != "can"):
        return
    do = clause.verb.lower_ if clause.auxiliaries else "does" if match["verb"] == "helps" else "do"
    what = re.sub(r"^(?:with|in) ", "", match["what"])
    yield from frame.candidate(f"What {do} {frame.subject_words} help with", what, "purpose", _WEIGHT)


def what_are_some(frame: Frame) -> Iterator[Candidate]:
    """``Popular foods of otters include eels, carp and crabs.`` -> What are some popular foods of otters?"""
    clause = frame.clause
    head = clause.subject_head
    if head is None or head.tag_ not in {"NNS", "NNPS"} or not frame.opens or clause.auxiliaries or clause.negated:
        return
    if clause.head.lemma_ != "include" or len(clause.subject) > 10:
        return
    answer = told(frame, frame.after(clause.head))
    subject = re.sub(r"^the ", "", frame.subject_words)
    several = len(re.findall(r", | and | or ", answer)) >= 2 and len(answer.split()) <= 34
    pointing = re.search(r"\b(?:other|others|these|those|this|its|their|such)\b", subject)
    if several and not pointing and len(content_words(subject)) >= 2:
        yield from frame.candidate(
            f"What are some {subject}", re.sub(r",? (?:etc|and so on)\b.*$", "", answer), "list", _WEIGHT
        )


def since_when(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate has been open since version 2 of the dam.`` -> Since when has OtterGate been open?"""
    clause = frame.clause
    if not has_subject(frame) or clause.negated or clause.verb.lower_ not in {"has", "have"}:
        return
    for oblique in clause.obliques:
        since = told(frame, oblique.tokens)
        if oblique.preposition == "since" and is_last(frame.tokens, oblique.tokens) and re.search(r"\d|[A-Z]", since):
            asked = frame.inverted(oblique.tokens)
            if asked is not None and len(asked.split()) >= _SHORTEST - 1:
                yield from frame.candidate(
                    f"Since when {asked}".replace(" only ", " "), since.removeprefix("since "), "temporal", _WEIGHT
                )


PATTERNS = (since_when, why_it_was_made, how_it_is_told, what_it_helps_with, what_are_some)
