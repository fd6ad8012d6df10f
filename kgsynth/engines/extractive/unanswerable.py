"""What siblings are told of -> questions that nothing answers: the same asked of one that is told nothing of the sort.

"Which battery does the Lodge G4 have?" reads like any other question where every sensor has a battery, and the Lodge
G4, a gateway on the mains, has none. Likewise "Which port does prosody listen on?" where the port of another server is
told. That no chunk answers it is for a check to find out, over the whole corpus.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Cell, Default, Definition, Fact, Purpose, Values
from kgsynth.engines.extractive.naming import Name, is_code_like, is_proper
from kgsynth.engines.extractive.wording import question
from kgsynth.language.words import genus, replaced_in, stands_in
from kgsynth.types import UNANSWERABLE

_SWAPPED = frozenset({"table", "option_default", "list"})
_MOST_SIBLINGS = 12
_RUNS = "program tool utility daemon service server application software client system package"
_SORTS = {
    "server": "server daemon service",
    "program": _RUNS,
    "group": "distribution project company organization organisation community",
    "protocol": "protocol",
    "file": "file directory",
    "command": "command",
    "setting": "parameter setting variable",
    "library": "library module package extension",
}


@dataclass(frozen=True, slots=True)
class _Attribute:
    """What things of a sort may be told of.

    Attributes:
        word: stands where it is told.
    """

    sort: str
    asked: str
    word: str


_ATTRIBUTES = tuple(
    _Attribute(*each)
    for each in (
        ("server", "Which port does {} listen on", r"\bports?\b"),
        ("server", "How many connections can {} handle at once", r"\bconnections\b"),
        ("server", "Which user account does {} run under", r"\baccount\b"),
        ("program", "Where is the configuration file of {}", r"\bconfiguration files?\b"),
        ("program", "Which license does {} have", r"\blicen[cs]e"),
        ("program", "Who maintains {}", r"\bmaintain(?:ed|s|er)\b"),
        ("program", "When was {} first released", r"\breleased\b"),
        ("program", "Which language is {} written in", r"\bwritten in\b"),
        ("program", "How much memory does {} need", r"\bmemory\b"),
        ("program", "Which log file does {} write to", r"\blog files?\b"),
        ("program", "Can {} be used on Windows", r"\bWindows\b"),
        ("group", "When was {} founded", r"\b(?:founded|created|started)\b"),
        ("group", "Who founded {}", r"\b(?:founded|founder|created by)\b"),
        ("group", "How many developers work on {}", r"\bdevelopers\b"),
        ("group", "How often does {} release a new version", r"\bnew versions?\b"),
        ("protocol", "Which port does {} use by default", r"\bports?\b"),
        ("protocol", "Which RFC describes {}", r"\bRFC\b"),
        ("protocol", "Does {} encrypt what it sends", r"\bencrypt"),
        ("file", "Which user owns {}", r"\bown(?:s|ed|er)\b"),
        ("file", "Which permissions does {} need", r"\bpermissions?\b"),
        ("file", "How large can {} become", r"\b(?:size|large)\b"),
        ("file", "Which character encoding does {} have to be in", r"\bencod"),
        ("command", "Which exit status does {} return when it fails", r"\bexit (?:status|code)\b"),
        ("command", "In which version was {} introduced", r"\b(?:introduced|since version)\b"),
        ("command", "Does {} need administrator rights", r"\badministrator (?:rights|privileges)|\bas root\b"),
        ("command", "Does {} ask for confirmation first", r"\bconfirm(?:s|ation)\b"),
        ("command", "Can {} be interrupted safely", r"\binterrupt"),
        ("statement", "In which version was {} introduced", r"\b(?:introduced|since version)\b"),
        ("statement", "Can the effect of {} be undone", r"\b(?:undone|undo|roll(?:ed)? back)\b"),
        ("setting", "What is the default value of {}", r"\bdefault\b"),
        ("setting", "What is the largest value that {} accepts", r"\bmaximum\b"),
        ("setting", "In which unit is {} given", r"\bunits?\b"),
        ("setting", "In which version was {} introduced", r"\b(?:introduced|since version)\b"),
        ("library", "Who maintains {}", r"\bmaintain(?:ed|s|er)\b"),
        ("library", "Which license does {} have", r"\blicen[cs]e"),
        ("library", "In which version was {} introduced", r"\b(?:introduced|since version)\b"),
    )
)


class Siblings:
    """Which names are of one sort, and what some of them are told of.

    Args:
        facts: chunk id -> its facts.

    Attributes:
        of_facts: of how many chunks it knows.
    """

    def __init__(self, facts: Mapping[str, Sequence[Fact]]) -> None:
        self.of_facts = len(facts)
        self._groups: defaultdict[tuple[str, ...], dict[str, Name]] = defaultdict(dict)
        self._told: dict[_Attribute, None] = {}
        for chunk_id in sorted(facts):
            for fact in facts[chunk_id]:
                self._add(fact)
        self._named = {text: name for group in self._groups.values() for text, name in group.items()}
        self._of: dict[str, tuple[Name, ...]] = {}

    def _add(self, fact: Fact) -> None:
        for key in _groups(fact):
            self._groups[key].setdefault(fact.name.text, fact.name)
        sorts = _sorts(fact)
        for attribute in _ATTRIBUTES if sorts else ():
            if attribute not in self._told and attribute.sort in sorts and re.search(attribute.word, fact.chunk.text):
                self._told[attribute] = None

    def of(self, name: str) -> tuple[Name, ...]:
        """The siblings of a name, the closest first."""
        if name not in self._of:
            self._of[name] = tuple(self._named[text] for text in self._closest(name))
        return self._of[name]

    def _closest(self, name: str) -> list[str]:
        common = Counter(other for group in self._groups.values() if name in group for other in group if other != name)
        return sorted(common, key=lambda other: (-common[other], other))[:_MOST_SIBLINGS]

    def attributes_of(self, fact: Fact) -> Iterator[str]:
        """What might be asked about the name of a fact, as it is told of others of its sort."""
        sorts = _sorts(fact)
        return (attribute.asked for attribute in _ATTRIBUTES if attribute.sort in sorts and attribute in self._told)


def _groups(fact: Fact) -> Iterator[tuple[str, ...]]:
    """What a name has in common with its siblings."""
    name = fact.name
    if isinstance(fact, Cell):
        yield ("column", fact.column.lower(), name.kind, name.owner)
    elif isinstance(fact, Default | Values):
        yield ("set on", fact.chunk.document_id, name.kind, name.owner)


def _sorts(fact: Fact) -> frozenset[str]:
    """The sorts of thing that a fact says its name to be, where the name stands for itself."""
    name = fact.name
    if name.owner or not isinstance(fact, Definition | Purpose) or not _is_spelt_apart(fact):
        return frozenset()
    noun = name.kind if name.kind not in {"", "term"} else genus(fact.phrase) if isinstance(fact, Definition) else ""
    sorts = frozenset(sort for sort, nouns in _SORTS.items() if noun in nouns.split())
    if name.text.isupper() and ("command" in sorts or " " in name.text):
        return frozenset({"statement"} if "command" in sorts else ())  # SQL: nothing that one installs
    return sorts


def _is_spelt_apart(fact: Fact) -> bool:
    """Whether a name cannot be taken for an everyday word: it looks like a name, or is set as code, or has its kind."""
    name = fact.name
    looks = is_proper(name.text) or is_code_like(name.text) or f"`{name.text}`" in fact.chunk.text
    return looks or name.kind not in {"", "term"}


def swapped(candidate: Candidate, name: Name, siblings: Siblings) -> Iterator[Candidate]:
    """The question of a fact, asked of each sibling of what it asks about."""
    if candidate.kind not in _SWAPPED or not stands_in(name.text, candidate.question) or name.kind == "person":
        return
    for other in siblings.of(name.text):
        if not stands_in(other.text, f"{candidate.question} {candidate.reference}"):
            asked = in_place_of(name.text, other.text, candidate.question)
            yield _open(candidate, asked, other, in_place_of(name.text, "", candidate.question))


def untold(fact: Fact, siblings: Siblings) -> Iterator[Candidate]:
    """What is told of others of its sort, asked of the name of a fact."""
    called = fact.asked or fact.name.with_kind if isinstance(fact, Definition) else fact.name.with_kind
    for asked in siblings.attributes_of(fact):
        plain = Candidate((fact.chunk,), "", "", (), UNANSWERABLE, (fact.name,))
        yield _open(plain, question(asked.format(called)), fact.name, asked)


def _open(candidate: Candidate, asked: str, name: Name, form: str) -> Candidate:
    told = f"The documents do not say this about {name.with_kind}."
    return replace(
        candidate, question=asked, reference=told, evidence=(), kind=UNANSWERABLE, names=(name,), hidden=(form,)
    )


def in_place_of(name: str, other: str, text: str) -> str:
    """The text with one name in the place of the other."""
    return replaced_in(text, name, other)
