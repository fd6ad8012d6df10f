"""Testset <-> file: JSON lines, JSON or CSV, with the manifest beside it."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import ValidationError

from kgsynth.errors import FileFormatError
from kgsynth.exporters.plain import lines, listed, table
from kgsynth.exporters.records import Corpus, Exported, Given
from kgsynth.files import replace
from kgsynth.types import Manifest, Rejection, Sample

if TYPE_CHECKING:
    import datasets
    import deepeval.dataset
    import pandas
    import ragas

INTERRUPTED = "interrupted"  # the cause of a shortfall when the user stopped the run


def _bare_manifest() -> Manifest:
    return Manifest(kgsynth_version="", settings={}, seed=0)


@dataclass(frozen=True, slots=True)
class Testset:
    """The samples of a run, what was refused, and how it came about.

    Example:
        >>> testset = Testset(())
        >>> len(testset)
        0
    """

    __test__ = False  # not a test case, whatever pytest makes of the name

    samples: tuple[Sample, ...]
    rejections: tuple[Rejection, ...] = ()
    manifest: Manifest = field(default_factory=_bare_manifest)

    def __len__(self) -> int:
        return len(self.samples)

    def __iter__(self) -> Iterator[Sample]:
        return iter(self.samples)

    @property
    def interrupted(self) -> bool:
        """Whether the run was stopped before it was done."""
        return any(short.cause == INTERRUPTED for short in self.manifest.shortfalls)

    def save(self, path: str | Path, *, rejections: bool = False) -> None:
        """Write the samples, and the manifest to ``<stem>.manifest.json`` beside them.

        A file is replaced only once the new one is complete.

        Args:
            path: ends in ``.jsonl`` (one sample a line), ``.json`` (one list) or ``.csv`` (lists as JSON in a cell).
            rejections: write what was refused, too, to ``<stem>.rejections.jsonl``.
        """
        path = Path(path)
        render = require_known_suffix(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, render(self.samples))
        replace(manifest_path(path), self.manifest.model_dump_json(indent=2) + "\n")
        if rejections:
            replace(rejections_path(path), _json_lines(self.rejections))

    def export(self, form: str, path: str | Path, *, corpus: Corpus | None = None, plain: bool = False) -> Exported:
        """Write the samples for another tool; `docs/exports.md` says what each format holds.

        Args:
            form: ``ragas``, ``deepeval``, ``beir``, ... as for ``kgsynth export --to``.
            path: the file, or the folder for a format that has several files.
            corpus: the graph of the documents, for the formats that hold the passages a search goes over. They may be
                cut in another way than for this test set: evidence is found by its place in the document.
            plain: JSON lines instead of Parquet.

        Returns:
            how many rows were written, and notes on what was left out.
        """
        from kgsynth.exporters.writing import export

        return export(Given(self.samples, self.manifest, corpus, plain), form, Path(path))

    def to_pandas(self) -> "pandas.DataFrame":
        """A row for each sample, a column for each field."""
        from kgsynth.exporters.pandas import as_frame

        return as_frame(self.samples)

    def to_datasets(self) -> "datasets.Dataset":
        """The samples as a ``datasets.Dataset``, with a schema."""
        from kgsynth.exporters.huggingface import as_dataset

        return as_dataset(self.samples)

    def to_ragas(self) -> "ragas.EvaluationDataset":
        """The samples as an ``EvaluationDataset`` of ragas."""
        from kgsynth.exporters.ragas import as_dataset

        return as_dataset(self.samples)

    def to_deepeval(self) -> "deepeval.dataset.EvaluationDataset":
        """The samples as an ``EvaluationDataset`` of deepeval."""
        from kgsynth.exporters.deepeval import as_dataset

        return as_dataset(self.samples)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read what ``save`` wrote as ``.jsonl`` or ``.json``; a missing manifest leaves a bare one.

        Raises:
            FileFormatError: the file is none of kgsynth's; says the line and what is wrong there.
        """
        path = Path(path)
        samples = tuple(_load_samples(path))
        refused = _load_rejections(rejections_path(path))
        beside = manifest_path(path)
        if not beside.exists():
            return cls(samples, refused)
        return cls(samples, refused, _load_manifest(beside))


def manifest_path(path: Path) -> Path:
    """Where the manifest of a test set lies."""
    return path.with_name(f"{path.stem}.manifest.json")


def rejections_path(path: Path) -> Path:
    """Where the refused drafts of a test set lie, if they were saved."""
    return path.with_name(f"{path.stem}.rejections.jsonl")


# ------------------------------------------------------------------------------------------------- writing


def require_known_suffix(path: Path) -> Callable[[Sequence[Sample]], Iterator[str]]:
    """What writes samples in the format that a path's suffix names; an error that names them all if none does."""
    try:
        return _RENDERERS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(_RENDERERS)
        raise FileFormatError(f"cannot write a test set as {path.name!r}: name it with one of {known}") from None


def _json_lines(records: Sequence[Rejection]) -> str:
    return "".join(record.model_dump_json() + "\n" for record in records)


_RENDERERS: dict[str, Callable[[Sequence[Sample]], Iterator[str]]] = {".jsonl": lines, ".json": listed, ".csv": table}


# ------------------------------------------------------------------------------------------------- reading


def _load_samples(path: Path) -> Iterator[Sample]:
    text = _read(path)
    if path.suffix.lower() == ".jsonl":
        return _load_lines(path, text)
    if path.suffix.lower() == ".json":
        return _load_list(path, text)
    raise FileFormatError(f"cannot read {str(path)!r} as a test set: give the .jsonl or .json that kgsynth wrote")


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise FileFormatError(f"no test set at {str(path)!r}: check the path") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FileFormatError(f"cannot read {str(path)!r}: {error}") from error


def _load_lines(path: Path, text: str) -> Iterator[Sample]:
    # Not splitlines(): U+2028 and its like end no line of JSON.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _sample(line, f"{str(path)!r}, line {number}")


def _load_list(path: Path, text: str) -> Iterator[Sample]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise FileFormatError(f"{str(path)!r}, line {error.lineno}: no JSON here ({error.msg})") from error
    if not isinstance(rows, list):
        raise FileFormatError(f"{str(path)!r}: a list of samples was expected, this is {type(rows).__name__}")
    for number, row in enumerate(rows, start=1):
        yield _sample(json.dumps(row), f"{str(path)!r}, sample {number}")


def _sample(text: str, where: str) -> Sample:
    try:
        return Sample.model_validate_json(text)
    except ValidationError as error:
        raise FileFormatError(f"{where}: {_first_problem(error)}") from error


def _load_manifest(path: Path) -> Manifest:
    try:
        return Manifest.model_validate_json(_read(path))
    except ValidationError as error:
        raise FileFormatError(f"{str(path)!r}: {_first_problem(error)}") from error


def _load_rejections(path: Path) -> tuple[Rejection, ...]:
    if not path.exists():
        return ()
    try:
        return tuple(Rejection.model_validate_json(line) for line in _read(path).split("\n") if line.strip())
    except ValidationError as error:
        raise FileFormatError(f"{str(path)!r}: {_first_problem(error)}") from error


def _first_problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in problem["loc"])
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{field}: {problem['msg']}{more}" if field else f"{problem['msg']}{more}"
