"""Quality -> which targets are met, and what to do about the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgsynth.errors import SettingsError
from kgsynth.report.quality.records import Quality, Share, Verdict

Value = Callable[[Quality], float | None]
ALL = "all"


@dataclass(frozen=True, slots=True)
class Target:
    """A number that can be required.

    Attributes:
        value: takes the number from a Quality; None where it was not measured.
        wanted: the bound that comes with the program; None where it is the user's to set.
        at_least: whether the number must be at or above its bound; at or below it otherwise.
    """

    says: str
    value: Value
    wanted: Value
    at_least: bool
    advice: str = ""


def _always(bound: float | None) -> Value:
    return lambda quality: bound


def _share(of: Callable[[Quality], Share | None]) -> Value:
    def value(quality: Quality) -> float | None:
        found = of(quality)
        return found.share if found else None

    return value


TARGETS: Mapping[str, Target] = {
    "grounded": Target(
        "evidence spans that are the documents' text",
        _share(lambda quality: quality.grounding.exact),
        _always(1.0),
        True,
        "The documents have changed, or are others: give the folder the set was made of, or make the set anew.",
    ),
    "near_duplicates": Target(
        "pairs of nearly the same question and the same answer",
        lambda quality: quality.variety.near_duplicates,
        _always(0),
        False,
        "Drop one of each pair (near_duplicate_ids in the JSON), or generate with a lower duplicate_rouge.",
    ),
    "distinct_openings": Target(
        "different first two words, by questions",
        _share(lambda quality: quality.variety.openings.distinct),
        _always(0.65),
        True,
        "Ask for more lengths and kinds of question, add documents of another kind, or let a model write (--llm).",
    ),
    "most_common_opening": Target(
        "questions with the most common first two words",
        _share(lambda quality: quality.variety.openings.most_common_share),
        _always(0.12),
        False,
        "One pattern of question dominates: see the kinds it comes from; a larger and more mixed folder helps.",
    ),
    "mean_cosine": Target(
        "mean cosine of two questions",
        lambda quality: quality.variety.mean_cosine,
        lambda quality: quality.variety.corpus_cosine,
        False,
        "The questions are more alike than the documents: ask about more documents, or for more kinds.",
    ),
    "words_in_sentence": Target(
        "words of a question in the sentence that answers it",
        lambda quality: quality.wording.in_sentence.mean if quality.wording.in_sentence else None,
        _always(0.8),
        False,
        "A search by words has it easy: ask for more multi-hop questions, or let a model word them (--llm).",
    ),
    "copied_runs": Target(
        "questions with a run of five words of the evidence",
        _share(lambda quality: quality.wording.copied_runs),
        _always(0.25),
        False,
        "Generate with a lower max_copied_tokens (a setting), or let a model word the questions (--llm).",
    ),
    "deictic": Target(
        "questions that point at their source",
        _share(lambda quality: quality.wording.deictic),
        _always(0.0),
        False,
        "Drop them (deictic_ids in the JSON): nobody can answer them without the page; generate with the checks on.",
    ),
    "samples": Target("samples", lambda quality: quality.samples, _always(None), True),
    "leave_one_out": Target(
        "multi-hop samples that need each piece of evidence",
        _share(lambda quality: quality.leave_one_out.needed if quality.leave_one_out else None),
        _always(None),
        True,
    ),
    "supported": Target(
        "answers that the evidence supports",
        _share(lambda quality: quality.grounding.supported),
        _always(None),
        True,
    ),
    "cross_document": Target(
        "multi-hop samples over several documents",
        _share(lambda quality: quality.mix.cross_document),
        _always(None),
        True,
    ),
    "documents_covered": Target(
        "documents that are asked about", _share(lambda quality: quality.coverage.documents), _always(None), True
    ),
    "chunks_covered": Target(
        "chunks that are asked about", _share(lambda quality: quality.coverage.chunks), _always(None), True
    ),
    "found_in_top_10": Target(
        "samples with a chunk among the first 10 of BM25",
        _share(lambda quality: quality.ranks.first.top_10 if quality.ranks else None),
        _always(None),
        True,
    ),
}


def verdicts(quality: Quality, bounds: Mapping[str, float | None] | None = None) -> tuple[Verdict, ...]:
    """A verdict on each target that comes with the program, and on each that is named.

    Args:
        bounds: name of a target -> the bound to use instead of ours; None for ours.
    """
    given = bounds or {}
    return tuple(_verdict(name, quality, given.get(name)) for name in TARGETS if name in given or _has_bound(name))


def requirements(pairs: Iterable[str]) -> dict[str, float | None]:
    """``["grounded", "copied_runs=0.3"]`` as a table; ``all`` stands for every target with a bound of ours.

    >>> requirements(["grounded", "copied_runs=0.3"])
    {'grounded': None, 'copied_runs': 0.3}

    Raises:
        SettingsError: no such target, no number, or a target that has no bound of ours and is given none.
    """
    return dict(found for pair in pairs for found in _requirement(pair))


def _requirement(pair: str) -> Iterator[tuple[str, float | None]]:
    name, sign, number = (part.strip() for part in pair.partition("="))
    if name == ALL and not sign:
        yield from ((each, None) for each in TARGETS if _has_bound(each))
        return
    if name not in TARGETS:
        raise SettingsError(f"nothing called {name!r} can be required: use {ALL} or one of {', '.join(TARGETS)}")
    if not sign and not _has_bound(name):
        raise SettingsError(f"{name!r} has no bound of its own: write one, such as {name}=0.5")
    yield name, _number(number, pair) if sign else None


def _number(text: str, pair: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise SettingsError(f"no number in {pair!r}: write NAME=VALUE, such as copied_runs=0.3") from None


def _has_bound(name: str) -> bool:
    return bool(TARGETS[name].advice)


def _verdict(name: str, quality: Quality, bound: float | None) -> Verdict:
    target = TARGETS[name]
    value = target.value(quality)
    wanted = target.wanted(quality) if bound is None else bound
    return Verdict(
        name=name,
        says=target.says,
        value=value,
        target=wanted,
        at_least=target.at_least,
        met=_is_met(value, wanted, at_least=target.at_least),
        advice=target.advice,
    )


def _is_met(value: float | None, wanted: float | None, *, at_least: bool) -> bool | None:
    if value is None or wanted is None:
        return None
    return value >= wanted if at_least else value <= wanted
