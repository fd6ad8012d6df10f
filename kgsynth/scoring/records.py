"""The scores of samples, what they come to, and how two runs differ: the records, and Results <-> file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kgsynth.errors import FileFormatError
from kgsynth.files import replace


class SampleScores(BaseModel):
    """What a system scored on one sample, and the slices of the set that the sample belongs to.

    Attributes:
        metrics: name -> a number from 0 to 1; a metric that does not apply to the sample is left out.
        slices: axis -> the values that the sample has there: one, or several (documents, entities).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    sample_id: str
    user_input: str
    metrics: dict[str, float]
    slices: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Failure(BaseModel):
    """A question at which the system failed, and why; it has no scores."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sample_id: str
    user_input: str
    cause: str


class _File(BaseModel):
    """What ``Results.save`` writes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    name: str = ""
    scores: tuple[SampleScores, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The scores of one run over a test set, in the order of the sample ids.

    Attributes:
        name: what the run is called, in tables and comparisons.
        failures: the questions at which the system failed.
    """

    scores: tuple[SampleScores, ...]
    name: str = ""
    failures: tuple[Failure, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "scores", tuple(sorted(self.scores, key=lambda each: each.sample_id)))
        object.__setattr__(self, "failures", tuple(sorted(self.failures, key=lambda each: each.sample_id)))

    def __len__(self) -> int:
        return len(self.scores)

    def __iter__(self) -> Iterator[SampleScores]:
        return iter(self.scores)

    def save(self, path: str | Path) -> None:
        """Write the scores as JSON; a file is replaced only once the new one is complete."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        held = _File(name=self.name, scores=self.scores, failures=self.failures)
        replace(path, held.model_dump_json(indent=1) + "\n")

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read what ``save`` wrote.

        Raises:
            FileFormatError: the file holds no scores of kgsynth's; says what is wrong, and where.
        """
        path = Path(path)
        try:
            held = _File.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            raise FileFormatError(f"no scores at {str(path)!r}: check the path") from None
        except OSError as error:
            raise FileFormatError(f"cannot read {str(path)!r}: {error}") from error
        except ValidationError as error:
            raise FileFormatError(f"{str(path)!r} holds no scores of `kgsynth score -o`: {_first(error)}") from error
        return cls(held.scores, held.name, held.failures)


def _first(error: ValidationError) -> str:
    problem = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in problem["loc"])
    return f"{place}: {problem['msg']}" if place else str(problem["msg"])


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over n samples, and between which numbers it lies in 95 of 100 draws of such samples."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run comes to: metric -> interval over all samples, and axis -> value -> metric -> interval."""

    metrics: dict[str, Interval]
    slices: dict[str, dict[str, dict[str, Interval]]]
    name: str = ""
    samples: int = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """How one metric differs between two runs on the same n samples.

    Attributes:
        low, high: between which numbers the difference lies in 95 of 100 draws of such samples.
        p_value: how often chance alone would make a difference as large as this.
        lost, won: the ids of the samples that score lower after, and of those that score higher.
    """

    before: float
    after: float
    difference: float
    low: float
    high: float
    p_value: float
    n: int
    lost: tuple[str, ...] = ()
    won: tuple[str, ...] = ()

    @property
    def significant(self) -> bool:
        """Whether the difference is unlikely to be chance, at the usual one in twenty."""
        return self.p_value < 0.05


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over one test set: metric -> difference, and the sample ids that only one of them has scores of."""

    metrics: dict[str, Difference]
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    before_name: str = ""
    after_name: str = ""
