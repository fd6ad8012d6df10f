"""Testset + retriever -> Results: each question asked, each reply scored, each failure kept with its cause."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from kgsynth.scoring.answers import score_answer
from kgsynth.scoring.passages import Retrieved, passages_of
from kgsynth.scoring.records import Failure, Results, SampleScores
from kgsynth.scoring.retrieval import KS, score_retrieval
from kgsynth.types import Sample

Retriever: TypeAlias = Callable[[str], Iterable[Retrieved]]
Progress: TypeAlias = Callable[[str, int, int], None]


def evaluate(
    testset: Iterable[Sample],
    retriever: Retriever,
    *,
    ks: Sequence[int] = KS,
    name: str = "",
    depth: int | None = None,
    progress: Progress | None = None,
) -> Results:
    """Ask a retriever each question of a test set, and score what it returns.

    A question at which it raises an exception, or returns what is no list of passages, is a ``Failure`` with the cause;
    the others are scored all the same.

    Args:
        retriever: takes a question, returns passages, best first.
        depth: only so many passages of each reply count.
        progress: is told ``("score", done, of how many)``.
    """
    samples = list(testset)
    outcomes = []
    for done, sample in enumerate(samples, start=1):
        outcomes.append(_asked(sample, retriever, ks, depth))
        if progress:
            progress("score", done, len(samples))
    scores = tuple(each for each in outcomes if isinstance(each, SampleScores))
    return Results(scores, name, tuple(each for each in outcomes if isinstance(each, Failure)))


def _asked(sample: Sample, retriever: Retriever, ks: Sequence[int], depth: int | None) -> SampleScores | Failure:
    try:
        passages = passages_of(retriever(sample.user_input))
    except Exception as error:  # The function is the user's: whatever it raises belongs to this one question.
        cause = " ".join(f"{type(error).__name__}: {error}".split())
        return Failure(sample_id=sample.id, user_input=sample.user_input, cause=cause)
    return score(sample, passages[:depth], ks=ks)


def score(
    sample: Sample,
    retrieved: Iterable[Retrieved] | None = None,
    answer: str | None = None,
    *,
    ks: Sequence[int] = KS,
) -> SampleScores:
    """The scores of one sample: of what was retrieved, of the answer, or of both."""
    metrics = {} if retrieved is None else score_retrieval(sample, retrieved, ks=ks)
    if answer is not None:
        metrics |= score_answer(sample, answer)
    return SampleScores(sample_id=sample.id, user_input=sample.user_input, metrics=metrics, slices=slices_of(sample))


def slices_of(sample: Sample) -> dict[str, tuple[str, ...]]:
    """The slices of a set that a sample belongs to, by axis."""
    slices = {
        "query_type": (sample.query_type.value,),
        "question_kind": (sample.question_kind,),
        "hops": (str(sample.hops),),
        "persona_name": (sample.persona_name,),
        "query_style": (sample.query_style.value,),
        "query_length": (sample.query_length.value,),
        "language": (sample.language,),
        "topic": sample.topics,
        "document": tuple(dict.fromkeys(sample.documents)),
        "entity": tuple(dict.fromkeys(sample.entities)),
    }
    return {axis: values for axis, values in slices.items() if values}
