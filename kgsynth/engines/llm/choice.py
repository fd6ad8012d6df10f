"""Written, Scenario -> what the writer chose: who asks, which passages, and the path between them; or why not those."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kgsynth.engines.llm.quotes import spare_passages
from kgsynth.engines.llm.schema import Question, Written
from kgsynth.language.words import content_words
from kgsynth.types import PathEdge, Persona, QueryType, Scenario, Span


def asker(written: Question, scenario: Scenario) -> Persona:
    """Who asks, of those that were offered: the one who was wanted, unless the writer found another."""
    offered = (scenario.persona, *scenario.others)
    return offered[written.asker - 1] if 0 < written.asker <= len(offered) else scenario.persona


def narrowed(scenario: Scenario, places: Sequence[int]) -> Scenario | str:
    """The scenario of the passages at these places; or why no question may need just them."""
    chunks = tuple(scenario.chunks[place] for place in places)
    if scenario.query_type is QueryType.SINGLE_HOP:
        return replace(scenario, chunks=chunks) if len(chunks) == 1 else "several_passages"
    if len(chunks) < 2:
        return "one_passage"
    path = tuple(_spanning(scenario.path, [chunk.id for chunk in chunks]))
    if len(path) < len(chunks) - 1:
        return "not_joined"
    names = tuple(dict.fromkeys(name for step in path for name in step.entities))
    return replace(scenario, chunks=chunks, path=path, entities=names)


def without_spare(
    found: Mapping[int, Sequence[Span]], scenario: Scenario, question: str, answer: str
) -> Mapping[int, Sequence[Span]]:
    """Of three passages or more, those that add something of the answer to the others; two at least, and joined.

    Args:
        found: the spans of the quotes, by the place of their passage.
    """
    kept = dict(found)
    chunks = {place: scenario.chunks[place] for place in kept}
    while len(kept) > 2:
        rests = ([each for each in kept if each != spare] for spare in spare_passages(kept, chunks, question, answer))
        rest = next((each for each in rests if isinstance(narrowed(scenario, each), Scenario)), None)
        if rest is None:
            break
        kept = {place: kept[place] for place in rest}
    return kept


def _spanning(path: Sequence[PathEdge], chunks: Sequence[str]) -> Iterator[PathEdge]:
    """Steps that lead from the first of the chunks to the others, no more than needed; fewer if they do not."""
    reached, left = {chunks[0]}, [step for step in path if {step.source, step.target} <= set(chunks)]
    while step := next((each for each in left if len({each.source, each.target} & reached) == 1), None):
        reached |= {step.source, step.target}
        yield step


_SAID_ALREADY = 0.7  # of what an answer adds to its question


def answered_alone(written: Written, language: str) -> str:
    """Which passage, by the writer's own test, gives the answer without the others; empty where none does."""
    asked = set(content_words(written.question, language))
    added = set(content_words(written.answer, language)) - asked
    for alone in written.alone:
        said = set(content_words(alone.reply, language))
        if added and len(added & said) >= _SAID_ALREADY * len(added):
            return f"answered_alone: passage {alone.context}"
    return ""
