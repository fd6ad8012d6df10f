"""Summary, Comparison -> what a terminal shows."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kgsynth.scoring.records import Comparison, Difference, Interval, SampleScores, Summary

VALUES_SHOWN = 15
_QUESTION_LENGTH = 90
_COLUMNS = 4
_UNTOLD = frozenset({"rouge_l"})  # it goes with token_f1
_HEADS = {
    "evidence_recall": "recall",
    "evidence_precision": "precision",
    "all_hops_recall": "all hops",
    "number_agreement": "numbers",
    "exact_match": "exact",
}


def show_summary(summary: Summary, console: Console, *, by: Sequence[str]) -> None:
    """Print the means with their intervals, those at each rank, and a table for each axis."""
    scored = f"{summary.samples} scored"
    failed = f", {summary.failures} failed" if summary.failures else ""
    console.print(Text(f"\n {summary.name or 'Scores'}: {scored}{failed}; 95 % intervals", style="bold"))
    _print(_whole(summary.metrics), console)
    if any("@" in name for name in summary.metrics):
        _print(_ranks(summary.metrics), console)
    for axis in by:
        if axis in summary.slices:
            console.print(Text(f" By {_words(axis)}", style="bold"))
            for names in _side_by_side(summary.slices[axis]):
                _print(_slice(axis, summary.slices[axis], names), console)


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print what differs from a run before, metric by metric."""
    before = comparison.before_name or "the baseline"
    console.print(Text(f" Against {before}: difference, 95 % interval, chance of it by luck", style="bold"))
    table = _table("metric", "before", "after", "change", "interval", "p", "lost", "won", "", gap=1)
    for name, each in comparison.metrics.items():
        table.add_row(
            _head(name),
            _number(each.before),
            _number(each.after),
            f"{each.difference:+.3f}",
            f"{each.low:+.2f} to {each.high:+.2f}",
            f"{each.p_value:.3f}" if each.p_value >= 0.001 else "<0.001",
            str(len(each.lost)),
            str(len(each.won)),
            _verdict(each),
        )
    _print(table, console)
    for ids, where in ((comparison.only_before, before), (comparison.only_after, "this run")):
        if ids:
            console.print(Text(f" {len(ids)} only in {where}, left out: {_some(ids)}\n"), soft_wrap=True)


def show_samples(title: str, samples: Iterable[SampleScores], metric: str, console: Console) -> None:
    """Print some samples, with what they score and where their evidence lies."""
    table = _table("sample", _head(metric), "question, documents", right=1)
    for each in samples:
        documents = ", ".join(each.slices.get("document", ()))
        question = Text.assemble(_clipped(each.user_input), (f"\n{documents}" if documents else "", "dim"))
        table.add_row(each.sample_id, _number(each.metrics.get(metric, 0.0)), question)
    if table.row_count:
        console.print(Text(f" {title}", style="bold"))
        _print(table, console)


# ------------------------------------------------------------------------------------------------ the tables


def _whole(metrics: Mapping[str, Interval]) -> Table:
    table = _table("metric", "mean", "interval", "samples")
    for name, each in metrics.items():
        if "@" not in name:
            table.add_row(_words(name), _number(each.mean), f"{each.low:.3f}-{each.high:.3f}", str(each.n))
    return table


def _ranks(metrics: Mapping[str, Interval]) -> Table:
    """A row for each measure, a column for each rank."""
    pairs = [name.split("@") for name in metrics if "@" in name]
    measures, ks = dict.fromkeys(name for name, _ in pairs), sorted({int(k) for _, k in pairs})
    table = _table("of the first", *map(str, ks))
    for measure in measures:
        held = [metrics.get(f"{measure}@{k}") for k in ks]
        table.add_row(measure, *(f"{_number(each.mean)} ({_interval(each)})" if each else "" for each in held))
    return table


def _slice(axis: str, values: Mapping[str, Mapping[str, Interval]], names: Sequence[str]) -> Table:
    table = _table(_words(axis), "samples", *map(_head, names), f"{_head(names[0])} in 95 %")
    for value, metrics in _shown(values, names):
        n = max((each.n for each in metrics.values()), default=0)
        first = next((metrics[name] for name in names if name in metrics), None)
        means = (_number(metrics[name].mean) if name in metrics else "" for name in names)
        table.add_row(_words(value), str(n), *means, _interval(first) if first else "")
    if len(values) > VALUES_SHOWN:
        table.add_row(f"... {len(values) - VALUES_SHOWN} more")
    return table


def _side_by_side(values: Mapping[str, Mapping[str, Interval]]) -> Iterable[list[str]]:
    """What slices are told by, as many metrics as fit a table: those of whole replies."""
    known = dict.fromkeys(name for held in values.values() for name in held if "@" not in name)
    names = [name for name in known if name not in _UNTOLD]
    return (names[at : at + _COLUMNS] for at in range(0, len(names), _COLUMNS))


def _shown(
    values: Mapping[str, Mapping[str, Interval]], names: Sequence[str]
) -> list[tuple[str, Mapping[str, Interval]]]:
    """All values in order; of many, those that score lowest."""
    if len(values) <= VALUES_SHOWN:
        return list(values.items())
    first = names[0] if names else ""
    means = {value: held[first].mean if first in held else 1.0 for value, held in values.items()}
    return sorted(values.items(), key=lambda item: (means[item[0]], item[0]))[:VALUES_SHOWN]


def _verdict(each: Difference) -> Text:
    if not each.significant:
        return Text("")
    return Text("better", style="green") if each.difference > 0 else Text("worse", style="red")


# --------------------------------------------------------------------------------------------------- layout


def _table(*heads: str, right: int | None = None, gap: int = 2) -> Table:
    """Columns without lines; all but the first to the right, or only the one that is named."""
    table = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0), header_style="dim")
    for place, head in enumerate(heads):
        to_the_right = place == right if right is not None else place > 0
        table.add_column(head, justify="right" if to_the_right else "left", overflow="fold")
    return table


def _print(table: Table, console: Console) -> None:
    console.print(Padding(table, (0, 0, 1, 3)), highlight=False)


def _head(metric: str) -> str:
    return _HEADS.get(metric, _words(metric))


def _words(name: str) -> str:
    return name.replace("_", " ")


def _number(value: float) -> str:
    return f"{value:.3f}"


def _interval(each: Interval) -> str:
    return f"{each.low:.2f}-{each.high:.2f}"


def _some(ids: Sequence[str], most: int = 5) -> str:
    return ", ".join(ids[:most]) + (", ..." if len(ids) > most else "")


def _clipped(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUESTION_LENGTH else flat[: _QUESTION_LENGTH - 3].rstrip() + "..."
