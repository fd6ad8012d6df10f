"""Two test sets -> what was added, removed, changed and kept."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from kgsynth.language.words import fold
from kgsynth.types import Evidence, Sample


@dataclass(frozen=True, slots=True)
class Pair:
    """One sample in two versions, and the names of the fields in which they differ."""

    old: Sample
    new: Sample
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A removed and an added sample that are two versions of one.

    Attributes:
        changes: what differs: ``question``, ``answer``, ``evidence`` (its text), ``place`` (the same text elsewhere).
    """

    old: Sample
    new: Sample
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of the samples of one set in another.

    Attributes:
        added, removed: their ids are in one of the two only.
        changed: the same id, and not the same fields.
        kept: the same in every field.
        asked_again: those of ``removed`` and ``added`` that ask the same, or the same evidence for the same answer.
    """

    added: tuple[Sample, ...]
    removed: tuple[Sample, ...]
    changed: tuple[Pair, ...]
    kept: tuple[Sample, ...]
    asked_again: tuple[AskedAgain, ...]

    def __bool__(self) -> bool:
        """Whether the two differ in any sample."""
        return bool(self.added or self.removed or self.changed)

    def by_kind(self) -> dict[tuple[str, str], dict[str, int]]:
        """(query type, question kind) -> how many were kept, changed, added and removed."""
        groups = {
            "kept": self.kept, "changed": tuple(pair.new for pair in self.changed),
            "added": self.added, "removed": self.removed,
        }  # fmt: skip
        counts = {name: Counter(_kind(sample) for sample in samples) for name, samples in groups.items()}
        kinds = sorted({kind for counter in counts.values() for kind in counter}, reverse=True)
        return {kind: {name: counter[kind] for name, counter in counts.items()} for kind in kinds}


def diff(old: Iterable[Sample], new: Iterable[Sample]) -> Difference:
    """What differs between two test sets, by the samples' ids; the order of the samples says nothing.

    Example:
        >>> from kgsynth import Testset
        >>> bool(diff(Testset(()), Testset(())))
        False
    """
    before, after = _by_id(old), _by_id(new)
    removed = tuple(sample for key, sample in before.items() if key not in after)
    added = tuple(sample for key, sample in after.items() if key not in before)
    pairs = [Pair(sample, after[key], _fields(sample, after[key])) for key, sample in before.items() if key in after]
    return Difference(
        added=added,
        removed=removed,
        changed=tuple(pair for pair in pairs if pair.fields),
        kept=tuple(pair.new for pair in pairs if not pair.fields),
        asked_again=tuple(_asked_again(removed, added)),
    )


def _by_id(samples: Iterable[Sample]) -> dict[tuple[str, int], Sample]:
    """By id; the second sample of an id has a place of its own."""
    seen: Counter[str] = Counter()
    found = {}
    for sample in samples:
        found[sample.id, seen[sample.id]] = sample
        seen[sample.id] += 1
    return found


def _fields(old: Sample, new: Sample) -> tuple[str, ...]:
    return tuple(name for name in Sample.model_fields if getattr(old, name) != getattr(new, name))


def _kind(sample: Sample) -> tuple[str, str]:
    return sample.query_type.value, sample.question_kind


# ------------------------------------------------------------------------------------------- two versions of one


def _asked_again(removed: Iterable[Sample], added: Iterable[Sample]) -> Iterator[AskedAgain]:
    """By the question as it stands, then by its clean form, then by answer and evidence; each sample once."""
    gone, come = dict(enumerate(removed)), dict(enumerate(added))
    for key in (_asked, _asked_clean, _answered):
        waiting: dict[Hashable, list[int]] = {}
        for number, sample in come.items():
            waiting.setdefault(key(sample), []).append(number)
        for number, old in tuple(gone.items()):
            if matching := waiting.get(key(old)):
                del gone[number]
                new = come.pop(matching.pop(0))
                yield AskedAgain(old, new, tuple(_changes(old, new)))


def _asked(sample: Sample) -> Hashable:
    return _folded(sample.user_input)


def _asked_clean(sample: Sample) -> Hashable:
    return _folded(sample.clean_user_input)


def _answered(sample: Sample) -> Hashable:
    return _folded(sample.reference), _texts(sample)


def _changes(old: Sample, new: Sample) -> Iterator[str]:
    differs: dict[str, Callable[[Sample], Hashable]] = {
        "question": lambda sample: sample.user_input,
        "answer": lambda sample: sample.reference,
        "evidence": _texts,
    }
    yield from (name for name, of in differs.items() if of(old) != of(new))
    if _texts(old) == _texts(new) and set(map(_place, old.evidence)) != set(map(_place, new.evidence)):
        yield "place"


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def _texts(sample: Sample) -> tuple[str, ...]:
    return tuple(sorted(evidence.text for evidence in sample.evidence))


def _place(evidence: Evidence) -> tuple[str, str, int, int]:
    return evidence.source, evidence.document_id, evidence.start, evidence.end
