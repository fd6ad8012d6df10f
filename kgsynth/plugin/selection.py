"""Markers and --kgsynth-testset -> the samples of one test, with the ids that pytest shows."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from kgsynth.errors import InputError, SettingsError
from kgsynth.plugin.paths import existing, of_option
from kgsynth.testset import Testset
from kgsynth.types import QueryLength, QueryStyle, QueryType, Sample

AXES = ("query_type", "hops", "question_kind", "persona_name", "query_style", "query_length", "language")
_CLOSED = {"query_type": QueryType, "query_style": QueryStyle, "query_length": QueryLength}
_SLUG_LENGTH = 50
_EMPTY = "empty_parameter_set_mark"  # pytest's own setting of what is done with tests that have nothing to run on
_LOADED = pytest.StashKey[dict[Path, tuple[Sample, ...]]]()


def selected(config: pytest.Config, test: Path, marks: Sequence[pytest.Mark]) -> "list[pytest.ParameterSet]":
    """The parameters of a test in a file: one for each sample; one that is skipped where there is none.

    Args:
        marks: the nearest first. What one leaves open is taken from those farther out, and then from the option.

    Raises:
        InputError: there is no such file.
        FileFormatError: it is no test set.
        SettingsError: a marker names what is not known.
    """
    path = _path(config, test, marks)
    words = {name: value for mark in reversed(marks) for name, value in mark.kwargs.items()}
    limit = _limit(words.pop("limit", None))
    wanted = {axis: _values(axis, value) for axis, value in words.items()}
    held = _loaded(config, path)
    found = drawn([sample for sample in held if _is_wanted(sample, wanted)], limit)
    if not found:
        return [_nothing(config, _told(path.name, held, wanted))]
    return [pytest.param(sample, id=name) for sample, name in zip(found, ids(found), strict=True)]


def drawn(samples: Sequence[Sample], limit: int | None) -> list[Sample]:
    """So many of the samples, the same ones each time: at even steps through all kinds, in the order of the set."""
    if limit is None or limit >= len(samples):
        return list(samples)
    ordered = sorted(samples, key=lambda sample: (sample.query_type, sample.question_kind, sample.id))
    taken = {ordered[(2 * step + 1) * len(samples) // (2 * limit)].id for step in range(limit)}
    return [sample for sample in samples if sample.id in taken]


def ids(samples: Sequence[Sample]) -> list[str]:
    """For each sample the words of its question and its id: no other sample changes it, but one with the same id."""
    names = [f"{_slug(sample.clean_user_input, _SLUG_LENGTH)}-{_slug(sample.id)}".strip("-") for sample in samples]
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return unique


def _slug(text: str, most: int | None = None) -> str:
    """The words of a text in ASCII; as many whole ones as there is room for."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
    if most is None or len(slug) <= most:
        return slug
    return slug[:most] if "-" not in slug[:most] else slug[: most + 1].rpartition("-")[0]


# ----------------------------------------------------------------------------------------- what marks say


def _path(config: pytest.Config, test: Path, marks: Sequence[pytest.Mark]) -> Path:
    named = next((mark.args for mark in marks if mark.args), None)
    if named is None:
        return existing(config.getoption("kgsynth_testset"), of_option(config), what="--kgsynth-testset")
    if len(named) > 1 or not isinstance(named[0], str | Path):
        raise SettingsError(f"@pytest.mark.kgsynth takes one file, then names: {named!r} was given")
    return existing(named[0], (test.parent, config.rootpath), what=f"@pytest.mark.kgsynth({str(named[0])!r})")


def _limit(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    raise SettingsError(f"@pytest.mark.kgsynth(limit={value!r}): a whole number above 0 was expected")


def _values(axis: str, value: object) -> frozenset[str]:
    """What is allowed on one axis: a value, or several."""
    if axis not in AXES:
        raise SettingsError(f"@pytest.mark.kgsynth({axis}=...): what can be named is {', '.join(AXES)} and limit")
    several = isinstance(value, Collection) and not isinstance(value, str | bytes | Mapping)
    values = frozenset(str(each) for each in (value if several and isinstance(value, Iterable) else (value,)))
    if axis in _CLOSED and (unknown := sorted(values - set(_CLOSED[axis]))):
        known = ", ".join(_CLOSED[axis])
        raise SettingsError(f"@pytest.mark.kgsynth({axis}={unknown[0]!r}): what there is is {known}")
    return values


# ------------------------------------------------------------------------------------------------- samples


def _loaded(config: pytest.Config, path: Path) -> tuple[Sample, ...]:
    """The samples of a file, read once a run."""
    held = config.stash.setdefault(_LOADED, {})
    if path not in held:
        if not path.is_file():
            raise InputError(f"{str(path)!r} is no file: name the .jsonl that `kgsynth generate` wrote")
        held[path] = Testset.load(path).samples
    return held[path]


def _is_wanted(sample: Sample, wanted: Mapping[str, frozenset[str]]) -> bool:
    return all(_value(sample, axis) in values for axis, values in wanted.items())


def _value(sample: Sample, axis: str) -> str:
    return str(getattr(sample, axis))


def _told(name: str, samples: Sequence[Sample], wanted: Mapping[str, frozenset[str]]) -> str:
    """Why there is nothing, and what there would be."""
    if not samples:
        return f"{name} holds no samples"
    asked = ", ".join(f"{axis}={' or '.join(sorted(values))}" for axis, values in wanted.items())
    there = "; ".join(f"{axis}: {', '.join(sorted({_value(each, axis) for each in samples}))}" for axis in wanted)
    return f"no sample of {name} has {asked} (there is {there})"


def _nothing(config: pytest.Config, reason: str) -> "pytest.ParameterSet":
    """What stands for no sample at all: skipped, or as the suite says of tests that have nothing to run on."""
    how = config.getini(_EMPTY)
    if how == "fail_at_collect":
        raise InputError(reason)
    mark = pytest.mark.xfail(run=False, reason=reason) if how == "xfail" else pytest.mark.skip(reason=reason)
    return pytest.param(None, id="no-sample", marks=mark)
