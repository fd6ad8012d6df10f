"""Chunk -> Mention: names, key phrases and identifiers with exact offsets, one document's labels agreeing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

from threadpoolctl import threadpool_limits

from kgsynth.entities.fallback import RuleBased
from kgsynth.entities.found import Found, without_conflicts
from kgsynth.entities.identifiers import acronym_pairs, capitals, code_names
from kgsynth.entities.labels import voted
from kgsynth.entities.phrases import phrases
from kgsynth.entities.segments import Segment, segments
from kgsynth.language.pipelines import load_pipeline
from kgsynth.parallel import in_order, usable_cores
from kgsynth.types import Chunk, Mention, Span

if TYPE_CHECKING:
    from spacy.language import Language

Progress = Callable[[str, int, int], None]

BATCH = 128  # long paragraphs at twice that take 500 MB more and no less time
STRETCH = 100_000  # characters read as one task, a second or so: half of that costs a tenth more
LEAST_PER_WORKER = 200_000  # characters that a process is started for: two seconds of work after one of starting
_NEEDED = frozenset(
    {"tok2vec", "transformer", "curated_transformer", "morphologizer", "attribute_ruler"}
    | {"ner", "beam_ner", "entity_ruler"}
)
_SMALL_WORD = re.compile(r"\b[a-z]+\b")
_ONE_WORD = re.compile(r"[A-Z][a-z]+$")


def extract(
    chunks: Sequence[Chunk],
    *,
    spacy_model: str | None = None,
    workers: int | None = None,
    least_per_worker: int = LEAST_PER_WORKER,
    progress: Progress | None = None,
) -> Iterator[Mention]:
    """The mentions in the chunks, in order. Give the chunks of one document side by side: it votes on its labels.

    Args:
        spacy_model: an installed spaCy pipeline to use instead of the bundled or installed one.
        workers: processes at most; None for one per usable core. With any number, the mentions are the same.
        least_per_worker: characters that make it worth while to start a process.
        progress: called with ("entities", chunks done, chunks in all).
    """
    rules = _rules(chunks, spacy_model)
    stretches = list(_stretches(chunks))
    piped = [stretch for stretch in stretches if stretch[0].language not in rules]
    most = min(workers or _usable_workers(), sum(map(_size, piped)) // least_per_worker)
    with closing(in_order(partial(_read_by_pipeline, spacy_model), piped, workers=most)) as readings:
        parts = _parts(stretches, rules, readings, progress)
        for _, document in groupby(parts, key=lambda part: (part.language, part.document_id)):
            yield from _mentions(list(document))


def _rules(chunks: Iterable[Chunk], spacy_model: str | None) -> dict[str, RuleBased]:
    """The languages without a pipeline, and what is learnt of each from all its chunks."""
    languages = dict.fromkeys(chunk.language for chunk in chunks)
    without = [language for language in languages if load_pipeline(language, spacy_model=spacy_model) is None]
    return {language: RuleBased(language, _texts(chunks, language)) for language in without}


def _texts(chunks: Iterable[Chunk], language: str) -> Iterator[str]:
    return (segment.text for chunk in chunks if chunk.language == language for segment in segments(chunk))


def _usable_workers() -> int:
    """One for each core, but not beside a graphics card, which workers would not use."""
    from thinc.api import get_current_ops

    return usable_cores() if get_current_ops().device_type == "cpu" else 1


# ------------------------------------------------------------------------------------- stretches and their parts


class _Name(NamedTuple):
    text: str
    label: str
    start: int
    end: int
    chunk_id: str


class _Part(NamedTuple):
    """What one stretch has of a document: its names before the vote, and how often each word is written small."""

    language: str
    document_id: str
    names: list[_Name]
    written_small: Counter[str]


def _stretches(chunks: Iterable[Chunk]) -> Iterator[list[Chunk]]:
    """Neighbours in one language, about ``STRETCH`` characters at a time.

    The last digits of a pipeline's scores depend on what it reads together, so that is decided by the chunks alone,
    and not by the number of workers.
    """
    for _, run in groupby(chunks, key=lambda chunk: chunk.language):
        neighbours = list(run)
        starts = accumulate((len(chunk.text) for chunk in neighbours), initial=0)
        for _, placed in groupby(zip(neighbours, starts, strict=False), key=lambda pair: pair[1] // STRETCH):
            yield [chunk for chunk, _ in placed]


def _size(stretch: Iterable[Chunk]) -> int:
    return sum(len(chunk.text) for chunk in stretch)


def _parts(
    stretches: Sequence[list[Chunk]],
    rules: Mapping[str, RuleBased],
    readings: Iterator[list[_Part]],
    progress: Progress | None,
) -> Iterator[_Part]:
    """The parts of all stretches in order: read by rules here and now, or taken from the readings of a pipeline."""
    done, total = 0, sum(map(len, stretches))
    for stretch in stretches:
        finder = rules.get(stretch[0].language)
        yield from next(readings) if finder is None else _by_document(finder(_segments(stretch)))
        for done in range(done + 1, done + len(stretch) + 1):  # noqa: B020
            if progress is not None:
                progress("entities", done, total)


def _segments(stretch: Iterable[Chunk]) -> Iterator[Segment]:
    return (segment for chunk in stretch for segment in segments(chunk))


def _by_document(found: Iterable[tuple[Segment, list[Found]]]) -> list[_Part]:
    groups = groupby(found, key=lambda pair: (pair[0].chunk.language, pair[0].chunk.document_id))
    return [_part(language, document_id, list(pairs)) for (language, document_id), pairs in groups]


def _part(language: str, document_id: str, pairs: Sequence[tuple[Segment, list[Found]]]) -> _Part:
    names = [_name(segment.mention(*found)) for segment, names in pairs for found in names]
    small_words = (word for segment, _ in pairs for word in _SMALL_WORD.findall(segment.text))
    return _Part(language, document_id, names, Counter(small_words))


def _name(mention: Mention) -> _Name:
    return _Name(mention.text, mention.label, mention.span.start, mention.span.end, mention.chunk_id)


# ------------------------------------------------------------------------------------------------- by a pipeline


def _read_by_pipeline(spacy_model: str | None, stretch: Sequence[Chunk]) -> list[_Part]:
    language = stretch[0].language
    nlp = load_pipeline(language, spacy_model=spacy_model)
    assert nlp is not None, "there was one a moment ago"
    return _by_document(_found_by_pipeline(nlp, language, _segments(stretch)))


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


# --------------------------------------------------------------------------------------- what a document decides


def _mentions(parts: Sequence[_Part]) -> list[Mention]:
    """The mentions of one document."""
    mentions = [
        Mention(name.text, name.label, Span(part.document_id, name.start, name.end), name.chunk_id)
        for part in parts
        for name in part.names
    ]
    return voted(_without_everyday_words(mentions, parts), _noun_types(parts[0].language))


def _noun_types(language: str) -> Mapping[str, str]:
    if language != "en":
        return {}
    from kgsynth.language.bundled import noun_types

    return noun_types()


def _without_everyday_words(mentions: list[Mention], parts: Iterable[_Part]) -> list[Mention]:
    """Leave out single words that the document uses as everyday words: capitals that only began a sentence
    ("Updates"), and words that are set in code type now and then ("list")."""
    written_small: Counter[str] = Counter()
    for part in parts:
        written_small.update(part.written_small)
    named = Counter(mention.text for mention in mentions)
    return [mention for mention in mentions if not _is_everyday(mention, written_small, named)]


def _is_everyday(mention: Mention, written_small: Counter[str], named: Counter[str]) -> bool:
    if mention.label == "CODE":
        return bool(_SMALL_WORD.fullmatch(mention.text)) and written_small[mention.text] >= 2 * named[mention.text]
    return bool(_ONE_WORD.match(mention.text)) and written_small[mention.text.lower()] >= named[mention.text]
