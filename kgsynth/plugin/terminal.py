"""Outcome -> what stands at the end of pytest's output."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from kgsynth.plugin.outcomes import Outcome, Verdict
from kgsynth.scoring import Difference, Results, summarise
from kgsynth.scoring.terminal import show_comparison, show_summary

LOST_SHOWN = 10
WON_SHOWN = 3
_QUESTION_LENGTH = 90


def show(outcome: Outcome, reporter: "pytest.TerminalReporter") -> None:
    """The scores with their intervals, what was written, and how they compare.

    With -qq and --no-summary, only what makes a run fail: none fails without a reason.
    """
    if reporter.config.get_verbosity() > -2 and not reporter.config.getoption("no_summary", False):
        reporter.write_sep("=", "kgsynth")
        _show_scores(outcome, reporter)
    if outcome.problems:
        reporter.write_sep("=", "kgsynth: scores that cannot be used", red=True)
        _write(outcome.problems, reporter)
    if outcome.verdict is not None and outcome.verdict.failed:
        title = "kgsynth: regression" if outcome.verdict.fallen else "kgsynth: nothing to guard"
        reporter.write_sep("=", title, red=True)
        _write(_failure(outcome.verdict, outcome.results), reporter)


def _show_scores(outcome: Outcome, reporter: "pytest.TerminalReporter") -> None:
    text = StringIO()
    console = _console(text, reporter)
    show_summary(summarise(replace(outcome.results, name="Scores")), console, by=["query_type"])
    if outcome.verdict is not None and outcome.verdict.comparison.metrics:
        show_comparison(outcome.verdict.comparison, console)
    shown = "\n".join(line.rstrip() for line in text.getvalue().splitlines()).strip("\n")
    reporter.write(f"{shown}\n\n")
    _write(_remarks(outcome), reporter)


def _console(text: StringIO, reporter: "pytest.TerminalReporter") -> Console:
    """Colours where pytest has them, and its width."""
    return Console(
        file=text,
        width=max(reporter._tw.fullwidth, 80),
        force_terminal=reporter.hasmarkup,
        no_color=not reporter.hasmarkup,
        legacy_windows=False,
    )


def _write(lines: Iterable[str], reporter: "pytest.TerminalReporter") -> None:
    for line in lines:
        reporter.write_line(f" {line}")


def _remarks(outcome: Outcome) -> Iterator[str]:
    if outcome.stopped:
        yield "The run was stopped: nothing was written or compared"
    for what, path in outcome.written:
        yield f"{what.capitalize()} of {_samples(len(outcome.results))} written to {path}"
    verdict = outcome.verdict
    if verdict is None:
        return
    for name in verdict.doubtful:
        yield f"{_fall(name, verdict)}; this may be chance, and fails nothing"
    for name in verdict.gone:
        yield f"{name} is in the baseline, and no test recorded it"
    if not verdict.failed:
        yield f"No certain fall of more than {verdict.tolerance:g} in {', '.join(verdict.comparison.metrics)}"


def _failure(verdict: Verdict, after: Results) -> Iterator[str]:
    """What fell, and the questions behind it; or why there is nothing to guard."""
    for name in verdict.fallen:
        yield f"{_fall(name, verdict)}; {verdict.tolerance:g} is tolerated"
        each = verdict.comparison.metrics[name]
        yield from _questions("lost", name, each.lost, verdict.before, after, LOST_SHOWN)
        yield from _questions("won", name, each.won, verdict.before, after, WON_SHOWN)
    for name in verdict.unknown:
        yield f"--kgsynth-metrics {name}: no sample has it both in the baseline and in this run"
    if not verdict.comparison.metrics and not verdict.unknown:
        yield "No sample has a guarded metric both in the baseline and in this run: is it another test set?"
        yield "Choose with --kgsynth-metrics, or write a new baseline with --kgsynth-update-baseline"


def _fall(name: str, verdict: Verdict) -> str:
    each = verdict.comparison.metrics[name]
    return f"{name} fell by {-each.difference:.3f}, from {each.before:.3f} to {each.after:.3f} ({_certainty(each)})"


def _certainty(each: Difference) -> str:
    chance = f"p = {each.p_value:.3f}" if each.p_value >= 0.001 else "p < 0.001"
    return f"95 %: {each.low:+.3f} to {each.high:+.3f}, {chance}, {_samples(each.n)}"


def _questions(word: str, metric: str, ids: Sequence[str], before: Results, after: Results, most: int) -> Iterator[str]:
    """Some of the samples that lost or won, those that changed most first."""
    old = {each.sample_id: each.metrics[metric] for each in before if metric in each.metrics}
    new = {each.sample_id: each for each in after}
    ordered = sorted(ids, key=lambda each: (-abs(new[each].metrics[metric] - old[each]), each))
    if ordered:
        yield f"  {len(ordered)} {word}:"
    for sample_id in ordered[:most]:
        change = f"{old[sample_id]:.2f} -> {new[sample_id].metrics[metric]:.2f}"
        yield f"    {change}  {sample_id}  {_clipped(new[sample_id].user_input)}"
    if len(ordered) > most:
        yield f"    ... and {len(ordered) - most} more"


def _samples(count: int) -> str:
    return f"{count} sample{'s' if count != 1 else ''}"


def _clipped(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUESTION_LENGTH else flat[: _QUESTION_LENGTH - 3].rstrip() + "..."
