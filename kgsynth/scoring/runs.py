"""A file of what a system retrieved and answered, a line a question -> Results, and what in the file fits no sample."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgsynth.errors import FileFormatError, InputError
from kgsynth.scoring.evaluation import score
from kgsynth.scoring.passages import Passage, passages_of
from kgsynth.scoring.records import Results
from kgsynth.scoring.retrieval import KS
from kgsynth.types import Sample

_RETRIEVED = ("retrieved", "retrieved_contexts")
_ANSWER = ("answer", "response")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: which question it speaks of, and what the system gave."""

    number: int
    sample_id: str
    user_input: str
    retrieved: tuple[Passage, ...] | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """A file matched with a test set.

    Attributes:
        stray: what is said of each line that was left out: it fits no sample, or one that had a line before.
        missing: the ids of the samples without a line; nothing was retrieved for them, nothing answered.
    """

    results: Results
    stray: tuple[str, ...]
    missing: tuple[str, ...]


def score_file(
    testset: Iterable[Sample], path: str | Path, *, ks: Sequence[int] = KS, name: str = "", depth: int | None = None
) -> Run:
    """Score what a file holds: lines of JSON with ``sample_id`` or ``user_input``, ``retrieved`` and ``answer``.

    ``retrieved_contexts`` and ``response``, the names of ragas, will do. What no line has at all is not scored: a
    file without answers gives no scores of answers.

    Raises:
        FileFormatError: a line is no such thing (its number is said), or no line fits a sample.
    """
    path, samples = Path(path), list(testset)
    lines = list(_lines(path))
    matched, stray = _matched(lines, samples)
    if not matched:
        raise FileFormatError(f"{str(path)!r}: no line fits a sample of the test set; {(stray or ['it is empty'])[0]}")
    retrieves = any(line.retrieved is not None for line in matched.values())
    answers = any(line.answer is not None for line in matched.values())
    scores = []
    for sample in samples:
        line = matched.get(sample.id)
        retrieved = (line.retrieved if line else None) or ()
        answer = (line.answer if line else None) or ""
        scores.append(score(sample, retrieved[:depth] if retrieves else None, answer if answers else None, ks=ks))
    missing = tuple(sample.id for sample in samples if sample.id not in matched)
    return Run(Results(tuple(scores), name), tuple(stray), missing)


def _matched(lines: Iterable[Line], samples: Sequence[Sample]) -> tuple[dict[str, Line], list[str]]:
    """Sample id -> line, and what is said of the lines that are left."""
    ids = {sample.id for sample in samples}
    by_question = {sample.user_input.strip(): sample.id for sample in reversed(samples)}
    matched: dict[str, Line] = {}
    stray = []
    for line in lines:
        found = line.sample_id or by_question.get(line.user_input.strip(), "")
        if found not in ids:
            asked = f"sample_id {line.sample_id!r}" if line.sample_id else f"user_input {line.user_input!r}"
            stray.append(f"line {line.number}: no sample with {asked}")
        elif found in matched:
            stray.append(f"line {line.number}: sample {found!r} again; line {matched[found].number} counts")
        else:
            matched[found] = line
    return matched, stray


def _lines(path: Path) -> Iterator[Line]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise FileFormatError(f"no results at {str(path)!r}: check the path") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FileFormatError(f"cannot read {str(path)!r}: {error}") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _line(line, number, f"{str(path)!r}, line {number}")


def _line(text: str, number: int, where: str) -> Line:
    try:
        row = json.loads(text)
    except ValueError as error:
        raise FileFormatError(f"{where}: no JSON here ({error})") from error
    if not isinstance(row, dict):
        raise FileFormatError(f"{where}: an object was expected, this is {type(row).__name__}")
    sample_id, question = (row.get(key) or "" for key in ("sample_id", "user_input"))
    if not isinstance(sample_id, str) or not isinstance(question, str) or not (sample_id or question):
        raise FileFormatError(f"{where}: give it a 'sample_id' or a 'user_input'")
    return Line(number, sample_id, question, _retrieved(row, where), _answer(row, where))


def _retrieved(row: Mapping[str, object], where: str) -> tuple[Passage, ...] | None:
    given = next((row[key] for key in _RETRIEVED if row.get(key) is not None), None)
    if given is None:
        return None
    if not isinstance(given, list):
        raise FileFormatError(f"{where}: 'retrieved' is {type(given).__name__}, a list was expected")
    try:
        return passages_of(given)
    except InputError as error:
        raise FileFormatError(f"{where}: {error}") from error


def _answer(row: Mapping[str, object], where: str) -> str | None:
    given = next((row[key] for key in _ANSWER if row.get(key) is not None), None)
    if given is None or isinstance(given, str):
        return given
    raise FileFormatError(f"{where}: 'answer' is {type(given).__name__}, a text was expected")
