"""KnowledgeGraph -> the personas who would read it, by one call to a model. Topics and names are all it is shown."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import BaseModel

from kgsynth.checks.orders import Secrets, speaks_to_models
from kgsynth.errors import LLMError
from kgsynth.graph import KnowledgeGraph, Topic
from kgsynth.llms.prompts import PromptTexts, fenced
from kgsynth.llms.records import UNANSWERED, Batch, Prompt, Reply
from kgsynth.types import Persona

PERSONAS = 5
_TOPICS = 12  # shown, the largest
_NAMES = 12  # shown of each
_TITLES = 5


class Reader(BaseModel):
    """One persona as a model returns it."""

    name: str
    role_description: str
    expertise: Literal["novice", "practitioner", "expert"]
    topics: list[int] = []


class Readers(BaseModel):
    """What the model returns."""

    personas: list[Reader]


def readership(
    graph: KnowledgeGraph, ask: Batch, *, texts: PromptTexts, seed: int = 0, count: int = PERSONAS
) -> Callable[[], tuple[Persona, ...]]:
    """At most ``count`` different personas, asked for now and waited for when called; none if nothing was of use.

    Raises:
        LLMError: no reply came, whatever was tried: the questions would fare no better. Raised by the call.
    """
    replies = ask([readership_prompt(graph, texts=texts, seed=seed, count=count)])
    names = [topic.name for topic in _shown(graph)]
    return lambda: _readers(next(replies), names)[:count]


def _shown(graph: KnowledgeGraph) -> Sequence[Topic]:
    """The topics that the model is told of."""
    return list(graph.topics().values())[:_TOPICS]


def _readers(reply: Reply, topics: Sequence[str]) -> tuple[Persona, ...]:
    if reply.code in UNANSWERED:
        raise LLMError(f"the model did not answer ({reply.error}). Check the server, and its address in --base-url")
    found = reply.parsed.personas if isinstance(reply.parsed, Readers) else []
    by_name = {" ".join(each.name.split()).casefold(): each for each in reversed(found)}
    readers = [each for each in found if by_name.get(" ".join(each.name.split()).casefold()) is each]
    return tuple(
        Persona(
            name=" ".join(each.name.split()),
            role_description=" ".join(each.role_description.split()),
            expertise=each.expertise,
            topics=tuple(topics[number - 1] for number in sorted(set(each.topics)) if 0 < number <= len(topics)),
        )
        for each in readers
        if each.name.strip() and not _is_tainted(each)
    )


def _is_tainted(reader: Reader) -> bool:
    """Whether a model that was told to, or let something slip, speaks through a persona."""
    said = f"{reader.name}\n{reader.role_description}"
    return Secrets().leaks_in(said) or speaks_to_models(said) is not None


def readership_prompt(graph: KnowledgeGraph, *, texts: PromptTexts, seed: int = 0, count: int = PERSONAS) -> Prompt:
    """What the model is sent: the largest topics, with the names that are prominent in each and some titles."""
    topics = [_told(graph, topic.chunks) for topic in _shown(graph)]
    return Prompt(
        system=texts["personas"],
        user=texts.filled("personas_user", count=str(count), topics=fenced(topics, tag="topic")),
        schema=Readers,
        role="personas",
        temperature=0.7,
        seed=seed,
    )


def _told(graph: KnowledgeGraph, chunk_ids: Sequence[str]) -> str:
    names = Counter(
        entity.name
        for chunk_id in chunk_ids
        for entity in graph.entities_of(chunk_id)
        if entity.label not in {"DATE", "NUMBER"}
    )
    titles = Counter(graph.chunk(chunk_id).title for chunk_id in chunk_ids)
    prominent = ", ".join(name for name, _ in names.most_common(_NAMES))
    return f"Names: {prominent}\nTitles: {'; '.join(title for title, _ in titles.most_common(_TITLES) if title)}"
