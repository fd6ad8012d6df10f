"""Entries on several pages -> what they tell together: which commands have an option, how tables are joined."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from kgsynth.checks.kinds import CHAIN, COLLECTION, LOOKUP
from kgsynth.engines.extractive.candidates import AT_LAST, Candidate
from kgsynth.engines.extractive.naming import Name, spoken
from kgsynth.engines.extractive.reading.entries import evidence
from kgsynth.engines.extractive.reading.passage import Entry, Passage
from kgsynth.engines.extractive.several.option_acts import is_trivial, spellings
from kgsynth.engines.extractive.wording import question
from kgsynth.language.words import content_words, stands_in
from kgsynth.manuals import Held, Join, Lookup, held, is_everyday, joins, lookups
from kgsynth.types import Chunk, Span

_COLUMN = "column"
_SELDOM = 0.3  # the weight of what few would ask
_TABLES = frozenset({"catalog", "view", "table"})
_COMMANDS = frozenset({"command", "program", "utility"})


@dataclass(frozen=True, slots=True)
class Across:
    """What a whole corpus tells on several pages, by the ids of the chunks that tell it.

    Attributes:
        everyday: whether some commands are called by everyday words (``read``), so that none is called a program.
    """

    held: Mapping[frozenset[str], Sequence[Held]] = field(default_factory=dict)
    joins: Mapping[frozenset[str], Sequence[Join]] = field(default_factory=dict)
    lookups: Mapping[frozenset[str], Sequence[Lookup]] = field(default_factory=dict)
    everyday: bool = False

    @classmethod
    def of(cls, chunks: Iterable[Chunk]) -> "Across":
        """Whatever the pages of some chunks tell together."""
        pages: defaultdict[str, list[Chunk]] = defaultdict(list)
        for chunk in chunks:
            pages[chunk.document_id].append(chunk)
        names: defaultdict[frozenset[str], list[Held]] = defaultdict(list)
        for each in held(pages):
            names[frozenset(chunk.id for chunk in each.chunks)].append(each)
        ways: defaultdict[frozenset[str], list[Join]] = defaultdict(list)
        for join in joins(pages):
            ways[frozenset((join.first.chunk.id, join.second.chunk.id))].append(join)
        told: defaultdict[frozenset[str], list[Lookup]] = defaultdict(list)
        for lookup in lookups(pages):
            told[frozenset((lookup.first.chunk.id, lookup.attribute.chunk.id))].append(lookup)
        found = {holder.name for each in names.values() for name in each for holder in name.holders}
        return cls(dict(names), dict(ways), dict(told), any(map(is_everyday, found)))

    def candidates(self, passages: Sequence[Passage], subject: str) -> Iterator[Candidate]:
        """The questions that some chunks answer together and no page alone.

        Args:
            subject: what the whole corpus is about.
        """
        if passages[0].chunk.language != "en":
            return
        ids = frozenset(passage.chunk.id for passage in passages)
        for name in _shortest(self.held.get(ids, ())):
            by_id = {passage.chunk.id: passage for passage in passages}
            yield from _collection(name, by_id, subject, everyday=self.everyday)
        for join in self.joins.get(ids, ()):
            yield _chain(join)
        for lookup in self.lookups.get(ids, ()):
            yield _looked_up(lookup)


def _shortest(names: Sequence[Held]) -> Iterator[Held]:
    """The names that some pages have, without those that only go on behind another: ``--ahoy-loudly``."""
    for each in names:
        if not any(each.name.startswith(f"{other.name}-") for other in names):
            yield each


def _collection(name: Held, passages: Mapping[str, Passage], subject: str, *, everyday: bool) -> Iterator[Candidate]:
    """``Which Git commands have the --autostash option?``"""
    things = {holder.thing for holder in name.holders}
    kind = _kind(name.name, things)
    entries = [_entry(passages[chunk.id], name.name) for chunk in name.chunks]
    found = [entry for entry in entries if entry is not None]
    if not kind or len(found) < len(entries) or is_trivial(name.name) or any(map(_is_trivial, found)):
        return
    proof = _proof(found, name)
    if _tells_of_others(found, name) or not proof or not (kind == _COLUMN or _are_akin(found, name.name)):
        return
    holders = [spoken(holder.name, subject) for holder in name.holders]
    yield Candidate(
        chunks=name.chunks,
        question=question(
            f"Which {subject} {_called(things, holders, everyday)} have the {name.name} {kind}".replace("  ", " ")
        ),
        reference=f"{', '.join(holders[:-1])} and {holders[-1]}.",
        evidence=proof,
        kind=COLLECTION,
        names=(Name(name.name, "" if kind == _COLUMN else kind),),  # a bare column would not be taken for one
        weight=0.7 if kind != _COLUMN and _do_one_job(found, name.name) else AT_LAST,
    )


def _proof(entries: Sequence[Entry], name: Held) -> tuple[Span, ...]:
    """The spans of some entries, each with the title of whose it is where two of a page read the same; nothing where a
    chunk with such an entry has no such title."""
    spans = [evidence(entry, entry.body[0]) for entry in entries]
    texts = [(chunk.document_id, *map(chunk.text_of, own)) for chunk, own in zip(name.chunks, spans, strict=True)]
    if len(set(texts)) == len(texts):
        return tuple(span for own in spans for span in own)
    titles = [_title(chunk, holder.name) for chunk, holder in zip(name.chunks, name.holders, strict=True)]
    named = [(title, *own) for title, own in zip(titles, spans, strict=True) if title]
    return tuple(span for each in named for span in each) if len(named) == len(spans) else ()


def _title(chunk: Chunk, holder: str) -> Span | None:
    """The heading in a chunk that names whom it is of."""
    spelt = re.sub(r"\\[ -]", "[ -]", re.escape(holder))
    found = re.search(rf"^#+ (?P<title>[^\n]*(?<![\w-]){spelt}(?![\w-])[^\n]*)$", chunk.text, re.MULTILINE)
    start = chunk.span.start
    return replace(chunk.span, start=start + found.start("title"), end=start + found.end("title")) if found else None


def _tells_of_others(entries: Sequence[Entry], name: Held) -> bool:
    """Whether what proves it of one page names another: "as git-receive-pack does" leaves nothing to collect."""
    told = [" ".join(words.text for words in (*entry.terms, entry.body[0])) for entry in entries]
    return any(
        stands_in(other.name, text) or stands_in(other.name.replace("-", " "), text)
        for text, own in zip(told, name.holders, strict=True)
        for other in name.holders
        if other.name != own.name and other.name not in own.name
    )


def _kind(name: str, things: set[str]) -> str:
    """What a name is to those who have it; empty where they are things of different sorts."""
    if things <= _COMMANDS:
        return "option" if name.startswith("--") else "parameter"
    return _COLUMN if things <= _TABLES and name.islower() else ""


def _called(things: set[str], holders: Sequence[str], everyday: bool) -> str:
    """What those are who have a name: ``git merge`` and ``DROP INDEX`` are commands, ``psql`` is a program, unless
    others of its kind are called by everyday words."""
    if not things <= _COMMANDS:
        return " or ".join(f"{thing}s" for thing in sorted(things))
    typed = all(" " in holder or holder.isupper() for holder in holders)
    return "commands" if typed or everyday else "programs"


def _entry(passage: Passage, name: str) -> Entry | None:
    """The one entry of a name in a chunk."""
    found = [entry for entry in passage.entries if name in spellings(entry) or _opens(entry, name)]
    return found[0] if len(found) == 1 else None


def _opens(entry: Entry, name: str) -> bool:
    """Whether a term of an entry is a name, or the name and its type."""
    return any(f"{term.text} ".startswith(f"{name} ") for term in entry.terms)


def _takes_a_value(entry: Entry, name: str) -> bool:
    """Whether something follows a name where an entry spells it: ``--port=NUMBER``."""
    return any(re.match(rf"{re.escape(name)}[ =]\S", term.text) for term in entry.terms)


def _is_trivial(entry: Entry) -> bool:
    """Whether nobody uses what an entry tells of, or it is every program's own affair."""
    return is_trivial(entry.body[0].text) or any(_UNUSED.search(words.text) for words in entry.body[:2])


