"""Testset -> Summary: the numbers that every report shows, before anything is drawn."""

from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from kgsynth.testset import Testset
from kgsynth.types import Manifest, QueryType, Sample, Shortfall

REJECTIONS_SHOWN = 10

Key = TypeVar("Key", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Summary:
    """What a test set holds, in counts.

    Attributes:
        kinds: (query type, question kind) and how many samples are of it.
        axes: per axis (persona, style, length) the values and how many samples have each.
        across_documents: samples whose evidence comes from two documents or more.
        rejections: check: reason and how many drafts it refused, most frequent first.
        examples: a few samples, of different kinds.
    """

    samples: int
    kinds: dict[tuple[str, str], int]
    axes: dict[str, dict[str, int]]
    documents_asked: int
    documents: int
    entities: int
    multi_hop: int
    across_documents: int
    rejections: dict[str, int]
    rejections_total: int
    shortfalls: tuple[Shortfall, ...]
    examples: tuple[Sample, ...]


def summarise(testset: Testset, *, examples: int = 3) -> Summary:
    """The numbers of a test set."""
    samples, manifest = testset.samples, testset.manifest
    asked = {source for sample in samples for source in sample.documents}
    refused = Counter(manifest.rejections or _refused(testset))
    return Summary(
        samples=len(samples),
        kinds=_kinds(samples),
        axes={
            "persona": _ordered(Counter(sample.persona_name for sample in samples)),
            "style": _ordered(Counter(sample.query_style.value for sample in samples)),
            "length": _ordered(Counter(sample.query_length.value for sample in samples)),
        },
        documents_asked=len(asked),
        documents=_documents(manifest, asked),
        entities=len({name for sample in samples for name in sample.entities}),
        multi_hop=sum(sample.query_type is QueryType.MULTI_HOP for sample in samples),
        across_documents=sum(len(sample.documents) > 1 for sample in samples),
        rejections=dict(sorted(refused.items(), key=lambda item: (-item[1], item[0]))[:REJECTIONS_SHOWN]),
        rejections_total=refused.total(),
        shortfalls=manifest.shortfalls,
        examples=_examples(samples, examples),
    )


def _kinds(samples: tuple[Sample, ...]) -> dict[tuple[str, str], int]:
    """Single-hop before multi-hop, and the most frequent kind of each first."""
    counts = _ordered(Counter((sample.query_type.value, sample.question_kind) for sample in samples))
    return {kind: count for hops in QueryType for kind, count in counts.items() if kind[0] == hops}


def _documents(manifest: Manifest, asked: set[str]) -> int:
    return max(len(manifest.documents), len(asked))


def _refused(testset: Testset) -> Counter[str]:
    return Counter(f"{each.check}: {each.reason.partition(': ')[0]}" for each in testset.rejections)


def _ordered(counts: Counter[Key]) -> dict[Key, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _examples(samples: tuple[Sample, ...], wanted: int) -> tuple[Sample, ...]:
    """The first of each (type, kind), single-hop and multi-hop in turn."""
    first = {(sample.query_type, sample.question_kind): sample for sample in reversed(samples)}
    ordered = [sample for sample in samples if sample is first[sample.query_type, sample.question_kind]]
    single = [sample for sample in ordered if sample.query_type is QueryType.SINGLE_HOP]
    multi = [sample for sample in ordered if sample.query_type is QueryType.MULTI_HOP]
    mixed = [each for pair in zip(multi, single, strict=False) for each in pair]
    return tuple((mixed + [sample for sample in ordered if sample not in mixed])[:wanted])
