"""Frame -> questions about what comes of something, when it does, and what it takes."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import is_last, is_whole
from kgsynth.engines.extractive.reading.fragments import opens_plainly
from kgsynth.engines.extractive.wording import bare, lower_first, without_article
from kgsynth.language.clauses import Adverbial, Clause, subtree

ACTIONS = frozenset(
    "use run set specify add create edit install type press execute call choose select open write put enter "
    "define configure enable disable start stop restart pass give change modify replace remove delete copy append "
    "boot mount launch reload compile build generate download import check connect register "
    "send move reboot insert mark list show read search".split()
)
_STATES = frozenset(
    "require allow enable have mean indicate imply need want wish like know appear seem contain include remain "
    "exist".split()
)
_EMPTY = frozenset("occur happen apply be become exist arise".split())  # nothing is done
_TIMES = frozenset({"if", "when", "once", "before", "after", "until", "whenever", "as soon as"})


def what_if(frame: Frame) -> Iterator[Candidate]:
    """``If the file is missing, the server stops.`` -> What happens if the file is missing?"""
    opening = fronted(frame, frozenset({"if", "when", "unless"}))
    outcome = outcome_after(frame, opening) if opening else None
    if opening is None or outcome is None or not _has_subject(opening):
        return
    condition = lower_first(frame.cut(opening.tokens))
    outcome = _with_subject(outcome, opening, frame)
    clause = frame.clause
    you = clause.subject_head is not None and clause.subject_head.lower_ == "you"
    told_as_past = opening.head.tag_ == "VBD" and clause.verb.tag_ != "VBD"
    if re.match(r"^(?:if|when|unless) (?:that|this|these|those|it|they) ", condition):
        return
    if len(condition.split()) < 4 or told_as_past or (clause.negated and you):
        return
    if you and clause.verb.lower_ in {"can", "must", "should"} and clause.head.lemma_ in ACTIONS:
        yield from frame.candidate(f"What {clause.verb.lower_} you do {condition}", outcome, "how_to", 0.8)
    elif re.search(r"\byou\b", condition):
        return
    elif _does_something(frame, outcome):
        lead = clause.verb.lower_ if clause.auxiliaries else "does" if clause.verb.tag_ == "VBZ" else "do"
        yield from frame.candidate(f"What {lead} {frame.cut(clause.subject)} do {condition}", outcome, "condition", 1.0)
    elif _is_event(clause) and not _says_nothing_new(outcome, condition):
        yield from frame.candidate(f"What happens {condition}", outcome, "condition", 0.8)


def _is_event(clause: Clause) -> bool:
    """Whether a clause tells what comes of something: no advice, no possibility, no state of things."""
    plain = not clause.auxiliaries or clause.verb.lower_ in {"will", "is", "are", "was", "were"}
    told = plain and clause.copula is None and bool(clause.subject) and clause.finite
    return told and clause.head.lemma_ not in _STATES


def _says_nothing_new(outcome: str, condition: str) -> bool:
    """Whether what comes of it is only that it is so: ``--style=short is given`` - the short style is used."""
    said = set(re.findall(r"[a-z]+", condition.lower()))
    told = [word for word in re.findall(r"[a-z]+", outcome.lower()) if word not in said and word not in _OF_ANYTHING]
    return bool(_USED.search(outcome)) and len(told) <= 1


_USED = re.compile(r"\b(?:used|applied|selected|chosen|set|enabled|assumed)$")
_OF_ANYTHING = frozenset("the a an is are be will used applied selected chosen set enabled assumed this that".split())


def _has_subject(opening: Adverbial) -> bool:
    return any(token.dep_ in {"nsubj", "nsubj:pass", "nsubjpass", "csubj"} for token in opening.head.children)


def _with_subject(outcome: str, opening: Adverbial, frame: Frame) -> str:
    """``it stops`` -> ``the server stops``, where the condition's subject is the only thing "it" can be."""
    subject = next((subtree(t) for t in opening.head.children if t.dep_ in {"nsubj", "nsubj:pass", "nsubjpass"}), ())
    head = frame.clause.subject_head
    if (
        head is None
        or head.lower_ not in {"it", "they"}
        or frame.clause.copula is not None
        or not subject
        or len(subject) > 5
    ):
        return outcome
    acts = not any(token.dep_ in {"aux:pass", "cop", "auxpass"} for token in opening.head.children)
    fits = acts and subject[-1].pos_ == "NOUN" and (subject[-1].tag_ == "NNS") == (head.lower_ == "they")
    if not fits or not outcome.lower().startswith(head.lower_ + " "):
        return outcome
    return f"the {without_article(frame.cut(subject))}{outcome[len(head.text) :]}"


def outcome_after(frame: Frame, opening: Adverbial) -> str | None:
    """The words that follow a clause at the front and its comma."""
    end = None if frame.clause.imperative or not frame.clause.subject else _end(frame)
    rest = frame.text[opening.tokens[-1].idx + len(opening.tokens[-1].text) : end]
    match = re.match(r"^\s*,\s*(?:then\s+)?(?P<outcome>.+)$", rest)
    return bare(opens_plainly(match["outcome"])) if match else None


def _end(frame: Frame) -> int:
    return frame.tokens[-1].idx + len(frame.tokens[-1].text)