_UNUSED = re.compile(
    r"^(?:[Tt]his (?:option|flag) is )?(?:[Uu]sed by|for use by)\b|\binternal use\b|\bused internally\b|"
    r"\bbackwards?[- ]compatib|"
    r"\b(?:not (?:yet )?(?:available|implemented|used)|unused|deprecated|obsolete|ignored|always the current)\b",
    re.IGNORECASE,
)


def _are_akin(entries: Sequence[Entry], name: str) -> bool:
    """Whether every two entries tell of something alike beyond their name: nobody asks who has that for unlike
    things."""
    own = frozenset(content_words(f"{name.replace('-', ' ').replace('_', ' ')} option command"))
    return _shared(entries, _LOOKED_AT[-1], own) >= _AKIN


def _do_one_job(entries: Sequence[Entry], name: str) -> bool:
    """Whether what entries tell is much alike beyond the words of their name, and a value follows in all or none."""
    own = frozenset(content_words(name.replace("-", " ").replace("_", " ")))
    valued = {_takes_a_value(entry, name) for entry in entries}
    return len(valued) == 1 and any(_shared(entries, sentences, own) >= _MUCH_AKIN for sentences in _LOOKED_AT)


def _shared(entries: Sequence[Entry], sentences: int, own: frozenset[str]) -> float:
    """The share of the words of an entry's first sentences that another has, for the two that are least alike; none
    where they share the words of the name alone."""
    told = [" ".join(words.text for words in entry.body[:sentences]) for entry in entries]
    said = [frozenset(content_words(text)) for text in told]
    pairs = list(combinations(said, 2))
    if any(one & two <= own for one, two in pairs):
        return 0.0
    return min(len(one & two) / min(len(one), len(two)) for one, two in pairs)


