"""Difference, Check, Refreshed -> what a terminal shows."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kgsynth.types import Sample
from kgsynth.versions.tracing import Standing, Trace

if TYPE_CHECKING:
    from kgsynth.versions.difference import Difference
    from kgsynth.versions.freshness import Check, Documents, Verdict
    from kgsynth.versions.replacing import Refreshed

LONGEST = 160  # characters of a question or a passage
_COLUMNS = ("kept", "changed", "added", "removed")


def show_difference(difference: "Difference", console: Console, *, show: int) -> None:
    """Print what differs between two sets, by kind of question, and the first few samples of each sort."""
    counts = ", ".join(f"{len(getattr(difference, name))} {name}" for name in _COLUMNS)
    pairs = [(" and ".join(each.changes) or "id", each.new.user_input) for each in difference.asked_again]
    changed = [(", ".join(each.fields), each.new.user_input) for each in difference.changed]
    blocks = [
        Padding(Text(counts), (1, 0, 0, 1)),
        _kinds(difference),
        _listed("Added", [_named(sample) for sample in difference.added], show),
        _listed("Removed", [_named(sample) for sample in difference.removed], show),
        _listed("Changed, under the same id", changed, show),
        _listed("Removed and added, yet two versions of one: what differs", pairs, show),
    ]
    console.print(Group(*(block for block in blocks if block)), "")


def show_check(check: "Check", console: Console, *, show: int) -> None:
    """Print how many samples stand, the first few that moved or are stale, and what became of the documents."""
    blocks = [
        Padding(Text(_standings(check)), (1, 0, 0, 1)),
        _listed("Stale", [_told(each) for each in check.of(Standing.STALE)], show),
        _listed("Moved", [_told(each) for each in check.of(Standing.MOVED)], show),
        _documents(check.documents, show),
    ]
    console.print(Group(*(block for block in blocks if block)), "")


def show_refreshed(refreshed: "Refreshed", console: Console) -> None:
    """Print how a set came of the one before."""
    console.print(Padding(Text(account(refreshed)), (1, 0, 0, 1)))


def account(refreshed: "Refreshed") -> str:
    """``12 kept, 3 moved, 5 replaced, 0 added, 0 short``"""
    names = ("kept", "moved", "replaced", "added", "short")
    return ", ".join(f"{getattr(refreshed, name)} {name}" for name in names)


def _standings(check: "Check") -> str:
    counts = ", ".join(f"{count} {standing}" for standing, count in check.counts.items())
    return f"{len(check.verdicts)} samples: {counts}"


def _kinds(difference: "Difference") -> RenderableType | None:
    if not (kinds := difference.by_kind()):
        return None
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    table.add_column("")
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    previous = ""
    for (query_type, kind), counts in kinds.items():
        first = "" if query_type == previous else query_type
        table.add_row(_words(first), _words(kind), *(str(counts[name] or "") for name in _COLUMNS))
        previous = query_type
    return _titled("By kind", table)


def _named(sample: Sample) -> tuple[str, str]:
    return sample.id, sample.user_input


def _told(verdict: "Verdict") -> tuple[str, str]:
    lines = [_clipped(verdict.sample.user_input), *(line for each in verdict.traces for line in _became(each))]
    if not any(each.now is None for each in verdict.traces) and verdict.standing is Standing.STALE:
        lines.append("its passages are no longer as many as it needs")
    return verdict.sample.id, "\n".join(lines)


def _became(trace: Trace) -> Iterable[str]:
    """What became of a stretch of evidence; nothing where it stands as it stood."""
    was = trace.evidence
    if trace.now is None and trace.cause is not None:
        reason = trace.cause.value.replace("_", " ") + (f" ({trace.detail})" if trace.detail else "")
        yield f"{was.source}: {reason}: {_clipped(was.text)}"
        if trace.nearest is not None:
            yield f"now ({trace.likeness:.0f} % alike): {_clipped(trace.nearest.text)}"
    elif trace.now is not None and trace.standing is Standing.MOVED:
        source = "" if trace.now.source == was.source else f"{trace.now.source} "
        yield f"{was.source} {was.start}-{was.end} -> {source}{trace.now.start}-{trace.now.end}"


def _documents(documents: "Documents", show: int) -> RenderableType | None:
    rows = [
        *(("new", source) for source in documents.new),
        *(("changed", source) for source in documents.changed),
        *(("renamed", f"{old} -> {new}") for old, new in documents.renamed.items()),
        *(("gone", source) for source in documents.gone),
        *(("unreadable", f"{source}: {reason}") for source, reason in documents.unreadable.items()),
    ]
    return _listed("Documents", rows, show)


# ------------------------------------------------------------------------------------------------- layout


def _listed(title: str, rows: Sequence[tuple[str, str]], show: int) -> RenderableType | None:
    """The first rows, and how many more there are."""
    if not rows or not show:
        return None
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", max_width=30)
    table.add_column(overflow="fold")
    for name, text in rows[:show]:
        table.add_row(Text(name), Text("\n".join(_clipped(line) for line in text.split("\n"))))
    if len(rows) > show:
        table.add_row("", Text(f"... and {len(rows) - show} more: --show {len(rows)}"))
    return _titled(f"{title} ({len(rows)})", table)


def _titled(title: str, content: RenderableType) -> RenderableType:
    return Group(Padding(Text(title, style="bold"), (1, 0, 0, 1)), Padding(content, (0, 0, 0, 3)))


def _words(name: str) -> Text:
    return Text(name.replace("_", " "))


def _clipped(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 3].rstrip() + "..."
