"""Mentions -> entities: the spellings of one name are brought together, and different names kept apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from kgsynth.entities.spelling import bare, digits, is_acronym, is_identifier, key, same_key
from kgsynth.types import Entity, Mention, content_id

NEAREST = 6  # neighbours in sorted order that a key is compared with
SHORTEST_SLIP = 7  # letters that a word must have for another letter to be a slip
ENDINGS = frozenset({"", "s", "es", "d", "ed", "e", "ve"})  # endings that make no other word (unlike archive, archiver)
IN_USE = 3  # mentions from which a spelling counts as meant, not mistyped
_SPECIFIC_FIRST = ("PERSON", "ORG", "PLACE", "EVENT", "CODE", "THING", "TERM", "DATE", "NUMBER")


@dataclass(slots=True)
class _Group:
    """All mentions under one key."""

    spellings: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        return self.spellings.total()


def resolve(mentions: Iterable[Mention]) -> tuple[dict[str, Entity], dict[str, str]]:
    """The entities by id, and the entity's id for each text that a mention may have (``entity_of[mention.text]``).

    Merged are: equal keys (case, spaces, hyphens, plural, determiner and title aside), near keys by ``same_name``,
    and a name with its acronym where a text introduces one by the other. No two keys are compared unless they stand
    close to each other in sorted order.
    """
    ordered = sorted(mentions, key=lambda mention: mention.span)
    groups = _grouped(ordered)
    root_of = _merged(groups, [mention for mention in ordered if key(mention.text)])
    families: defaultdict[str, list[str]] = defaultdict(list)
    for name_key in sorted(groups):
        families[root_of[name_key]].append(name_key)
    entities = {root: _entity([groups[member] for member in family]) for root, family in families.items()}
    texts = {mention.text: key(mention.text) for mention in ordered}
    entity_of = {text: entities[root_of[name_key]].id for text, name_key in texts.items() if name_key}
    return {entity.id: entity for entity in entities.values()}, entity_of


def _grouped(mentions: Iterable[Mention]) -> dict[str, _Group]:
    groups: defaultdict[str, _Group] = defaultdict(_Group)
    for mention in mentions:
        name_key = key(mention.text)
        if name_key:
            groups[name_key].spellings[bare(mention.text)] += 1
            groups[name_key].labels[mention.label] += 1
    return groups


def _entity(groups: Sequence[_Group]) -> Entity:
    spellings, labels = _total(group.spellings for group in groups), _total(group.labels for group in groups)
    name, *aliases = sorted(spellings, key=lambda spelling: (-spellings[spelling], spelling))
    label = min(labels, key=lambda label: (-labels[label], _SPECIFIC_FIRST.index(label)))
    return Entity(content_id("entity", key(name)), name, label, tuple(aliases))


def _total(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counters:
        total.update(counter)
    return total


# ------------------------------------------------------------------------------------- which keys are one name


def _merged(groups: Mapping[str, _Group], mentions: Sequence[Mention]) -> dict[str, str]:
    """Each key's root: the most used key of its family."""
    families = _Families(groups)
    for first, second in _near_pairs(groups):
        families.join_near(first, second)
    for short, long in _acronyms(mentions, families):
        families.join(short, long)
    return {name_key: families.root(name_key) for name_key in groups}


class _Families:
    """A union-find over keys in which the most used key is the root."""

    def __init__(self, groups: Mapping[str, _Group]) -> None:
        self._groups = groups
        self._parent = {name_key: name_key for name_key in groups}

    def root(self, name_key: str) -> str:
        while self._parent[name_key] != name_key:
            self._parent[name_key] = self._parent[self._parent[name_key]]
            name_key = self._parent[name_key]
        return name_key

    def join(self, first: str, second: str) -> None:
        major, minor = sorted((self.root(first), self.root(second)), key=lambda root: (-self._groups[root].size, root))
        self._parent[minor] = major

    def join_near(self, first: str, second: str) -> None:
        """Join two families whose roots are near each other too, so that no chain of small steps forms."""
        roots = self.root(first), self.root(second)
        if same_key(*roots) and _may_be_one(self._groups[roots[0]], self._groups[roots[1]]):
            self.join(first, second)


def _near_pairs(groups: Mapping[str, _Group]) -> Iterator[tuple[str, str]]:
    """Near keys, found among each key's neighbours in sorted order, read from the front and from the back."""
    spellable = [name_key for name_key, group in groups.items() if not _is_exact(group)]
    forwards = sorted(spellable, key=lambda name_key: (digits(name_key), name_key))
    backwards = sorted(spellable, key=lambda name_key: (digits(name_key), name_key[::-1]))
    for ranked in (forwards, backwards):
        for position, first in enumerate(ranked):
            for second in ranked[position + 1 : position + 1 + NEAREST]:
                if same_key(first, second):
                    yield first, second


def _is_exact(group: _Group) -> bool:
    """Whether a name is spelt one way only, as identifiers are."""
    return 2 * group.labels["CODE"] > group.size or is_identifier(_main_spelling(group))


def _may_be_one(first: _Group, second: _Group) -> bool:
    """Whether nothing but the letters speaks against it: two words that are both in use differ on purpose."""
    words = [re.findall(r"[^\W_]+", _main_spelling(group).casefold()) for group in (first, second)]
    if len(words[0]) != len(words[1]):
        whole_words = all(len(word) > 1 for word in (*words[0], *words[1]))
        return whole_words and Levenshtein.distance("".join(words[0]), "".join(words[1])) <= 1
    different = [pair for pair in zip(*words, strict=True) if pair[0] != pair[1]]
    if len(words[0]) > 1 and all(_is_ending(*pair) for pair in different):
        return True
    return all(_is_slip(*pair) for pair in different) and min(first.size, second.size) < IN_USE


def _is_ending(first: str, second: str) -> bool:
    """Whether one word is the other with a grammatical ending."""
    short, long = sorted((first, second), key=len)
    return long.startswith(short) and long.removeprefix(short) in ENDINGS


def _is_slip(first: str, second: str) -> bool:
    """Whether two words are one letter apart, and not by their first (synchronous, asynchronous)."""
    alike = first[0] == second[0] and min(len(first), len(second)) >= SHORTEST_SLIP
    return alike and Levenshtein.distance(first, second) == 1


def _main_spelling(group: _Group) -> str:
    return min(group.spellings, key=lambda spelling: (-group.spellings[spelling], spelling))


def _acronyms(mentions: Sequence[Mention], families: _Families) -> Iterator[tuple[str, str]]:
    """Keys of acronyms with the key of the long form, where texts introduce exactly one long form for it."""
    long_forms: defaultdict[str, set[str]] = defaultdict(set)
    for short, long in _introductions(mentions):
        long_forms[key(short.text)].add(families.root(key(long.text)))
    for short_key, roots in sorted(long_forms.items()):
        if len(roots) == 1:
            yield short_key, min(roots)


def _introductions(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs like "User Datagram Protocol (UDP)" and "UDP (User Datagram Protocol)": only a bracket lies between."""
    for position, first in enumerate(mentions):
        for second in mentions[position + 1 : position + 5]:
            if not _is_bracketed_after(first, second):
                continue
            if is_acronym(second.text, first.text):
                yield second, first
            elif is_acronym(first.text, second.text):
                yield first, second


def _is_bracketed_after(first: Mention, second: Mention) -> bool:
    """Whether there is room for " (" and for closing markup between two mentions, and for nothing more."""
    return first.span.document_id == second.span.document_id and 2 <= second.span.start - first.span.end <= 6