def _does_something(frame: Frame, outcome: str) -> bool:
    """Whether the outcome is an act of something named ("AIDE records them"), so that it can be asked for by name."""
    clause = frame.clause
    if not clause.subject or clause.passive or clause.copula is not None or clause.negated:
        return False
    simple = clause.verb.tag_ in {"VBZ", "VBP"} if not clause.auxiliaries else clause.verb.lower_ == "will"
    subject = frame.cut(clause.subject)
    if clause.head.lemma_ in _EMPTY or (clause.head.lemma_ == "take" and "place" in outcome.split()):
        return False
    acts = simple and len(clause.auxiliaries) <= 1 and not subject.startswith("-")
    return acts and outcome.startswith(subject) and frame.names(subject) and clause.head.lemma_ not in _STATES


def fronted(frame: Frame, marks: frozenset[str]) -> Adverbial | None:
    """The clause that opens the sentence, where one of some words introduces it."""
    for adverbial in frame.clause.adverbials:
        first = adverbial.tokens[0].i == frame.tokens[0].i
        opens = frame.text[adverbial.tokens[0].idx :].lower().startswith(adverbial.mark)
        if adverbial.mark in marks and first and opens and is_whole(adverbial.tokens):
            return adverbial
    return None


def when_it_happens(frame: Frame) -> Iterator[Candidate]:
    """``The postrm script runs once the files are gone.`` -> When does the postrm script run?"""
    clause = frame.clause
    if clause.copula is not None or clause.negated or not frame.opens or clause.head.lemma_ in _ASKING:
        return
    for adverbial in clause.adverbials:
        before = adverbial.tokens[0].nbor(-1) if adverbial.tokens[0].i else adverbial.tokens[0]
        if (before.tag_ in {"VBN", "VBD"} and before.i != clause.head.i) or re.search(
            r"\byou\b", frame.cut(adverbial.tokens)
        ):
            continue
        if adverbial.mark == "if" and clause.auxiliaries:
            continue
        if adverbial.mark not in _TIMES or not is_last(frame.tokens, adverbial.tokens):
            continue
        told = frame.cut(adverbial.tokens)
        asked = frame.inverted(frame.since(adverbial.tokens[0]))
        lead = "Until when" if adverbial.mark == "until" else "When"
        full = _has_subject(adverbial) and clause.verb.lower_ not in {"would", "could"} and 4 <= len(told.split()) <= 16
        if asked is not None and full and len(asked.split()) >= 4:
            yield from frame.candidate(f"{lead} {asked}", told, "temporal", 0.8)


_ASKING = frozenset(
    "indicate show tell know determine decide define specify say see control detect check test notice".split()
)


def in_case_of(frame: Frame) -> Iterator[Candidate]:
    """``In case of a leak, the pump stops.`` -> What does the pump do in case of a leak?"""
    clause = frame.clause
    match = re.match(
        r"^(?P<case>(?:[Ii]n case of|[Dd]uring|[Oo]n|[Uu]pon|[Aa]fter|[Bb]efore) (?!the other|average|top|this|"
        r"that|first)[^,0-9]{4,60}), ",
        frame.whole,
    )
    if match is None or not clause.subject or clause.subject[0].idx - frame.tokens[0].idx < match.end():
        return
    if clause.passive or clause.copula is not None or clause.auxiliaries:
        return
    subject = frame.cut(clause.subject)
    acts = frame.names(subject) and clause.head.lemma_ not in _STATES and not clause.negated
    if acts and clause.verb.tag_ in {"VBZ", "VBP"} and clause.head.lemma_ not in _EMPTY:
        does = "does" if clause.verb.tag_ == "VBZ" else "do"
        answer = frame.whole[match.end() :]
        yield from frame.candidate(
            f"What {does} {frame.subject_words} do {lower_first(match['case'])}", answer, "condition", 0.9
        )


def what_it_takes(frame: Frame) -> Iterator[Candidate]:
    """``The ssh-agent package is needed to store keys.`` -> What is needed to store keys?"""
    clause = frame.clause
    if not clause.passive and clause.head.lower_ not in {"necessary", "required"}:
        return
    if clause.head.lower_ not in {"needed", "required", "necessary"} or clause.negated or not frame.opens:
        return
    goal = frame.cut(frame.after(clause.head))
    subject = frame.cut(clause.subject)
    plain = clause.subject_head is not None and clause.subject_head.pos_ in {"NOUN", "PROPN", "X"}
    if re.match(r"^(?:to [a-z]+|for|in order to) ", goal) and plain and len(subject.split()) <= 12:
        yield from frame.candidate(
            f"What {clause.verb.lower_} {clause.head.lower_} {goal}".replace("are", "is", 1), subject, "factual", 0.8
        )


def before_and_after(frame: Frame) -> Iterator[Candidate]:
    """``The pool must be locked before the disk is moved.`` -> What must be done before the disk is moved?"""
    clause = frame.clause
    if clause.verb.lower_ not in {"must", "should"} or clause.negated or not frame.opens or not clause.passive:
        return
    for adverbial in clause.adverbials:
        first = adverbial.tokens[0]
        if first.lower_ in {"before", "after"} and is_last(frame.tokens, adverbial.tokens):
            told = bare(frame.text[clause.subject[0].idx : first.idx])
            asked = f"What {clause.verb.lower_} be done {frame.cut(adverbial.tokens)}"
            yield from frame.candidate(asked, told, "how_to", 0.8)
