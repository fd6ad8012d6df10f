"""What a run recorded + its options -> files, and whether a guarded metric has fallen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kgsynth.errors import InputError, KgsynthError, SettingsError
from kgsynth.plugin.paths import existing, of_option
from kgsynth.plugin.recording import gathered
from kgsynth.scoring import Comparison, Results, compare

# Not guarded unless asked: at each rank (all go with recall and rank), what longer passages lower, what goes with F1.
UNGUARDED = frozenset({"evidence_precision", "exact_match", "rouge_l", "number_agreement"})
ALL = "all"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A run against its baseline, by the metrics that must not fall.

    Attributes:
        comparison: of these metrics alone.
        fallen: those that fell by more than is tolerated, and more than chance explains.
        doubtful: those that fell by more than is tolerated, but chance could do the same.
        unknown: metrics that were asked for, and no sample has in both runs.
        gone: metrics that the baseline has and no test recorded.
    """

    before: Results
    comparison: Comparison
    tolerance: float
    fallen: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the run must not pass: a metric fell, or the guard had nothing to go by."""
        return bool(self.fallen or self.unknown or not self.comparison.metrics)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run.

    Attributes:
        stopped: whether the run did not come to its end; then nothing is written or compared.
        problems: why something could not be written or compared.
        written: the files that were written, by what they hold.
    """

    results: Results
    stopped: bool = False
    problems: tuple[str, ...] = ()
    written: tuple[tuple[str, Path], ...] = ()
    verdict: Verdict | None = None

    @property
    def failed(self) -> bool:
        """Whether the run must not pass."""
        return bool(self.problems) or (self.verdict is not None and self.verdict.failed)


def require_usable(config: pytest.Config) -> None:
    """Complain of options that cannot be followed, before any test runs.

    Raises:
        InputError: a file is not there.
        FileFormatError: the baseline is none.
        SettingsError: options that make no sense.
    """
    if testset := _option(config, "testset"):
        existing(testset, of_option(config), what="--kgsynth-testset")
    if not _tolerance(config) >= 0:
        raise SettingsError(f"--kgsynth-tolerance {_tolerance(config)}: 0 or more was expected")
    if config.getoption("kgsynth_update_baseline"):
        if not _option(config, "baseline"):
            raise SettingsError("--kgsynth-update-baseline: say which file with --kgsynth-baseline FILE")
    elif _option(config, "baseline"):
        _baseline(config)


def outcome_of(recorded: Sequence[tuple[str, str]], config: pytest.Config, *, done: bool) -> Outcome:
    """Gather what was recorded, write what is to be written, compare what is to be compared.

    Args:
        recorded: id of the test, and the scores of a sample as JSON.
        done: whether all tests had their turn.
    """
    found = gathered(recorded)
    outcome = Outcome(found.results, stopped=not done, problems=found.clashes)
    if found.clashes or not done:
        return outcome
    try:
        written = tuple(_written(found.results, config))
        return replace(outcome, written=written, verdict=_verdict(found.results, config))
    except KgsynthError as error:
        return replace(outcome, problems=(str(error),))


def _written(results: Results, config: pytest.Config) -> Iterator[tuple[str, Path]]:
    if name := _option(config, "results"):
        yield "scores", _saved(results, config.invocation_params.dir / name, "--kgsynth-results")
    if config.getoption("kgsynth_update_baseline"):
        yield "baseline", _saved(results, _baseline_path(config), "--kgsynth-baseline")


def _verdict(results: Results, config: pytest.Config) -> Verdict | None:
    if not _option(config, "baseline") or config.getoption("kgsynth_update_baseline"):
        return None
    return judged(_baseline(config), results, tolerance=_tolerance(config), metrics=_metrics(config))


def judged(before: Results, after: Results, *, tolerance: float, metrics: Sequence[str] = ()) -> Verdict:
    """Which guarded metrics have fallen.

    Args:
        metrics: those that must not fall; ``all`` for each, and the usual ones where none is named.
    """
    whole = compare(before, after)
    guarded = {name: each for name, each in whole.metrics.items() if _is_guarded(name, metrics)}
    lower = [name for name, each in guarded.items() if each.difference < -tolerance]
    return Verdict(
        before,
        replace(whole, metrics=guarded),
        tolerance,
        fallen=tuple(name for name in lower if guarded[name].significant),
        doubtful=tuple(name for name in lower if not guarded[name].significant),
        unknown=tuple(name for name in metrics if name != ALL and name not in whole.metrics),
        gone=tuple(sorted({name for each in before for name in each.metrics} - _recorded(after))),
    )


def _is_guarded(name: str, metrics: Sequence[str]) -> bool:
    if metrics:
        return ALL in metrics or name in metrics
    return name not in UNGUARDED and "@" not in name


def _recorded(results: Results) -> set[str]:
    return {name for each in results for name in each.metrics}


def _saved(results: Results, path: Path, option: str) -> Path:
    try:
        replace(results, name=path.name).save(path)
    except OSError as error:
        raise InputError(f"{option}: cannot write {str(path)!r}: {error.strerror}") from error
    return path


# ------------------------------------------------------------------------------------------------- options


def _option(config: pytest.Config, name: str) -> str | None:
    value: str | None = config.getoption(f"kgsynth_{name}")
    return value


def _tolerance(config: pytest.Config) -> float:
    value: float = config.getoption("kgsynth_tolerance")
    return value


def _metrics(config: pytest.Config) -> list[str]:
    return [name.strip() for name in (_option(config, "metrics") or "").split(",") if name.strip()]


def _baseline(config: pytest.Config) -> Results:
    path = _baseline_path(config)
    if not path.exists():
        raise InputError(f"--kgsynth-baseline: no file {str(path)!r}: write it with --kgsynth-update-baseline")
    return Results.load(path)


def _baseline_path(config: pytest.Config) -> Path:
    """The file that is there already; else where pytest was called."""
    name = _option(config, "baseline") or ""
    places = of_option(config)
    return next((place / name for place in places if (place / name).exists()), places[0] / name)
