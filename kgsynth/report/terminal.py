"""Summary -> what a terminal shows: calm columns that fit 80 characters, plain text where there is no terminal."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kgsynth.graph.stats import GraphStats
from kgsynth.report.summary import Summary, summarise
from kgsynth.testset import Testset, manifest_path
from kgsynth.types import QueryType, Sample

EXAMPLE_LENGTH = 240
SHOWN_PER_AXIS = 6

Row = tuple[str, str, int]


def show_testset(testset: Testset, console: Console, *, path: Path | None = None) -> None:
    """Print what a test set holds, what was refused, what is missing, and where it lies."""
    summary = summarise(testset)
    refused = f"Refused by the checks: {_counted(summary.rejections_total, 'draft')}"
    blocks = [
        _headline(summary),
        _columns("What was asked", [(*kind, count) for kind, count in summary.kinds.items()], of=summary.samples),
        _columns("Who asked, and how", _axis_rows(summary), of=summary.samples),
        _columns(refused, [_refusal(name, count) for name, count in summary.rejections.items()]),
        _shortfalls(summary),
        _examples(summary.examples),
        _place(path),
    ]
    console.print(Group(*(block for block in blocks if block)))


def show_graph(stats: GraphStats, console: Console) -> None:
    """Print the size of a knowledge graph, what joins its passages, and why that may be too little."""
    blocks = [
        _columns("In the graph", [("nodes", kind, count) for kind, count in stats.nodes.items()]),
        _columns("Pairs of passages", _edge_rows(stats)),
        _columns("Names that join most", [("passages", name, count) for name, count in stats.connecting]),
        _columns("Largest topics", [("passages", name, count) for name, count in stats.topics[:SHOWN_PER_AXIS]]),
        _problems(stats.problems),
    ]
    console.print(Group(*(block for block in blocks if block)))


def show_estimate(stages: Sequence[tuple[str, str, int, int, int, float | None]], console: Console) -> None:
    """Print what a run would ask of models: (stage, model, requests, tokens in, tokens out, USD), the sum last."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 1), title_justify="left")
    for name in ("stage", "model", "requests", "tokens in", "tokens out", "USD"):
        table.add_column(name, justify="left" if name in {"stage", "model"} else "right")
    for stage, model, requests, tokens_in, tokens_out, cost in stages:
        priced = "not known" if cost is None else f"{cost:.4f}"
        table.add_row(stage, model, f"{requests:,}", f"{tokens_in:,}", f"{tokens_out:,}", priced)
    console.print(Padding(table, (1, 0, 1, 0)))
    if stages[-1][-1] is None:
        console.print(" Prices can be given with --prices, a limit with --max-calls or --max-tokens.", highlight=False)


# ---------------------------------------------------------------------------------------------- the blocks


def _headline(summary: Summary) -> RenderableType:
    lines = [
        f"{_counted(summary.samples, 'sample')} about {summary.documents_asked} of "
        f"{_counted(summary.documents, 'document')} and {_counted(summary.entities, 'entity', 'entities')}",
        f"{summary.multi_hop} over several passages, {summary.across_documents} over several documents",
    ]
    return Padding(Text("\n".join(lines)), (1, 0, 0, 1))


def _axis_rows(summary: Summary) -> list[Row]:
    return [(axis, value, count) for axis, counts in summary.axes.items() for value, count in _shortened(counts)]


def _shortened(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    shown = list(counts.items())[:SHOWN_PER_AXIS]
    rest = list(counts.items())[SHOWN_PER_AXIS:]
    return [*shown, (f"... {len(rest)} more", sum(count for _, count in rest))] if rest else shown


def _refusal(name: str, count: int) -> Row:
    check, _, reason = name.partition(": ")
    return check, reason, count


def _edge_rows(stats: GraphStats) -> list[Row]:
    kinds = [("joined by", kind, count) for kind, count in stats.edges.items()]
    return [*kinds, ("in all", "in two documents", stats.cross_document), ("none", "chunks alone", stats.isolated)]


def _shortfalls(summary: Summary) -> RenderableType | None:
    if not summary.shortfalls:
        return None
    table = _grid(14, 22, 10, None)
    for short in summary.shortfalls:
        table.add_row(_words(short.axis), _words(short.cell), f"{short.got} of {short.wanted}", Text(short.cause))
    return _titled("Fewer than asked for", table)


def _examples(samples: Iterable[Sample]) -> RenderableType | None:
    examples = [_example(sample) for sample in samples]
    return _titled("Some of them", *examples) if examples else None


def _example(sample: Sample) -> RenderableType:
    table = _grid(8, None)
    table.add_row("question", _clipped(sample.user_input))
    table.add_row("answer", _clipped(sample.reference))
    table.add_row("source", Text(", ".join(sample.documents)))
    if sample.query_type is QueryType.MULTI_HOP:
        names = dict.fromkeys(name for edge in sample.path for name in edge.entities)
        table.add_row("via", _clipped(", ".join(names or (edge.kind.value for edge in sample.path))))
    return Padding(table, (0, 0, 1, 0))


def _place(path: Path | None) -> RenderableType | None:
    if path is None:
        return None
    return Padding(Text(f"Saved to {path}\nHow it came about: {manifest_path(path)}"), (0, 0, 0, 1))


def _problems(problems: Sequence[str]) -> RenderableType | None:
    if not problems:
        return None
    return _titled("Multi-hop questions will be few", Text("\n".join(problems)))


# ------------------------------------------------------------------------------------------------- layout


def _columns(title: str, rows: Sequence[Row], *, of: int = 0) -> RenderableType | None:
    """Rows of two names and a count, a repeated first name left out; with its share of a whole if one is given."""
    if not rows:
        return None
    table = _grid(14, 38, 7, 5)
    previous = ""
    for first, second, count in rows:
        share = f"{count / of:.0%}" if of else ""
        table.add_row(_words("" if first == previous else first), _words(second), f"{count:,}", share)
        previous = first
    return _titled(title, table)


def _grid(*widths: int | None) -> Table:
    """Columns without lines; the third and the fourth, if they have a width, hold numbers."""
    table = Table.grid(padding=(0, 2))
    for place, width in enumerate(widths):
        right = place >= 2 and width is not None
        table.add_column(width=width, justify="right" if right else "left", style="dim" if place == 0 else "")
    return table


def _titled(title: str, *content: RenderableType) -> RenderableType:
    return Group(Padding(Text(title, style="bold"), (1, 0, 0, 1)), *(Padding(each, (0, 0, 0, 3)) for each in content))


def _words(name: str) -> Text:
    return Text(name.replace("_", " "))


def _clipped(text: str) -> Text:
    flat = " ".join(text.split())
    return Text(flat if len(flat) <= EXAMPLE_LENGTH else flat[: EXAMPLE_LENGTH - 3].rstrip() + "...")


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
