"""Chunk -> Mention: names, key phrases and identifiers with exact offsets, one document's labels agreeing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from kgsynth.entities.fallback import RuleBased
from kgsynth.entities.found import Found, without_conflicts
from kgsynth.entities.identifiers import acronym_pairs, capitals, code_names
from kgsynth.entities.labels import voted
from kgsynth.entities.phrases import phrases
from kgsynth.entities.segments import Segment, segments
from kgsynth.language.pipelines import load_pipeline
from kgsynth.types import Chunk, Mention

if TYPE_CHECKING:
    from spacy.language import Language

Progress = Callable[[str, int, int], None]
Finder = Callable[[Iterable[Segment]], Iterator[tuple[Segment, list[Found]]]]

BATCH = 128  # long paragraphs at twice that take 500 MB more and no less time
_NEEDED = frozenset(
    {"tok2vec", "transformer", "curated_transformer", "morphologizer", "attribute_ruler"}
    | {"ner", "beam_ner", "entity_ruler"}
)
_SMALL_WORD = re.compile(r"\b[a-z]+\b")
_ONE_WORD = re.compile(r"[A-Z][a-z]+$")


def extract(
    chunks: Sequence[Chunk], *, spacy_model: str | None = None, progress: Progress | None = None
) -> Iterator[Mention]:
    """The mentions in the chunks, in order. Give the chunks of one document side by side: it votes on its labels.

    Args:
        spacy_model: an installed spaCy pipeline to use instead of the bundled or installed one.
        progress: called with ("entities", chunks done, chunks in all).
    """
    finders: dict[str, Finder] = {}
    for language, run in groupby(_counted(chunks, progress), key=lambda chunk: chunk.language):
        if language not in finders:
            finders[language] = _finder(language, chunks, spacy_model)
        pieces = (segment for chunk in run for segment in segments(chunk))
        yield from _mentions(finders[language](pieces), _noun_types(language))


def _counted(chunks: Sequence[Chunk], progress: Progress | None) -> Iterator[Chunk]:
    for done, chunk in enumerate(chunks, start=1):
        yield chunk
        if progress is not None:
            progress("entities", done, len(chunks))


def _finder(language: str, chunks: Sequence[Chunk], spacy_model: str | None) -> Finder:
    nlp = load_pipeline(language, spacy_model=spacy_model)
    if nlp is not None:
        return partial(_found_by_pipeline, nlp, language)
    ours = (chunk for chunk in chunks if chunk.language == language)
    return RuleBased(language, (segment.text for chunk in ours for segment in segments(chunk)))


def _noun_types(language: str) -> Mapping[str, str]:
    if language != "en":
        return {}
    from kgsynth.language.bundled import noun_types

    return noun_types()


def _found_by_pipeline(
    nlp: Language, language: str, pieces: Iterable[Segment]
) -> Iterator[tuple[Segment, list[Found]]]:
    """Every segment with what is named in it. The parser, the slowest pipe, stays asleep."""
    texts = ((_readable(segment), segment) for segment in pieces)
    # The matrices are small: several threads would spend their time waiting for each other.
    with threadpool_limits(1, user_api="blas"):
        for doc, segment in nlp.pipe(texts, as_tuples=True, batch_size=BATCH, disable=_not_needed(nlp)):
            named, names, terms = phrases(doc, language)
            sources = (acronym_pairs(segment.text), named, capitals(segment.text), names, terms)
            yield segment, without_conflicts(code_names(segment), *(() if segment.is_code else sources))


def _readable(segment: Segment) -> str:
    """What the pipeline is given to read: nothing of program text."""
    return "" if segment.is_code else segment.text


def _not_needed(nlp: Language) -> list[str]:
    factories = {name: nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    needed = _NEEDED if "morphologizer" in factories.values() else _NEEDED | {"tagger"}
    return [name for name, factory in factories.items() if factory not in needed]


def _mentions(found: Iterable[tuple[Segment, list[Found]]], noun_types: Mapping[str, str]) -> Iterator[Mention]:
    for _, document in groupby(found, key=lambda pair: pair[0].chunk.document_id):
        pairs = list(document)
        mentions = [segment.mention(*name) for segment, names in pairs for name in names]
        yield from voted(_without_everyday_words(mentions, pairs), noun_types)


def _without_everyday_words(mentions: list[Mention], pairs: Iterable[tuple[Segment, list[Found]]]) -> list[Mention]:
    """Leave out single words that the document uses as everyday words: capitals that only began a sentence
    ("Updates"), and words that are set in code type now and then ("list")."""
    written_small = Counter(word for segment, _ in pairs for word in _SMALL_WORD.findall(segment.text))
    named = Counter(mention.text for mention in mentions)
    return [mention for mention in mentions if not _is_everyday(mention, written_small, named)]


def _is_everyday(mention: Mention, written_small: Counter[str], named: Counter[str]) -> bool:
    if mention.label == "CODE":
        return bool(_SMALL_WORD.fullmatch(mention.text)) and written_small[mention.text] >= 2 * named[mention.text]
    return bool(_ONE_WORD.match(mention.text)) and written_small[mention.text.lower()] >= named[mention.text]
