"""Draft of an unanswerable question -> a reason if some chunk may answer it after all."""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from kgsynth.language.words import content_words, squeezed, stem
from kgsynth.types import UNANSWERABLE, Draft


class Check(Protocol):
    """A check, as the gate knows it."""

    name: str

    def check(self, drafts: Sequence[Draft]) -> list[str | None]: ...


_TOLD = 0.34  # of the words that ask: in a chunk that names the thing, so many may be an answer
_ROOT = 5  # letters by which words are compared: "designer" and "designed by" ask the same


class OfAnswerable:
    """A check that lets unanswerable questions through: they have no evidence to hold anything against."""

    def __init__(self, check: Check) -> None:
        self.name = check.name
        self._check = check

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        looked_at = [draft for draft in drafts if draft.question_kind != UNANSWERABLE]
        reasons = iter(self._check.check(looked_at) if looked_at else ())
        return [None if draft.question_kind == UNANSWERABLE else next(reasons) for draft in drafts]


class Unanswered:
    """Refuses questions where a chunk that names the thing also speaks of what is asked about it.

    What is asked about is the first of the scenario's entities; what is asked are the other words of the question.

    Args:
        texts: the text of each chunk with what stands over it, by id.
    """

    name = "unanswered"

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._named: dict[str, tuple[str, ...]] = {}

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) if draft.question_kind == UNANSWERABLE else None for draft in drafts]

    @cached_property
    def _squeezed(self) -> dict[str, str]:
        return {chunk_id: squeezed(text) for chunk_id, text in self._texts.items()}

    def _reason(self, draft: Draft) -> str | None:
        if draft.evidence or not draft.scenario.entities:
            return "no_unanswerable_question"
        name = draft.scenario.entities[0]
        asked = _roots(draft.clean_user_input) - _roots(name) - _FRAME
        if not asked:
            return "asks_nothing"
        named = False
        for chunk_id in self._that_name(name):
            named = True
            told = _roots(self._texts[chunk_id])
            if sum(not told.isdisjoint(_ALIKE.get(word, {word})) for word in asked) >= _TOLD * len(asked):
                return f"answered: {chunk_id}"
        return None if named else "unknown_name"

    def _that_name(self, name: str) -> tuple[str, ...]:
        """The ids of the chunks that name a thing."""
        looked_for = squeezed(name)
        if looked_for not in self._named:
            held = (chunk_id for chunk_id, text in self._squeezed.items() if looked_for in text)
            self._named[looked_for] = tuple(held)
        return self._named[looked_for]


@lru_cache(maxsize=8192)
def _roots(text: str) -> frozenset[str]:
    return frozenset(stem(word)[:_ROOT] for word in content_words(text))


_ALIKE = {
    word: group
    for group in map(
        _roots,
        (
            "license licence copyright gpl bsd",
            "configuration configure conf settings",
            "cost price fee pay charge",
            "founded founder created started launched established born began",
            "released appeared published launched version",
            "introduced added since available version",
            "maintains maintainer maintained develops developed author written team",
            "weigh weight heavy",
            "encrypt cryptography tls ssl secure",
            "owns owner owned chown belongs",
            "permissions rights chmod mode readable access",
            "administrator root superuser sudo privileges",
            "exit status code returns",
            "large largest maximum size limit most upper",
            "memory ram",
            "log syslog logs",
            "rfc standard specification",
            "unit seconds milliseconds bytes kilobytes minutes megabytes",
            "programming language python perl java written",
            "connections clients simultaneous",
            "developers people members contributors",
            "often monthly weekly yearly every",
            "account user",
        ),
    )
    for word in group
}
_FRAME = _roots(
    "option command parameter setting column product tier plan site package program tool file exactly kind sort type "
    "value apply applies month year name number called use used first needs handle have has do does which what please "
    "tell"
)
