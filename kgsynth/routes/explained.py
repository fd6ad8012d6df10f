"""Names that sentences explain -> paths from one explained name to another, and to where a name is only spoken of."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kgsynth.graph import KnowledgeGraph
from kgsynth.language.unlinked import running
from kgsynth.language.words import stands_in
from kgsynth.routes.dullness import is_dull, is_thin
from kgsynth.routes.records import Promising, Route, joined
from kgsynth.types import Chunk, ChunkKind, EdgeKind, PathEdge

_KIND = (
    r"(?:command|program|tool|script|daemon|package|suite|service|protocol|server|utility|file|directory|library|system|"
    r"project|standard|module|directive)"
)
_EXPLAINS = re.compile(
    r"(?:^|[.!?:]\s|\n)(?:[-*>]\s+)?(?:The |An? )?`?(?P<name>[A-Za-z./][\w.+/-]*\w(?: [A-Z][\w.+-]*\w){0,2}"
    r"|(?<=A |n )[a-z][\w-]+(?: [a-z][\w-]+){1,2}?)`?(?P<kind> KIND)?(?: \([^()\n]{1,60}\))?,?"
    r" (?:(?P<is>is (?:an?|the|used|designed|responsible))|[a-z]{3,}s) ".replace("KIND", _KIND)
)
_NO_NAME = frozenset(
    "this that it there what which these those all each one another here if when the they you we he she some".split()
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_WORD = re.compile(r"[\w./+-]*\w")
_HOMES, _BRANCHES = 2, 40  # chunks of a name that a path begins with, and that it leads to
_COMMON = 40  # chunks: a small word that stands in more is no name
_TOGETHER = 2  # sentences with two names, by which they are set beside each other
_FEW = 5  # names in a sentence: more of them are a list of all there is


def explained_routes(graph: KnowledgeGraph, known: "Explained") -> Iterator[Promising]:
    """From each chunk that tells what a name is or does to those that speak of it under another heading."""
    for name, homes in sorted(known.homes.items()):
        speaking = sorted(known.speaking(name), key=lambda chunk: (-chunk.text.count(name), chunk.id))
        for home in homes[:_HOMES]:
            apart = [chunk for chunk in speaking if _are_apart(graph, home, chunk)]
            for place, chunk in enumerate(apart[:_BRANCHES]):
                plain = 1.0 if home in known.defined[name] else 0.5
                yield plain / (1 + place), name, joined(graph, home, chunk, (name,))


def together_routes(graph: KnowledgeGraph, known: "Explained") -> Iterator[Promising]:
    """Between the chunks that say what two names are which the corpus names in one breath, and more than once."""
    for (one, other), count in sorted(known.together().items()):
        promise = count / (len(known.speaking(one)) * len(known.speaking(other))) ** 0.5
        for first in known.defined[one][:_HOMES]:
            for second in known.defined[other][:_HOMES]:
                if _are_apart(graph, first, second):
                    step = PathEdge(source=first.id, target=second.id, kind=EdgeKind.SIBLING)
                    yield promise, one, Route((first, second), (step,), (one, other))


class Explained:
    """The names that sentences of a corpus explain.

    Attributes:
        homes: the chunks that explain each name; those that say what it is come first.
        defined: those that say what it is alone.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        chunks = [each for each in graph.chunks() if _is_prose(each)]
        self._having: dict[str, list[int]] = defaultdict(list)
        self._chunks = chunks
        for row, chunk in enumerate(chunks):
            for word in set(_WORD.findall(chunk.text)):
                self._having[word].append(row)
        found = {name: homes for name, homes in _homes(chunks).items() if self._is_name(name, homes)}
        self.homes = {name: [chunk for _, chunk in homes] for name, homes in found.items()}
        self.defined = {name: [chunk for does, chunk in homes if not does] for name, homes in found.items()}

    def _is_name(self, name: str, homes: Sequence[tuple[bool, Chunk]]) -> bool:
        plain = name.islower() and name.isalpha() and len(self._having.get(name, ())) > _COMMON
        if plain and not any(f"`{name}`" in chunk.text for _, chunk in homes):
            return False
        entry = "_" in name or (" " in name and name.isupper())  # which leads to others by what manuals have
        return name.lower() not in _NO_NAME and len(name) > 2 and not entry

    def speaking(self, name: str) -> list[Chunk]:
        """The chunks that have a name."""
        rows = self._having.get(name.split(" ", 1)[0], ())
        return [self._chunks[row] for row in rows if stands_in(name, self._chunks[row].text)]

    def together(self) -> Counter[tuple[str, str]]:
        """How many sentences have each two of the names that are defined, of those that have them more than once."""
        opening: dict[str, list[str]] = defaultdict(list)
        for name in (name for name, homes in self.defined.items() if homes and not name.isupper()):
            opening[name.split(" ", 1)[0]].append(name)
        rows = Counter(row for word in opening for row in self._having.get(word, ()))
        counted: Counter[tuple[str, str]] = Counter()
        for row in (row for row, count in rows.items() if count > 1):
            for said in _SENTENCE.split(self._chunks[row].text):
                words = set(_WORD.findall(said)) & opening.keys()
                names = sorted(name for word in words for name in opening[word] if stands_in(name, said))
                if len(names) <= _FEW:
                    counted.update(pair for pair in combinations(names, 2) if _are_two(*pair))
        return Counter({pair: count for pair, count in counted.items() if count >= _TOGETHER})


def _homes(chunks: Sequence[Chunk]) -> dict[str, list[tuple[bool, Chunk]]]:
    """Whether it only says what it does, and the chunk, of each that explains a name; the others first."""
    found: dict[str, list[tuple[bool, Chunk]]] = defaultdict(list)
    for chunk in chunks:
        explained = [match for match in _EXPLAINS.finditer(running(chunk.text)) if match["is"] or match["kind"]]
        told = [(match["name"], match["is"] is None) for match in explained]
        for name, does in dict(sorted(told, reverse=True)).items():  # that says what it is, where one sentence does
            found[name].append((does, chunk))
    return {name: sorted(homes, key=lambda it: it[0]) for name, homes in found.items()}


def _is_prose(chunk: Chunk) -> bool:
    told = chunk.language == "en" and chunk.kind not in {ChunkKind.TABLE, ChunkKind.CODE}
    return told and not is_dull(chunk) and not is_thin(chunk) and "\n: " not in chunk.text


def _are_two(one: str, other: str) -> bool:
    """Whether neither of two names is a part of the other."""
    return one.lower() not in other.lower() and other.lower() not in one.lower()


def _are_apart(graph: KnowledgeGraph, home: Chunk, other: Chunk) -> bool:
    if home.id == other.id or graph.is_duplicate(home.id, other.id):
        return False
    return home.document_id != other.document_id or home.headings != other.headings
