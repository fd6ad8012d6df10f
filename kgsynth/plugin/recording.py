"""What a test hands over -> SampleScores, on their way through the reports of pytest -> Results."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import SupportsFloat

from kgsynth.errors import InputError
from kgsynth.scoring import Results, Retrieved, SampleScores, score
from kgsynth.types import Sample


class Recorder:
    """Scores samples within one test, and keeps the scores for the run."""

    def __init__(self) -> None:
        self._recorded: list[SampleScores] = []
        self._taken = 0

    def record(
        self,
        sample: Sample,
        *,
        retrieved: Iterable[Retrieved] | None = None,
        answer: str | None = None,
        **metrics: SupportsFloat,
    ) -> dict[str, float]:
        """Score a sample, and have the scores counted in the run's.

        Args:
            retrieved: passages, best first: texts, mappings, documents of LangChain or LlamaIndex.
            answer: what the system answered.
            metrics: scores of your own by their names. More must be better.

        Returns:
            all scores of the sample that were recorded here, by metric.

        Raises:
            InputError: there is nothing to score, or it was recorded before.
        """
        if retrieved is None and answer is None and not metrics:
            raise InputError("nothing to record: give retrieved=[...], answer='...', or a metric by its name")
        scored = score(sample, retrieved, answer)
        own = {name: _number(name, value) for name, value in metrics.items()}
        earlier = [name for each in self._recorded if each.sample_id == sample.id for name in each.metrics]
        found = {**scored.metrics, **own}
        if twice := sorted({*own} & {*scored.metrics} | {*found} & {*earlier}):
            raise InputError(
                f"{twice[0]!r} of the sample {sample.id} is there already: record it once, or rename yours"
            )
        self._recorded.append(scored.model_copy(update={"metrics": found}))
        return dict(found)

    def taken(self) -> list[str]:
        """What was recorded since this was last asked for, as JSON: reports of workers carry nothing else."""
        fresh = self._recorded[self._taken :]
        self._taken = len(self._recorded)
        return [scores.model_dump_json() for scores in fresh]

    def properties(self) -> list[tuple[str, object]]:
        """What the JUnit file says of the test: its scores; of several samples the means."""
        ids = sorted({scores.sample_id for scores in self._recorded})
        if not ids:
            return []
        about: tuple[str, object] = ("kgsynth_sample", ids[0]) if len(ids) == 1 else ("kgsynth_samples", len(ids))
        values: dict[str, list[float]] = {}
        for scores in self._recorded:
            for name, value in scores.metrics.items():
                values.setdefault(name, []).append(value)
        return [about, *((f"kgsynth_{name}", round(sum(each) / len(each), 6)) for name, each in values.items())]


def _number(name: str, value: SupportsFloat) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise InputError(f"{name}={value!r}: a metric is a number") from None
    if not isfinite(number):
        raise InputError(f"{name}={value!r}: a metric is a finite number; leave it out where it does not apply")
    return number


# ------------------------------------------------------------------------------------------- the whole run


@dataclass
class _Held:
    """What is known of one sample so far: its scores, and which test each of them comes from."""

    scores: SampleScores
    metrics: dict[str, float] = field(default_factory=dict)
    tests: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What all tests of a run recorded, and where two of them recorded the same."""

    results: Results
    clashes: tuple[str, ...] = ()


def gathered(recorded: Sequence[tuple[str, str]], *, name: str = "") -> Recorded:
    """The scores of a run, one record a sample: a test that ran again replaces what it recorded before.

    Args:
        recorded: id of the test, and the scores of a sample as JSON.
    """
    held: dict[str, _Held] = {}
    clashes: dict[str, str] = {}
    for test, text in recorded:
        scores = SampleScores.model_validate_json(text)
        own = held.setdefault(scores.sample_id, _Held(scores))
        for metric, value in scores.metrics.items():
            if (other := own.tests.setdefault(metric, test)) != test:
                first, second = sorted((other, test))
                clashes.setdefault(f"{first}\n{second}", f"{first} and {second} both record {metric!r} of one sample")
            own.metrics[metric] = value
    rows = tuple(each.scores.model_copy(update={"metrics": each.metrics}) for each in held.values())
    return Recorded(Results(rows, name), tuple(sorted(clashes.values())))
