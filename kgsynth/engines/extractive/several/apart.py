"""The same figure or date of two names, in two chunks -> by how much the two differ."""

import re
from collections.abc import Iterator

from kgsynth.checks.kinds import CALCULATED
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Cell, Event, Fact
from kgsynth.engines.extractive.quantities import amount_between, calendar_date, quantity, time_between
from kgsynth.engines.extractive.several.degrees import degrees
from kgsynth.engines.extractive.wording import lower_first, question, sentence
from kgsynth.language.bundled import verb_lemma

_LONG = frozenset({"time"})
_HIGH = re.compile(
    r"\b(?:price|fee|cost|rate|weight|salary|wage|rent|share|level|speed|temperature|pressure|power|availability|"
    r"consumption|resolution|accuracy|height)$"
)
_COUNT = re.compile(
    r"^(?:headcount|staff|employees|seats|beds|rooms|members|inhabitants|population|number of [a-z ]+)$"
)


def apart(one: Cell, other: Cell) -> Iterator[Candidate]:
    """``How much heavier is the Otter 2 than the Vole 1?``, for two cells of one column."""
    if calendar_date(one.value) and calendar_date(other.value):
        yield from _in_time(one, other)
        return
    a, b = quantity(one.value), quantity(other.value)
    column = lower_first(one.column)
    if a is None or b is None or a.dimension != b.dimension or not (a.dimension or _COUNT.match(column)):
        return
    more, less = (one, other) if a.value > b.value else (other, one)
    rest = amount_between(more.value, less.value)
    if a.value != b.value and rest is not None:
        asked = _how_much(column, a.dimension, more.name.text, less.name.text)
        yield _candidate(more, less, asked, f"{rest} ({more.value}, against {less.value} for {less.name.text})")


def _how_much(column: str, dimension: str, more: str, less: str) -> str:
    if column in {"price", "cost"}:
        return f"How much more does {more} cost than {less}"
    if known := degrees(column):
        return f"How much {known.more} is {more} than {less}"
    return f"How much {comparative(column, dimension)} is the {column} of {more} than that of {less}"


def comparative(column: str, dimension: str) -> str:
    """What the greater of two amounts is called: a battery life is longer, a price higher, a floor area larger."""
    if _HIGH.search(column):
        return "higher"
    return "longer" if dimension in _LONG else "larger"


def _in_time(one: Cell, other: Cell) -> Iterator[Candidate]:
    first, second = sorted((one, other), key=lambda cell: calendar_date(cell.value) or ())
    done = happened(one.column)
    if done:
        asked = f"How long after {first.name.text} was {second.name.text} {done}"
    else:
        asked = f"How much later is the {lower_first(one.column)} of {second.name.text} than that of {first.name.text}"
    yield from _between(first, second, first.value, second.value, asked)


def events_apart(one: Event, other: Event) -> Iterator[Candidate]:
    """``How long after the mill did the forge close?``, for two things that the same happened to."""
    if one.verb != other.verb or not (calendar_date(one.when) and calendar_date(other.when)):
        return
    first, second = sorted((one, other), key=lambda event: calendar_date(event.when) or ())
    passive, base = one.verb.startswith("was "), verb_lemma(one.verb, "VBD")
    if passive:
        asked = f"How long after {first.name.text} was {second.name.text} {one.verb.removeprefix('was ')}"
    else:
        asked = f"How long after {first.name.text} did {second.name.text} {base}"
    if passive or base:
        yield from _between(first, second, first.when, second.when, asked)


def _between(first: Fact, second: Fact, earlier: str, later: str, asked: str) -> Iterator[Candidate]:
    between = time_between(earlier, later)
    if between is not None:
        told = f"{between} ({earlier} for {first.name.text}, {later} for {second.name.text})"
        yield _candidate(first, second, asked, told)


def happened(column: str) -> str:
    """What happened to a thing on the date of a column: ``opened`` for "Opened" and "Opening date"; empty else."""
    words = column.lower().split()
    if len(words) == 1 and verb_lemma(words[0], "VBN") and words[0].endswith("ed"):
        return words[0]
    if len(words) > 1 and words[1:] in (["date"], ["year"], ["day"]):
        base = verb_lemma(words[0], "VB") or verb_lemma(words[0], "VBG")
        return next((form for form in (f"{base}ed", f"{base}d") if base and verb_lemma(form, "VBN") == base), "")
    return ""


def _candidate(one: Fact, other: Fact, asked: str, told: str) -> Candidate:
    proof = (*one.evidence, *other.evidence)
    names = (one.name, other.name)
    return Candidate((one.chunk, other.chunk), question(asked), sentence(told), proof, CALCULATED, names, 0.75)
