"""Statement -> the sentences folded into it: what a second verb, "it" or "which" says of a thing that it names."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.clauses.windows import is_subject
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.naming import names_something
from kgsynth.engines.extractive.wording import upper_first
from kgsynth.language.clauses import Clause, subtree

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_JOINTS = frozenset("and or but nor yet also then thus therefore hence so".split())
_RELATIVE = frozenset({"which", "that"})
_FEWEST, _LONGEST = 3, 12  # words of what is said; of a subject
_LEANS = re.compile(
    r"\b(?:this|these|those|it|its|they|their|he|she|we|you|such|former|latter|other|one)\b", re.IGNORECASE
)


def unfolded(said: Statement) -> Iterator[str]:
    """The sentences folded into a statement.

    ``The otter guards the pond and counts its fish.`` -> The otter counts its fish.
    """
    clause = said.clause
    if (
        said.words.lent.as_it_stands
        or not clause.subject
        or not is_subject(clause)
        or clause.subject_head is None
        or clause.subject[-1].i > clause.verb.i
    ):
        return
    subject = _words(said, clause.subject)
    if len(subject.split()) > _LONGEST or _LEANS.search(subject):
        return
    if names_something(_small(said, subject), said.words.code):
        front = said.words.text[: clause.subject[0].idx]
        for told in _second_acts(said, clause):
            yield f"{front}{subject} {told}."
        yield from _which(said, clause, subject)


def _second_acts(said: Statement, clause: Clause) -> Iterator[str]:
    """What further verbs say of the subject."""
    for head in clause.head.children:
        if head.dep_ != "conj" or clause.negated:
            continue
        subjects = [child for child in head.children if child.dep_.startswith(("nsubj", "csubj", "expl"))]
        if subjects and not _takes_up(subjects[0], clause):
            continue
        helped = _helpers(head, clause)
        tokens = _own(head, {subjects[0].i} if subjects else set())
        asks = bool(tokens) and tokens[0].tag_ in {"WDT", "WP", "WRB", "WP$"}
        if helped is not None and not asks and len(tokens) >= _FEWEST - 1 and _is_unbroken(tokens):
            yield f"{helped}{_words(said, tokens)}"


def _takes_up(subject: Token, clause: Clause) -> bool:
    """Whether the subject of a joined clause is "it" or "they", for the subject of the first."""
    plural = clause.verb.tag_ == "VBP" or clause.verb.lower_ == "were"
    return subject.dep_ != "expl" and subject.lower_ == ("they" if plural else "it") and clause.verb.tag_ != "MD"


def _helpers(head: Token, clause: Clause) -> str | None:
    """The auxiliaries that a further verb shares with the first; None where it cannot stand with them."""
    verb = next((child for child in head.children if child.dep_ in {"aux", "aux:pass", "cop"}), head)
    if verb.tag_ in _FINITE:
        return "" if (verb.tag_ == "VBD") == (clause.verb.tag_ == "VBD") else None  # else it may be a participle
    if head.tag_ not in {"VB", "VBN"} or head.tag_ != clause.head.tag_ or not clause.auxiliaries:
        return None
    return " ".join(token.text for token in clause.auxiliaries) + " "


def _own(head: Token, gone: set[int]) -> tuple[Token, ...]:
    """The words of a joined clause, without what joins it, its subject, and signs at its ends."""
    tokens = [token for token in subtree(head) if token.i not in gone]
    while tokens and (tokens[0].is_punct or tokens[0].lower_ in _JOINTS):
        tokens.pop(0)
    while tokens and tokens[-1].is_punct and tokens[-1].text not in {")", '"', "”"}:
        tokens.pop()
    return tuple(tokens)


def _which(said: Statement, clause: Clause, subject: str) -> Iterator[str]:
    """``The otter is a guard that counts fish``, ``the otter, which counts fish``: the otter counts fish."""
    defined = clause.copula is not None and clause.verb.tag_ == "VBZ" and not clause.negated
    for head in clause.head.children if defined else ():
        relative = head.dep_.endswith("relcl") and next((t for t in head.children if t.dep_.startswith("nsubj")), None)
        if relative and relative.lower_ in _RELATIVE:
            tokens = _own(head, {relative.i})
            acts = not any(child.dep_ == "cop" for child in head.children)
            article = acts and any(child.lower_ in {"a", "an"} for child in clause.head.lefts)
            if article and len(tokens) >= _FEWEST and _is_unbroken(tokens) and _helpers(head, clause) == "":
                yield upper_first(f"{subject} {_words(said, tokens)}.")


def _is_unbroken(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[-1].i - tokens[0].i + 1 == len(tokens)


def _words(said: Statement, tokens: Sequence[Token]) -> str:
    return said.words.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]


def _small(said: Statement, subject: str) -> str:
    """The subject without the capital of a sentence's first word."""
    first = said.clause.subject[0]
    capital = first.i == 0 and first.pos_ != "PROPN" and first.text.istitle()
    return subject[:1].lower() + subject[1:] if capital else subject
