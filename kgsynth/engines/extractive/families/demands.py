"""Frame -> what something must do or needs, what must be done to it, and when."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.speaking import has_subject, is_all, told
from kgsynth.language.words import content_words

_WEIGHT = 0.35
_MUST = frozenset({"must", "should", "shall"})
_OCCASION = re.compile(
    r"^(?P<deed>.+?),? (?P<when>(?:right |just |shortly |immediately )?(?:before|after|when|whenever|if|once|"
    r"as soon as|until|while|"
    r"unless) .+)$"
)
_STATE = re.compile(r"^(?:be|have|know|remain|exist|want|seem|appear|consider|note|remember|look)\b")
_FEWEST = 2  # telling words


def what_it_must_do(frame: Frame) -> Iterator[Candidate]:
    """``Each keeper must sign the book before entering a pond.`` -> What must each keeper do before entering a pond?"""
    clause = frame.clause
    if not _demands(frame) or clause.passive or clause.copula is not None:
        return
    deed = told(frame, frame.after(clause.verb))
    if _STATE.match(deed):
        return
    match = _OCCASION.match(deed)
    verb = clause.verb.lower_
    if match is not None and len(content_words(match["when"])) >= _FEWEST:
        yield from frame.candidate(
            f"What {verb} {frame.subject_words} do {match['when']}", match["deed"], "how_to", _WEIGHT
        )


def when_it_must(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate must be shut before the tide turns.`` -> When must OtterGate be shut?"""
    clause = frame.clause
    if not _demands(frame) or not (clause.passive or clause.objects):
        return
    match = _OCCASION.match(told(frame, frame.after(clause.verb)))
    if match is None or match["when"].split()[0] not in _TIMES or len(content_words(match["deed"])) < 1:
        return
    if len(match["when"].split()) >= 4:
        yield from frame.candidate(
            f"When {clause.verb.lower_} {frame.subject_words} {match['deed']}", match["when"], "temporal", _WEIGHT
        )


_TIMES = frozenset(
    {"right", "just", "shortly", "immediately", "before", "after", "when", "whenever", "once", "as", "while"}
)


def how_it_must_be(frame: Frame) -> Iterator[Candidate]:
    """``Letters to OtterDB must be sealed with wax.`` -> What must be done with letters to OtterDB?"""
    clause = frame.clause
    if not _demands(frame) or not clause.passive:
        return
    deed = told(frame, frame.after(clause.verb))
    if (
        _OCCASION.match(deed)
        or len(content_words(deed)) <= _FEWEST
        or re.match(r"^be (?:able|noted|said|seen)\b", deed)
    ):
        return
    answer = f"{frame.subject_words} {clause.verb.lower_} {deed}"
    yield from frame.candidate(
        f"What {clause.verb.lower_} be done with {frame.subject_words}", answer, "how_to", _WEIGHT
    )


def _demands(frame: Frame) -> bool:
    clause = frame.clause
    return has_subject(frame) and clause.verb.lower_ in _MUST and not clause.negated


_NEEDS = re.compile(
    r"^(?P<verb>requires|require|needs|need) (?P<what>(?!to )[^,;]+?)(?: (?P<end>(?:before|when|if|in order to|to|for) "
    r"[^,;]+))?$"
)


def what_it_needs(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate requires a key to open the sluice.`` -> What does OtterGate require to open the sluice?"""
    clause = frame.clause
    if not has_subject(frame) or clause.auxiliaries or clause.negated or clause.passive:
        return
    match = _NEEDS.match(told(frame, frame.since(clause.verb)))
    if match is None or not is_all(match["what"]) or len(content_words(match["what"])) < _FEWEST:
        return
    do = "does" if clause.verb.tag_ == "VBZ" else "do"
    asked = f"What {do} {frame.subject_words} {match['verb'].removesuffix('s')} {match['end'] or ''}"
    yield from frame.candidate(asked.strip(), match["what"], "factual", _WEIGHT)


PATTERNS = (what_it_must_do, when_it_must, how_it_must_be, what_it_needs)
