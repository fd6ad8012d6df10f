"""The same figure, date or place of three or four names, a chunk each -> which is first, which share it, how many.

Nobody has to know which others there are: the question names all that it is about, and each is told on its own page.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from kgsynth.checks.kinds import SELECTION
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Cell, Fact
from kgsynth.engines.extractive.naming import is_proper
from kgsynth.engines.extractive.quantities import are_far_apart, calendar_date, quantity
from kgsynth.engines.extractive.several.apart import comparative, happened
from kgsynth.engines.extractive.several.degrees import degrees
from kgsynth.engines.extractive.wording import lower_first, question, sentence
from kgsynth.types import content_id

_SUPERLATIVES = {"longer": ("longest", "shortest"), "higher": ("highest", "lowest"), "larger": ("largest", "smallest")}

_NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})


def series(told: Sequence[Sequence[Fact]], kinds: Mapping[str, str] = _NOTHING_KNOWN) -> Iterator[Candidate]:
    """The questions over the cells of one column, one in each of some chunks.

    Args:
        told: the facts of each chunk.
        kinds: what things are said to be, by their names: nobody ranks a gate among lamps.
    """
    columns = [_columns(facts) for facts in told]
    for column in sorted(set.intersection(*map(set, columns))):
        cells = [each[column] for each in columns]
        sorts = {kind for cell in cells if (kind := kinds.get(cell.name.text))}
        unlike = len(sorts) > 1 and are_far_apart([cell.value for cell in cells])
        if _are_of_several(cells) and not unlike:
            cells.sort(key=lambda cell: cell.name.text)
            yield from _asked(cells)


def _columns(facts: Sequence[Fact]) -> Mapping[str, Cell]:
    """The cells of what a chunk is about, by column; none of a column that stands there twice."""
    found: defaultdict[str, list[Cell]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Cell) and not fact.name.kind:
            found[fact.column.lower()].append(fact)
    return {column: cells[0] for column, cells in found.items() if len(cells) == 1}


def _are_of_several(cells: Sequence[Cell]) -> bool:
    """Whether the cells are of different things with names of their own, none of which another's chunk speaks of."""
    names = {cell.name.text for cell in cells}
    proper = all(is_proper(name) for name in names)
    told_twice = any(one.name.text in other.chunk.text for one in cells for other in cells if one is not other)
    return len(names) == len(cells) and proper and not told_twice


def _asked(cells: Sequence[Cell]) -> Iterator[Candidate]:
    values = [cell.value for cell in cells]
    if all(map(calendar_date, values)):
        yield from _dated(cells)
    elif all(map(quantity, values)):
        yield from _measured(cells)
    elif all(is_proper(value) for value in values):
        yield from _placed(cells)


def _dated(cells: Sequence[Cell]) -> Iterator[Candidate]:
    """``In which order were A, B and C opened?``, ``Which of A, B and C was opened first?``"""
    dates = [calendar_date(cell.value) or () for cell in cells]
    if len(set(dates)) < len(dates) or len({len(date) for date in dates}) > 1:
        return
    done = happened(cells[0].column)
    ordered = [cell for _, cell in sorted(zip(dates, cells, strict=True), key=lambda pair: pair[0])]
    if done and _turn(cells) % 2:
        told = _joined([f"{cell.name.text} ({cell.value})" for cell in ordered])
        yield _candidate(cells, f"In which order were {_named(cells)} {done}", told, "temporal")
    elif done:
        ordered = ordered if _turn(cells) % 4 else ordered[::-1]
        last = "first" if _turn(cells) % 4 else "last"
        yield _candidate(cells, f"Which of {_named(cells)} was {done} {last}", _won(ordered), "temporal")
    else:
        asked = f"Which of {_named(cells)} has the earliest {lower_first(cells[0].column)}"
        yield _candidate(cells, asked, _won(ordered), "temporal")


def _measured(cells: Sequence[Cell]) -> Iterator[Candidate]:
    """``Which of A, B and C has the longest battery life?``"""
    amounts = [each for cell in cells if (each := quantity(cell.value))]
    (dimension, *others) = {each.dimension for each in amounts}
    if others or not dimension or len({each.value for each in amounts}) < len(amounts):
        return
    column = lower_first(cells[0].column)
    known = degrees(column)
    most, least = (known.most, known.least) if known else _SUPERLATIVES[comparative(column, dimension)]
    ordered = [
        cell for _, cell in sorted(zip((-each.value for each in amounts), cells, strict=True), key=lambda p: p[0])
    ]
    if _turn(cells) % 2:
        most, ordered = least, ordered[::-1]
    asked = f"Which of {_named(cells)} {f'is the {most}' if known else f'has the {most} {column}'}"
    yield _candidate(cells, asked, _won(ordered), "comparison")


def _placed(cells: Sequence[Cell]) -> Iterator[Candidate]:
    """``Which of A, B and C have the same designer?``, ``Which of A, B and C are built in Deventer?``"""
    by_value: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_value[cell.value].append(cell)
    value, same = max(by_value.items(), key=lambda item: len(item[1]))
    if not 1 < len(same) < len(cells):
        return
    others = [f"{cell.value} for {cell.name.text}" for cell in cells if cell not in same]
    told = f"{_joined([cell.name.text for cell in same])} ({value}, against {_joined(others)})"
    column = lower_first(cells[0].column)
    if column.endswith((" in", " at")):
        asked = f"Which of {_named(cells)} are {column.rpartition(' ')[0]} {column.rpartition(' ')[2]} the same place"
    else:
        asked = f"Which of {_named(cells)} have the same {column}"
    yield _candidate(cells, asked, told, SELECTION)


def _won(ordered: Sequence[Cell]) -> str:
    first, *others = ordered
    return f"{first.name.text} ({first.value}, against {_joined([f'{o.value} for {o.name.text}' for o in others])})"


def _named(cells: Sequence[Cell]) -> str:
    return _joined([cell.name.text for cell in cells])


def _joined(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def _turn(cells: Sequence[Cell]) -> int:
    return int(content_id(*(cell.name.text for cell in cells), cells[0].column, length=4), 16)


def _candidate(cells: Sequence[Cell], asked: str, told: str, kind: str) -> Candidate:
    return Candidate(
        chunks=tuple(cell.chunk for cell in cells),
        question=question(asked),
        reference=sentence(told),
        evidence=tuple(span for cell in cells for span in cell.evidence),
        kind=kind,
        names=tuple(cell.name for cell in cells),
        weight=0.8,
    )
