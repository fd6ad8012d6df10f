"""Scened -> who: the person, the office or the group that does something or is something."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.scenes.scened import Scened
from kgsynth.engines.extractive.wording import bare, third_person
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.pipelines import name_type
from kgsynth.language.words import content_words

_WEIGHT = 0.45
_FEWEST = 2  # telling words of what somebody does
_ROLE = re.compile(
    r"(?:manager|director|officer|lead|leader|head|chief|owner|team|council|group|board|committee|department|secretary|"
    r"engineer|technician|assistant|auditor|clerk|nurse|teacher|reception|author|founder|chair|chairman|designer|buddy|"
    r"inspector|driver|member|colleague|operator|laboratory|trainer|partner|contractor|supplier)s?"
)
_FULL_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:van|de|von|der|da|di|la|le))?(?: [A-Z][\w'’-]+)+")
_PEOPLE = re.compile(rf"{_FULL_NAME.pattern}(?:,? and {_FULL_NAME.pattern}|, {_FULL_NAME.pattern})*")
_STATES = frozenset("be have seem remain become come".split())


def who_does(frame: Scened) -> Iterator[Candidate]:
    """``The duty lead checks the list each month.`` -> Who checks the list each month?"""
    clause = frame.clause
    if (
        clause.negated
        or clause.passive
        or clause.copula is not None
        or not frame.opens
        or not clause.finite
        or clause.head.lemma_ in _STATES
    ):
        return
    if not is_somebody(frame, clause.subject) or frame.adds:
        return
    rest = [token for token in frame.tokens if token.i > clause.subject[-1].i]
    predicate = _single(clause.verb, bare(frame.cut(rest)))
    if predicate is not None and len(content_words(predicate)) >= _FEWEST:
        yield from frame.candidate(f"Who {predicate}", frame.cut(clause.subject), "factual", _WEIGHT)


def who_is(frame: Scened) -> Iterator[Candidate]:
    """``The keeper of the lock is Ada Wren.`` -> Who is the keeper of the lock?"""
    clause = frame.clause
    if clause.copula is None or clause.negated or clause.auxiliaries or not clause.subject:
        return
    told = frame.after_verb()
    if _PEOPLE.fullmatch(told) and re.search(rf"\b{_ROLE.pattern}\b", frame.cut(clause.subject)):
        yield from frame.candidate(f"Who {clause.verb.lower_} {frame.possessed}", told, "factual", _WEIGHT)


def by_whom_told(frame: Scened) -> Iterator[Candidate]:
    """``Keys are handed out by the head of the mill.`` -> By whom are keys handed out?"""
    clause = frame.clause
    if not clause.passive or clause.negated or not clause.agent or not is_somebody(frame, clause.agent):
        return
    first = clause.agent[0].i - 1
    tokens = [token for token in frame.tokens if first <= token.i <= clause.agent[-1].i]
    asked = frame.without(tokens) if tokens and tokens[0].lower_ == "by" else None
    if asked is not None and len(content_words(asked)) >= _FEWEST:
        put = _actively(frame, asked) or f"By whom {asked}"
        yield from frame.candidate(put, frame.cut(clause.agent), "factual", _WEIGHT)


def _actively(frame: Scened, asked: str) -> str | None:
    """``are keys handed out at noon`` -> "Who hands keys out at noon"; None where the form of the verb is not known."""
    clause = frame.clause
    base = verb_lemma(clause.head.lower_, "VBN")
    be, done = clause.verb.lower_, clause.head.text
    start = f"{be} {frame.subject_words} {done}"
    if base is None or len(clause.auxiliaries) != 1 or be not in _BE or not asked.startswith(start):
        return None
    if be in {"was", "were"} and not done.endswith("ed"):
        return None
    form = third_person(base) if be in {"is", "are"} else done
    return f"Who {form} {frame.subject_words}{asked.removeprefix(start)}"


_BE = frozenset({"is", "are", "was", "were"})


def to_whom(frame: Scened) -> Iterator[Candidate]:
    """``Ada Wren reports to Otis Pike.`` -> To whom does Ada Wren report?"""
    clause = frame.clause
    if clause.negated or clause.copula is not None or frame.adds:
        return
    for oblique in clause.obliques:
        whom = [token for token in oblique.tokens if token.i >= oblique.tokens[0].i + 1]
        if oblique.preposition != "to" or not whom or not is_somebody(frame, whom):
            continue
        asked = frame.without(oblique.tokens)
        if asked is not None and len(content_words(asked)) >= _FEWEST:
            yield from frame.candidate(f"To whom {asked}", frame.cut(whom), "factual", _WEIGHT)
        return


def is_somebody(frame: Scened, tokens: Sequence[Token]) -> bool:
    """Whether words are people with their full names, or one who is known by an office: ``the duty lead``."""
    words = [token for token in tokens if not token.is_punct]
    phrase = frame.cut(words)
    if not words or len(words) > 8 or re.search(r"\b(?:who|which|that|this|these|another|other|same|only)\b", phrase):
        return False
    if re.fullmatch(rf"{_FULL_NAME.pattern}['’]s (?:office|team|group|department)", phrase):
        return True
    if _PEOPLE.fullmatch(phrase):
        return name_type(words[-1]) == "PERSON" or _is_called_so(frame, phrase)
    head = re.sub(r" (?:of|for|in|at) .+$", "", phrase).split()[-1]
    person = noun_types().get(head.lower()) == "PERSON" or _ROLE.fullmatch(head) is not None
    definite = (
        re.match(r"^(?:the|[Tt]he) [a-z-]+(?: |$)|^(?:[Tt]wo|[Aa] second|[Tt]he chief) [a-z]+", phrase) is not None
    )
    told = " " in re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", phrase)
    return person and definite and told


def _is_called_so(frame: Scened, phrase: str) -> bool:
    """Whether the page calls people by one of the names alone."""
    return any(re.search(r"\b(?:[Hh]e|[Ss]he)\b", frame.said.chunk.text) for _ in phrase[:1])


def _single(verb: Token, predicate: str) -> str | None:
    """What one does, as "who" takes it: ``check the list`` -> "checks the list"."""
    first, _, rest = predicate.partition(" ")
    if first.lower() != verb.lower_ or verb.tag_ != "VBP":
        return {"are": "is", "have": "has", "were": "was"}.get(first, first) + (f" {rest}" if rest else "")
    base = verb_lemma(first, "VB") or verb_lemma(first, "VBP")
    return f"{third_person(base)} {rest}".strip() if base else None
