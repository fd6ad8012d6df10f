"""The same attribute of two names, in two chunks -> which is larger, earlier, or shared."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from types import MappingProxyType

from kgsynth.engines.extractive.candidates import AT_LAST, Candidate
from kgsynth.engines.extractive.facts import Cell, Default, Definition, Event, Fact, Purpose, Values
from kgsynth.engines.extractive.naming import is_code_like, is_proper
from kgsynth.engines.extractive.quantities import are_far_apart, calendar_date, is_earlier, quantity
from kgsynth.engines.extractive.several.apart import apart, events_apart, happened
from kgsynth.engines.extractive.several.degrees import degrees
from kgsynth.engines.extractive.several.differences import difference
from kgsynth.engines.extractive.several.names_alike import likeness, told_by_names
from kgsynth.engines.extractive.single_hop import name_is_askable
from kgsynth.engines.extractive.wording import lower_first, question, sentence
from kgsynth.language.words import squeezed
from kgsynth.types import content_id

_NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})


def comparisons(
    first: Sequence[Fact],
    second: Sequence[Fact],
    side_by_side: Sequence[str] = (),
    *,
    subject: str = "",
    common: Set[str] = frozenset(),
    kinds: Mapping[str, str] = _NOTHING_KNOWN,
) -> Iterator[Candidate]:
    """What can be compared between the facts of two chunks.

    Args:
        side_by_side: names that the corpus sets side by side: these are compared even if they read unlike.
        subject: what the whole corpus is about.
        common: the stems of the words that much of the corpus has, which relate nothing to anything.
        kinds: what things are said to be, by their names: nobody weighs a gate against a lamp.
    """
    related = {squeezed(name) for name in side_by_side}
    for one in first:
        for other in second:
            names = {squeezed(one.name.text), squeezed(other.name.text)}
            if len(names) != 2 or one.chunk.id == other.chunk.id:
                continue
            if isinstance(one, Definition | Purpose) and isinstance(other, Definition | Purpose):
                yield from difference(one, other, related=names <= related, subject=subject, common=common)
            elif not _are_of_two_kinds(one, other, kinds):
                yield from _compare(one, other)


def _are_of_two_kinds(one: Fact, other: Fact, kinds: Mapping[str, str]) -> bool:
    """Whether two things are said to be unlike, and a figure of the one is many times that of the other."""
    first, second = (kinds.get(fact.name.text, "") for fact in (one, other))
    unlike = bool(first and second) and first != second
    return unlike and isinstance(one, Cell) and isinstance(other, Cell) and are_far_apart([one.value, other.value])


def _compare(one: Fact, other: Fact) -> Iterator[Candidate]:
    if isinstance(one, Default) and isinstance(other, Default) and _are_siblings(one, other):
        if told_by_names(one.name.text, other.name.text):
            return  # nobody asks which of min_size and max_size is larger
        larger = list(_larger(one, other, one.value, other.value, "default value"))
        yield from larger if larger and not _asks_yes_or_no(one, other) else same_default(one, other)
    elif isinstance(one, Cell) and isinstance(other, Cell) and one.column.lower() == other.column.lower():
        told_twice = one.name.text in other.chunk.text or other.name.text in one.chunk.text
        if _are_alike(one, other) and not told_twice:  # a name in both tables may have two figures
            yield from _larger(one, other, one.value, other.value, lower_first(one.column))
            yield from apart(one, other)
    elif isinstance(one, Event) and isinstance(other, Event) and one.verb == other.verb:
        yield from _dated(one, other, (one.when, other.when), f"Which {one.verb} first, {_pair(one, other)}")
        yield from events_apart(one, other)
    elif isinstance(one, Values) and isinstance(other, Values):
        yield from _shared(one, other)


def _are_siblings(one: Fact, other: Fact) -> bool:
    """Whether two settings stand on one page, are of one kind, and are called nearly the same."""
    same_page = one.chunk.document_id == other.chunk.document_id
    parts = [re.split(r"[_.-]", fact.name.text) for fact in (one, other)]
    of_one_noun = parts[0][-1] == parts[1][-1] and len(parts[0]) == len(parts[1]) == 2  # lock_timeout, wait_timeout
    called_alike = of_one_noun or likeness(one.name.text, other.name.text) >= _ALIKE
    alike = called_alike and one.name.owner == other.name.owner
    groups = [fact.name.text.rpartition(".")[::2] for fact in (one, other)]
    told_alike = groups[0][0] == groups[1][0] or groups[0][1] == groups[1][1]
    return same_page and _same_kind(one, other) and alike and told_alike and name_is_askable(one.name)


def _asks_yes_or_no(one: Fact, other: Fact) -> bool:
    """One unequal pair in two, so that "the same default?" is answered by no as often as by yes."""
    return int(content_id(*sorted((one.name.text, other.name.text)), length=2), 16) % 2 == 0


_ALIKE = 0.5  # of the parts of two names


def _are_alike(one: Cell, other: Cell) -> bool:
    """Whether two rows are things of one sort: both proper names, or of one named kind and called nearly the same."""
    if one.name.kind == other.name.kind and is_proper(one.name.text) and is_proper(other.name.text):
        return True
    code = is_code_like(one.name.text) or is_code_like(other.name.text)
    return _same_kind(one, other) and (not code or likeness(one.name.text, other.name.text) >= _ALIKE)


def _same_kind(one: Fact, other: Fact) -> bool:
    return one.name.kind == other.name.kind and one.name.kind != ""


def _pair(one: Fact, other: Fact) -> str:
    names = sorted([one.name, other.name], key=lambda name: name.text.lower())
    owner = f" of {names[0].owner}" if names[0].owner and names[0].owner == names[1].owner else ""
    return f"{names[0].text} or {names[1].text}{owner}"


def _candidate(one: Fact, other: Fact, text: str, answer: str, kind: str, weight: float) -> Candidate:
    proof = (*one.evidence, *other.evidence)
    return Candidate((one.chunk, other.chunk), question(text), answer, proof, kind, (one.name, other.name), weight)


def _larger(one: Fact, other: Fact, first: str, second: str, attribute: str) -> Iterator[Candidate]:
    a, b = quantity(first), quantity(second)
    if calendar_date(first) and calendar_date(second):
        done = happened(attribute)
        lead = f"Which was {done} first" if done else f"Which has the earlier {attribute}"
        yield from _dated(one, other, (first, second), f"{lead}, {_pair(one, other)}")
    elif a and b and a.dimension and a.dimension == b.dimension and a.value != b.value and min(a.value, b.value) > 0:
        more, less = ((one, first), (other, second)) if a.value > b.value else ((other, second), (one, first))
        which = f"Which {one.name.kind}" if _same_kind(one, other) else "Which"
        text = f"{which} {_exceeds(attribute, a.dimension)}, {_pair(one, other)}"
        yield _candidate(one, other, text, _won(more, less), "comparison", 0.6)


def _exceeds(attribute: str, dimension: str) -> str:
    """``is heavier``, ``has the larger floor area``."""
    known = degrees(attribute)
    word = {"time": "longer", "mass": "higher", "euro": "higher", "dollar": "higher"}.get(dimension, "larger")
    return f"is {known.more}" if known else f"has the {word} {attribute}"


def _won(winner: tuple[Fact, str], loser: tuple[Fact, str]) -> str:
    return sentence(f"{winner[0].name.text} ({winner[1]}, against {loser[1]} for {loser[0].name.text})")


def _dated(one: Fact, other: Fact, values: tuple[str, str], text: str) -> Iterator[Candidate]:
    first, second = calendar_date(values[0]), calendar_date(values[1])
    earlier = is_earlier(first, second) if first and second else None
    if earlier is not None:
        pairs = ((one, values[0]), (other, values[1]))
        winner, loser = pairs if earlier else pairs[::-1]
        yield _candidate(one, other, text, _won(winner, loser), "temporal", 0.8)


def _shared(one: Values, other: Values) -> Iterator[Candidate]:
    """The one value that two closed lists share: neither list alone tells which it is."""
    lowered = {item.lower() for item in other.items}
    shared = [item for item in one.items if item.lower() in lowered]
    if len(shared) == 1 and len(one.items) > 1 and len(other.items) > 1 and one.noun == other.noun:
        noun = one.noun.lower().removesuffix("s")
        names = " and ".join(sorted([one.name.full, other.name.full]))
        yield _candidate(one, other, f"Which {noun} do both {names} accept", shared[0], "intersection", 0.9)


def same_default(one: Default, other: Default) -> Iterator[Candidate]:
    """Whether two settings begin with the same value, yes or no."""
    first, second = sorted((one, other), key=lambda fact: fact.name.text.lower())
    values = [_plain_value(fact.value) for fact in (first, second)]
    switch = [value.lower() in _SWITCHES for value in values]
    if switch[0] != switch[1] or not (all(switch) or _are_of_one_noun(one.name.text, other.name.text)):
        return
    if any(len(value.split()) > 3 for value in values) or not _are_of_one_sort(*values):
        return
    if all(map(_is_bare, values)) and len(_PARTS.split(first.name.text)) < _FEWEST_PARTS:
        return  # "index.version" and "protocol.version"
    whose = f" of {first.name.owner}" if first.name.owner else ""
    names = f"{first.name.text} and {second.name.text}{whose}"
    if not whose and not all(is_code_like(fact.name.text) for fact in (first, second)):
        names = f"the {first.name.text} and {second.name.text} {first.name.kind}s"
    if _is_same(*values):
        answer, weight = f"Yes, the default of both is {values[0]}", AT_LAST if all(switch) else 0.85
    else:
        answer = f"No, the default of {first.name.text} is {values[0]}, that of {second.name.text} is {values[1]}"
        weight = AT_LAST if all(switch) else 0.7  # of two switches few would ask
    turn = int(content_id(first.name.text, second.name.text, length=4), 16) % len(_SAME_DEFAULT)
    text = _SAME_DEFAULT[turn].format(names=names)
    yield _candidate(first, second, text, sentence(answer), "yes_no", weight)


_SAME_DEFAULT = (
    "Do {names} have the same default",
    "Is the default the same for {names}",
    "Do {names} default to the same value",
)


def _are_of_one_noun(one: str, other: str) -> bool:
    """Whether two names differ in one place only, and not in what they measure: ``wal_sender_timeout``."""
    parts = [_PARTS.split(name) for name in (one, other)]
    unlike = [pair for pair in zip(*parts, strict=False) if pair[0] != pair[1]]
    if len(parts[0]) != len(parts[1]) or (2 * len(unlike) >= len(parts[0]) > 2):
        return False
    of_measures = any(part.lower() in _MEASURES for pair in unlike for part in pair)
    long = len(unlike) == 1 and len(parts[0]) >= _LONG and not of_measures
    return (len(unlike) <= _UNLIKE and parts[0][-1] == parts[1][-1]) or long


def _is_bare(value: str) -> bool:
    """Whether a value is a number without a unit."""
    return re.fullmatch(r"[\d.]+", value) is not None


_PARTS = re.compile(r"[_.-]|(?<=[a-z])(?=[A-Z])")
_FEWEST_PARTS = 3
_UNLIKE = 2  # parts
_MEASURES = frozenset("size time timeout count number limit interval delay length rate age".split())
_LONG = 4  # parts, of which the last may differ: vacuum_cost_page_hit

_SWITCHES = frozenset({"on", "off", "enabled", "disabled", "true", "false", "yes", "no"})
_CHOICES = _SWITCHES | {"always", "never", "auto", "none"}


_FAR_APART = 50  # times: 86400 and 600 may be two times, 8096 and 15 are no two sizes


def _are_of_one_sort(one: str, other: str) -> bool:
    """Whether two values are both numbers of one unit, or words out of a few that all such settings have."""
    a, b = quantity(one), quantity(other)
    if a and b:
        return a.dimension == b.dimension and max(a.value, b.value) <= _FAR_APART * min(a.value, b.value)
    return one.lower() in _CHOICES and other.lower() in _CHOICES


def _plain_value(text: str) -> str:
    """``two megabytes (2MB)`` -> ``two megabytes``."""
    return re.sub(r"\s*\([^()]*\)$", "", text)


def _is_same(one: str, other: str) -> bool:
    a, b = quantity(one), quantity(other)
    return a == b if a and b else one.lower() == other.lower()