_LOOKED_AT = (1, 3)  # sentences of an entry
_AKIN, _MUCH_AKIN = 0.2, 0.4  # of the words of what says less


def _chain(join: Join) -> Candidate:
    """``How do I join pg_policy to pg_namespace?``"""
    first, second = join.first, join.second
    steps = (f"{each.table}.{each.column} references {each.target}.{each.key}" for each in (first, second))
    return Candidate(
        chunks=(first.chunk, second.chunk),
        question=question(f"How do I join {first.table} to {second.target}"),
        reference=f"{', and '.join(steps)}.",
        evidence=(first.span, second.span),
        kind=CHAIN,
        names=(Name(first.table, "table"), Name(second.target, "table")),
        weight=_SELDOM if join.is_sought else AT_LAST,
        hidden=(first.target,),
    )


def _looked_up(lookup: Lookup) -> Candidate:
    """``From a row of boats, how do I look up the home port of the owner?``"""
    first, attribute = lookup.first, lookup.attribute
    told = f"the {attribute.what} of the {lookup.called}"
    leads = f"{first.table}.{first.column} references {first.target}.{first.key}"
    return Candidate(
        chunks=(first.chunk, attribute.chunk),
        question=question(f"From a row of {first.table}, how do I look up {told}"),
        reference=f"{leads}, and {first.target}.{attribute.column} tells {told}.",
        evidence=(first.span, attribute.span),
        kind=LOOKUP,
        names=(Name(first.table, "table"),),
        weight=0.75 if lookup.is_sought else AT_LAST,
        hidden=(first.target,),
    )
