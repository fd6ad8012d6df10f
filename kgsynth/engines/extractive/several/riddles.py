"""A fact -> a name by what it is or does, said at more length than people refer to a thing they know well.

"the program that folds maps" for `mapfold`: what somebody says who wants the thing and has not heard its name.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Definition, Described, Fact, Form, Purpose
from kgsynth.engines.extractive.naming import KINDS
from kgsynth.engines.extractive.several.bridges import bridges, describe
from kgsynth.engines.extractive.several.unnamed import asked_without
from kgsynth.language.bundled import noun_types
from kgsynth.language.words import content_words, squeezed, stem
from kgsynth.types import Chunk

_FEWEST, _MOST = 5, 11  # words
_FEWEST_TELLING = 3
_SHORTEST = 3  # letters of a name
_LEAST = 0.3  # how well a question reads, at least, that needs two passages
_NO_DOERS = frozenset(
    {"option", "parameter", "column", "field", "variable", "environment variable", "setting", "person"}
)
_DOERS = (
    frozenset((*KINDS, "script", "manager", "suite", "metapackage", "standard", "directive", "framework")) - _NO_DOERS
)
_HOLDERS = frozenset({"file", "directory", "package"})
_OPINION = re.compile(
    r"\b(?:useful|powerful|famous|popular|simple|good|great|best|important|typical|excellent|most widely|interesting)\b"
)
_OPEN = re.compile(r"\b(?:it|its|they|their|them|this|these|such|we|our|also|following|above|below|other)\b")
_CODE = re.compile(r"[/_=<>*$]|--")
_WEAK = re.compile(r"^(?:an?|the) (?:way|thing|kind|sort|form|type|part|example|case|name|word|term|set|list|group)\b")


class Riddles:
    """The facts of a corpus by which a name can be meant, and it alone.

    Args:
        subject: what the whole corpus is about.
        is_known: whether all who read the corpus have heard of a name, and would say it.
    """

    def __init__(self, subject: str, is_known: Callable[[str], bool] = lambda name: False) -> None:
        self._subject = subject
        self._is_known = is_known
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        self._meant: dict[str, set[str]] = defaultdict(set)

    def add(self, facts: Iterable[Fact]) -> None:
        """Note what a chunk tells."""
        for fact in facts:
            said = riddle(fact, self._subject)
            if said is not None:
                self._facts[fact.chunk.id].append(fact)
                self._meant[_folded(said)].add(squeezed(fact.name.text))

    def of(self, chunk: Chunk) -> list[Fact]:
        """The facts of a chunk by which names can be meant."""
        return [fact for fact in self._facts.get(chunk.id, ()) if not self._is_known(fact.name.text)]

    def bridges(self, facts: Sequence[Fact], candidates: Sequence[Candidate], subject: str) -> Iterator[Candidate]:
        """The questions that name a thing, with the words by which a fact of another chunk lets it be meant."""
        for bridge in bridges(facts, candidates, subject, self.riddle, asked_without):
            if not _is_its_answer(bridge):
                yield replace(bridge, weight=max(bridge.weight, _LEAST))

    def riddle(self, fact: Fact, subject: str) -> str | None:
        """The words by which a fact's name is meant; None where another thing is told in the same words."""
        said = riddle(fact, subject)
        return said if said is not None and len(self._meant[_folded(said)]) <= 1 else None


def _is_its_answer(bridge: Candidate) -> bool:
    """Whether the answer only says again what is said of the name: "because it is the program that folds maps"."""
    told = {stem(word) for word in content_words(bridge.reference)}
    chunk, span = bridge.chunks[0], bridge.evidence[0]
    said = chunk.text_of(span)
    known = {stem(word) for word in content_words(f"{bridge.question} {said}")}
    fewest = len(told) // 2 if bridge.reference.startswith("Because ") else len(told) // 3
    return len(told - known) < max(1, fewest)


def _folded(said: str) -> str:
    """Words without the article at their front."""
    return squeezed(said.split(" ", 1)[-1])


def riddle(fact: Fact, subject: str) -> str | None:
    """The words by which a name can be meant without it; None where they would fit much besides, or read badly."""
    known = squeezed(fact.name.text) == squeezed(subject) or len(fact.name.text) < _SHORTEST
    spoken = " " in fact.name.text and fact.name.text.split()[0].lower() == subject.lower()  # "otter mend", of Otter
    plain = fact.name.kind == "term"  # who wants a word that everybody knows says the word
    if known or spoken or plain or fact.name.owner or describe(fact, subject) is not None:
        return None
    if isinstance(fact, Definition):
        return _checked(_by_what_it_is(fact), fact)
    if isinstance(fact, Described):
        return _checked(fact.description, fact)
    return _checked(_by_what_it_does(fact), fact) if isinstance(fact, Purpose) else None


def _by_what_it_is(fact: Definition) -> str:
    phrase = fact.phrase.split(",", 1)[0]
    if fact.entry or fact.be != "is" or _WEAK.match(phrase) or fact.name.kind in _NO_DOERS:
        return ""
    return re.sub(r"^an? ", "the ", phrase)


def _by_what_it_does(fact: Purpose) -> str:
    action = fact.action.split(",", 1)[0]
    if fact.name.kind not in _DOERS or not (fact.is_main or fact.name.kind in _HOLDERS):
        return ""  # one of many things that it does
    how = f"that {action}" if fact.form is Form.THIRD else f"used to {action}"
    return f"the {fact.name.kind} {how}"


def _checked(said: str, fact: Fact) -> str | None:
    words = said.split()
    telling = set(content_words(said)) - {fact.name.kind}
    if not _FEWEST <= len(words) <= _MOST or len(telling) < _FEWEST_TELLING:
        return None
    if _OPINION.search(said) or _OPEN.search(said) or squeezed(fact.name.text) in squeezed(said):
        return None
    if any(noun_types().get(word) == "PERSON" for word in words[:4]):
        return None  # who makes tide clocks is known by name
    return None if _CODE.search(said) or said.count("(") != said.count(")") else said
